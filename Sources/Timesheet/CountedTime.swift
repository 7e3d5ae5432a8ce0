import Activity

extension [SpanShare] {
  public var seconds: Int64 { reduce(0) { $0 + $1.seconds } }

  /// The parts that lie in `stretch`.
  public func within(_ stretch: Visit) -> [SpanShare] {
    compactMap { share in
      var part = share
      part.from = Swift.max(share.from, stretch.start)
      part.to = Swift.min(share.to, stretch.end)
      return part.from < part.to ? part : nil
    }
  }

  /// The parts that lie in none of `visits`.
  public func without(_ visits: [Visit]) -> [SpanShare] {
    visits.reduce(self) { shares, visit in
      shares.flatMap { share in
        [share].within(Visit(start: .min, end: visit.start))
          + [share].within(Visit(start: Swift.max(visit.start, visit.end), end: .max))
      }
    }
  }

  /// In order, those joined that touch and are of one span.
  public var joined: [SpanShare] {
    sorted { $0.from < $1.from }.reduce(into: []) { shares, share in
      if let last = shares.last, last.to == share.from, last.span == share.span,
        last.absorbed == share.absorbed
      {
        shares[shares.count - 1].to = share.to
      } else {
        shares.append(share)
      }
    }
  }
}

extension Entry {
  /// The same entry with other counted time, which it begins and ends with; nil where none is left.
  public func counting(_ shares: [SpanShare]) -> Entry? {
    let shares = shares.joined
    guard let first = shares.first, let last = shares.last else { return nil }
    var entry = self
    entry.shares = shares
    entry.start = first.from
    entry.end = last.to
    return entry
  }

  /// The counted stretches that lie in `visits` too.
  ///
  /// - Parameter visits: in order.
  public func overlap(with visits: [Visit]) -> [Visit] {
    var overlap: [Visit] = []
    var left = visits[...]
    for own in self.visits {
      left = left.drop { $0.end <= own.start }
      for other in left.prefix(while: { $0.start < own.end }) {
        let start = max(own.start, other.start)
        let end = min(own.end, other.end)
        if start < end { overlap.append(Visit(start: start, end: end)) }
      }
    }
    return overlap
  }
}

extension DayTimeline {
  /// Every second of a stretch, as a person claims it, with the evidence beneath where there is
  /// some that is settled.
  ///
  /// - Parameter provisional: what the agent may still re-cut: it is claimed without its evidence.
  public func claimed(_ stretch: Visit, provisional: [Visit] = []) -> [SpanShare] {
    var shares: [SpanShare] = []
    for segment in segments where segment.start < stretch.end && segment.end > stretch.start {
      let from = max(segment.start, stretch.start)
      let to = min(segment.end, stretch.end)
      shares.append(SpanShare(span: segment.span, from: from, to: to, absorbed: false))
    }
    let settled = shares.without(provisional)
    let unsettled = provisional.flatMap { shares.within($0) }.map {
      SpanShare(span: nil, from: $0.from, to: $0.to, absorbed: false)
    }
    return (settled + unsettled).joined
  }
}

extension EntryID {
  /// The id of an entry that is made beside others: derived like a proposal's, and none of theirs.
  public init(
    day: CivilDate, subject: EntrySubject, start: Int64, besides others: some Collection<EntryID>
  ) {
    self.init(day: day, key: subject.text, start: start)
    var attempt = 0
    while others.contains(self) {
      attempt += 1
      self.init(day: day, key: "\(subject.text)\u{0}\(attempt)", start: start)
    }
  }
}

extension EntrySubject {
  /// For ids.
  public var text: String {
    switch self {
    case .work(let key): key.text
    case .unassigned(let kind): "unassigned\u{0}\(kind.rawValue)"
    }
  }
}
