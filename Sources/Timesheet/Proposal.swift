import Activity

/// Proposes a day's entries from its evidence.
///
/// Nobody pays for another's work: time that a rule gave to one key is never counted to another.
/// No minute of paid work falls through: what is too short to stand alone is gathered by key.
public struct Proposal: Sendable {
  public var policy: ProposePolicy
  public var zone: Zone

  public init(policy: ProposePolicy, zone: Zone) {
    self.policy = policy
    self.zone = zone
  }

  /// - Parameters:
  ///   - decided: entries of this day that stay as they are. Their time is taken out before all
  ///     else: it ends blocks (but for short visits of those that are still proposed), is no
  ///     neighbour for absorbing, and counts towards its key's minimum.
  ///   - taken: what else nothing is proposed from, and no block goes on over: stretches that the
  ///     agent may still re-cut, and what was booked to another day before the days' borders moved.
  /// - Returns: entries in the state proposed, unassigned time among them, by start.
  public func entries(
    of timeline: DayTimeline, decided: [Entry], taken: [Visit] = []
  ) -> [Entry] {
    let stretches = stretches(of: timeline, without: decided, taken)
    let (blocks, loose) = sort(stretches)

    let total = totals(of: stretches, decided)
    func standsAlone(_ key: WorkKey) -> Bool {
      total[key, default: 0] >= policy.lengths(for: key).minimum
    }
    var unplaced = stretches.filter {
      if case .unassigned = $0.kind { true } else { false }
    }
    var scattered: [WorkKey: [Stretch]] = [:]
    for stretch in loose {
      guard let key = stretch.key else { continue }
      if standsAlone(key) {
        scattered[key, default: []].append(stretch)
      } else {
        unplaced += demoted(stretch, from: key)
      }
    }
    let day = timeline.day.date
    let kept = Set(decided.map(\.id))
    return
      (blocks.compactMap { block in
        entry(on: day, of: block.key, pieces: block.stretches.flatMap(\.pieces), scattered: false)
      }
      + scattered.compactMap { key, stretches in
        entry(on: day, of: key, pieces: stretches.flatMap(\.pieces), scattered: true)
      }
      + unassigned(on: day, unplaced))
      .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
      .map { entry in
        // An entry whose time was moved keeps its id, also where its old time is proposed anew.
        var entry = entry
        entry.id = EntryID(day: day, subject: entry.subject, start: entry.start, besides: kept)
        return entry
      }
  }

  /// Each key's seconds on this day, as its minimum is compared with them. See `entries` for the
  /// rest.
  public func seconds(
    in timeline: DayTimeline, decided: [Entry], taken: [Visit] = []
  ) -> [WorkKey: Int64] {
    totals(of: stretches(of: timeline, without: decided, taken), decided)
  }

  private func stretches(
    of timeline: DayTimeline, without decided: [Entry], _ taken: [Visit]
  ) -> [Stretch] {
    let given = decided.flatMap { entry in
      let isOpen = entry.scattered && entry.state == .proposed
      let kind = entry.key.flatMap { isOpen ? Stretch.Kind.visited($0) : nil } ?? .taken
      return entry.visits.map { ($0, kind) }
    }
    return Stretch.absorbing(
      Stretch.list(of: timeline, given: given + taken.map { ($0, .taken) }), policy: policy)
  }

  /// Each key's seconds on this day: those that are left, and the decided ones.
  private func totals(of stretches: [Stretch], _ decided: [Entry]) -> [WorkKey: Int64] {
    let left = stretches.compactMap { stretch in stretch.key.map { ($0, stretch.seconds) } }
    let fixed = decided.compactMap { entry in entry.key.map { ($0, entry.seconds) } }
    return (left + fixed).reduce(into: [:]) { $0[$1.0, default: 0] += $1.1 }
  }

  private struct Block {
    var key: WorkKey
    var stretches: [Stretch]
    var seconds: Int64 { stretches.reduce(0) { $0 + $1.seconds } }
  }

  /// Blocks that stand alone, and the loose stretches of work that don't: short visits inside
  /// another key's block, and blocks under the minimum.
  private func sort(_ stretches: [Stretch]) -> (blocks: [Block], loose: [Stretch]) {
    var blocks: [Block] = []
    var loose: [Stretch] = []
    var index = 0
    while index < stretches.count {
      guard let key = stretches[index].key else {
        index += 1
        continue
      }
      var block = Block(key: key, stretches: [stretches[index]])
      while let next = continuation(of: key, after: index, in: stretches) {
        loose += stretches[(index + 1)..<next].filter { $0.key != nil }
        block.stretches.append(stretches[next])
        index = next
      }
      if block.seconds < policy.lengths(for: key).minimum {
        loose += block.stretches
      } else {
        blocks.append(block)
      }
      index += 1
    }
    return (blocks, loose)
  }

  /// The next stretch of `key`, if a block may go on over what lies between.
  private func continuation(
    of key: WorkKey, after index: Int, in stretches: [Stretch]
  ) -> Int? {
    let lengths = policy.lengths(for: key)
    var between: Int64 = 0
    for next in (index + 1)..<max(index + 1, stretches.count) {
      let stretch = stretches[next]
      switch stretch.kind {
      case .work(key):
        return next
      case .work(let other), .visited(let other):
        guard stretch.seconds < policy.lengths(for: other).minimum else { return nil }
      case .unassigned:
        guard stretch.seconds < lengths.absorb else { return nil }
      case .away(.idle):
        break
      case .away, .taken:
        return nil
      }
      between += stretch.seconds
      guard between <= lengths.gap else { return nil }
    }
    return nil
  }

  /// A stretch of a key that has too little time on this day to be an entry.
  private func demoted(_ stretch: Stretch, from key: WorkKey) -> [Stretch] {
    stretch.pieces.map { piece in
      let kind: Unassigned = key.handsOff && !piece.absorbed ? .handsOff : .plain
      return Stretch(kind: .unassigned(kind), pieces: [piece])
    }
  }

  /// - Parameter pieces: nil comes of none alone.
  private func entry(
    on day: CivilDate, of key: WorkKey, pieces: [Stretch.Piece], scattered: Bool
  ) -> Entry? {
    let pieces = pieces.sorted { $0.start < $1.start }
    let own = pieces.filter { !$0.absorbed }
    guard let start = pieces.first?.start else { return nil }
    return Entry(
      id: EntryID(day: day, key: key.text, start: start), day: day, subject: .work(key),
      start: start, end: pieces[pieces.count - 1].end, shares: shares(of: pieces),
      note: Proposal.note(
        from: own.compactMap { piece in
          piece.classification?.note.map { ($0, piece.seconds) }
        }),
      source: .rules,
      reason: ranked(
        own.compactMap { piece in piece.classification?.reason.map { ($0, piece.seconds) } }
      ).first,
      scattered: scattered, zone: zone, state: .proposed)
  }

  /// One entry for each maximal run of unplaced time.
  private func unassigned(on day: CivilDate, _ stretches: [Stretch]) -> [Entry] {
    var runs: [Stretch] = []
    for stretch in stretches.sorted(by: { $0.start < $1.start }) {
      if let last = runs.last, last.kind == stretch.kind, last.end == stretch.start {
        runs[runs.count - 1].pieces += stretch.pieces
      } else {
        runs.append(stretch)
      }
    }
    return runs.compactMap { run in
      guard case .unassigned(let kind) = run.kind else { return nil }
      return Entry(
        id: EntryID(day: day, key: "unassigned\u{0}\(kind.rawValue)", start: run.start),
        day: day, subject: .unassigned(kind), start: run.start, end: run.end,
        shares: shares(of: run.pieces).map {
          SpanShare(span: $0.span, from: $0.from, to: $0.to, absorbed: false)
        },
        note: "", source: .rules, reason: nil, scattered: false, zone: zone, state: .proposed)
    }
  }

  private func shares(of pieces: [Stretch.Piece]) -> [SpanShare] {
    pieces.compactMap { piece in
      piece.span.map {
        SpanShare(span: $0, from: piece.start, to: piece.end, absorbed: piece.absorbed)
      }
    }
  }

  /// The distinct notes by counted time, longest first, then first seen; at most three are told.
  static func note(from counted: [(String, Int64)]) -> String {
    let notes = ranked(counted.filter { !$0.0.isEmpty })
    let told = notes.prefix(3).joined(separator: "; ")
    return notes.count > 3 ? "\(told); and \(notes.count - 3) more" : told
  }
}
