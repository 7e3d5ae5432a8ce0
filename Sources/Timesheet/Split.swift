import Activity

/// Why an entry can't be split so.
public enum SplitRefusal: Error, Hashable, Sendable {
  /// Not after its first and before its last counted second.
  case outside(Int64)
  /// Between these times it counts nothing.
  case nothingCounted(Visit)
  /// So small a portion of it is no second.
  case tooSmall(portion: Int)
}

/// A part of an entry by its weight among others, for a subject of its own.
public struct Portion: Hashable, Sendable {
  public var subject: EntrySubject
  /// More than 0.
  public var weight: Int64

  public init(subject: EntrySubject, weight: Int64) {
    self.subject = subject
    self.weight = weight
  }
}

extension Entry {
  /// Parts before, between and after `times`; the first keeps the entry's id. Their counted
  /// seconds add up to the whole's.
  ///
  /// - Parameter others: ids that no part may get.
  public func split(
    at times: [Int64], besides others: some Collection<EntryID>
  ) throws(SplitRefusal) -> [Entry] {
    let times = Set(times).sorted()
    for time in times where time <= start || time >= end { throw .outside(time) }
    let borders = [start] + times + [end]
    var parts: [Entry] = []
    for (from, to) in zip(borders, borders.dropFirst()) {
      let stretch = Visit(start: from, end: to)
      guard let part = counting(shares.within(stretch)) else { throw .nothingCounted(stretch) }
      parts.append(part)
    }
    return Entry.named(parts, after: id, besides: others)
  }

  /// Parts in proportion to their weights, by largest remainder, each for its own subject: the
  /// first takes the earliest counted seconds, and so on. They add up to the whole to the second.
  public func split(
    into portions: [Portion], besides others: some Collection<EntryID>
  ) throws(SplitRefusal) -> [Entry] {
    let lengths = apportion(seconds, by: portions.map(\.weight))
    var left = shares
    var parts: [Entry] = []
    for (index, (portion, length)) in zip(portions, lengths).enumerated() {
      let (taken, rest) = left.split(after: length)
      guard let part = counting(taken) else { throw .tooSmall(portion: index) }
      parts.append(part.given(to: portion.subject))
      left = rest
    }
    return Entry.named(parts, after: id, besides: others)
  }

  /// Marks parts of one entry as a person's own, and names all but the first anew.
  static func named(
    _ parts: [Entry], after id: EntryID, besides others: some Collection<EntryID>
  ) -> [Entry] {
    var ids = Set(others)
    ids.insert(id)
    return parts.enumerated().map { index, part in
      var part = part
      part.edited = true
      part.scattered = part.scattered && part.visits.count > 1
      if index > 0 {
        part.id = EntryID(day: part.day, subject: part.subject, start: part.start, besides: ids)
        ids.insert(part.id)
      }
      return part
    }
  }
}

extension [SpanShare] {
  /// The first `seconds` counted ones, and what comes after them.
  func split(after seconds: Int64) -> (taken: [SpanShare], rest: [SpanShare]) {
    var left = seconds
    var taken: [SpanShare] = []
    for (index, share) in enumerated() {
      guard left < share.seconds else {
        taken.append(share)
        left -= share.seconds
        continue
      }
      let border = share.from + left
      return (
        taken + [share].within(Visit(start: share.from, end: border)),
        [share].within(Visit(start: border, end: share.to)) + self[(index + 1)...]
      )
    }
    return (taken, [])
  }
}
