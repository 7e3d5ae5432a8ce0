extension Entry {
  /// The same time for another subject.
  ///
  /// A generated note stays with its client: what windows of one client's work were called is
  /// nothing that another should read. A note that a person wrote goes along. What rules said of
  /// the rate are names of the client too; the rule that placed the time is no reason for another
  /// project or task.
  public func given(to subject: EntrySubject) -> Entry {
    var entry = self
    entry.subject = subject
    if key?.project != subject.key?.project || key?.task != subject.key?.task {
      entry.reason = nil
    }
    if var key = subject.key, key.project.client == self.key?.project.client, key.terms.isEmpty {
      key.terms = self.key?.terms ?? .none
      entry.subject = .work(key)
    }
    if let client = key?.project.client, !noteWritten, subject.key?.project.client != client {
      entry.note = ""
    }
    return entry
  }
}
