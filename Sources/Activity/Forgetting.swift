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

extension Span {
  /// Itself, with what lies in the stretches without title, address and directory: one or more
  /// spans. The program stays; a window of which nothing else is known becomes private.
  ///
  /// - Parameter stretches: in order, and apart.
  public func withoutTitle(in stretches: [Range<Instant>]) -> [Span] {
    guard let window = subject.window else { return [self] }
    var bare = window
    (bare.title, bare.url, bare.directory) = ("", "", "")
    guard bare != window else { return [self] }
    let isNameless = bare == Window(fullscreen: bare.fullscreen)
    var (pieces, rest): ([Span], Span) = ([], self)
    for stretch in stretches where stretch.lowerBound < end && stretch.upperBound > start {
      let (from, to) = (max(stretch.lowerBound, start), min(stretch.upperBound, end))
      if rest.start < from {
        var before = rest
        before.end = from
        pieces.append(before)
      }
      var within = rest
      (within.start, within.end) = (from, to)
      within.observation.subject = isNameless ? .private : .window(bare)
      pieces.append(within)
      rest.start = to
    }
    return rest.start < end ? pieces + [rest] : pieces
  }
}
