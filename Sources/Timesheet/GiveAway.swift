extension Entry {
  /// The same time for another subject.
  ///
  /// A generated note stays with its client: what windows of one client's work were called is
  /// nothing that another should read. A note that a person wrote goes along.
  public func given(to subject: EntrySubject) -> Entry {
    var entry = self
    entry.subject = subject
    if let client = key?.project.client, !noteWritten, subject.key?.project.client != client {
      entry.note = ""
    }
    return entry
  }
}
