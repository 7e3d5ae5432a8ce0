extension Span {
  /// Itself, with what lies in [from, to) private where it had a name: one to three spans.
  ///
  /// No window at all stays what it is: there is nothing to hide.
  public func forgetting(from: Instant, to: Instant) -> [Span] {
    let (begin, finish) = (max(from, start), min(to, end))
    guard begin < finish, subject.window != nil else { return [self] }
    var hidden = self
    hidden.start = begin
    hidden.end = finish
    hidden.observation.subject = .private
    var spans = [hidden]
    if start < begin {
      var before = self
      before.end = begin
      spans.insert(before, at: 0)
    }
    if finish < end {
      var after = self
      after.start = finish
      spans.append(after)
    }
    return spans
  }
}
