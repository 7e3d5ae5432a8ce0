import Activity

extension Entry {
  /// The entry with other borders. Evidence moves with them: what it counted stays counted where it
  /// lies within, and every second that it did not reach before is claimed.
  ///
  /// - Returns: nil where nothing would be counted.
  public func moved(
    to borders: Visit, in timeline: DayTimeline, provisional: [Visit] = []
  ) -> Entry? {
    let claimed = timeline.claimed(borders, provisional: provisional)
      .without([Visit(start: start, end: end)])
    var entry = counting(shares.within(borders) + claimed)
    entry?.edited = true
    return entry
  }

  /// What is left without `cut`, and what was cut off: nil where that is all of it, or nothing.
  ///
  /// - Parameter others: ids that the part cut off may not get.
  public func trimmed(
    of cut: [Visit], besides others: some Collection<EntryID>
  ) -> (left: Entry, cut: Entry)? {
    guard let left = counting(shares.without(cut)),
      let off = counting(cut.flatMap { shares.within($0) })
    else { return nil }
    let parts = Entry.named([left, off], after: id, besides: others)
    return (parts[0], parts[1])
  }
}
