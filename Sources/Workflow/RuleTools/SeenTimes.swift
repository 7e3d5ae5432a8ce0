import Activity
import ActivityLog
import Books
import Rules
import Timesheet

extension Home {
  /// The active time of these days by window: see `SeenDays`.
  func seenTimes(_ range: ClosedRange<CivilDate>) throws -> [SeenTime] {
    guard var seen = try SeenDays(self) else { return [] }
    var times: [SeenTime] = []
    var date = range.lowerBound
    while date <= range.upperBound {
      times += try seen.times(on: date)
      date = date.adding(days: 1)
    }
    return times
  }
}

/// Looks at days one by one for their active time by window, with where the rules as they stand and
/// the books have it: what an entry absorbed is with that entry. Private and rejected time is left
/// out. Each distinct window is classified once.
struct SeenDays {
  private let home: Home
  private let books: Books
  private let reader: EvidenceReader
  private var classifier: RowClassifier
  private let now: Int64
  private let correction: (entry: EntryID, to: Placement)?

  /// - Parameter correction: one entry, and where a person says that its time belongs.
  /// - Returns: nil where nothing was ever recorded.
  init?(_ home: Home, correction: (entry: EntryID, to: Placement)? = nil) throws {
    guard let log = try home.log() else { return nil }
    self.home = home
    self.correction = correction
    books = try home.books()
    reader = try EvidenceReader(log)
    classifier = try RowClassifier(home.rules, log)
    now = home.world.now().flooredSeconds
  }

  mutating func times(on date: CivilDate) throws -> [SeenTime] {
    let day = home.days.range(of: date)
    let until = min(day.end, now)
    guard day.start < until else { return [] }
    let stored = try reader.stored(
      from: Instant(seconds: day.start), to: Instant(seconds: until))
    let parts = try classifier.parts(of: stored)
    let shown = ShownDay(day: day, until: until, parts: parts, classifier)
    return shown.times(
      SeenTimes(try books.entries(on: date...date).map(\.entry), correction: correction))
  }
}

/// A day's evidence with the windows that may be shown.
private struct ShownDay {
  private let timeline: DayTimeline
  private let classifier: RowClassifier
  private var verdicts: [SpanID: [(from: Int64, verdict: Int)]] = [:]

  init(day: DayRange, until: Int64, parts: [RowClassifier.Part], _ classifier: RowClassifier) {
    self.classifier = classifier
    timeline = DayTimeline(
      day: day, until: until, evidence: classifier.evidence(of: parts), off: [])
    for part in parts {
      guard case .classified(let verdict) = part.outcome else { continue }
      verdicts[part.span, default: []].append((part.from.flooredSeconds, verdict))
    }
  }

  func times(_ seen: SeenTimes) -> [SeenTime] {
    var seen = seen
    var times: [SeenTime] = []
    for segment in timeline.segments {
      guard case .active(let classification) = segment.kind,
        let window = window(of: segment)
      else { continue }
      let rules = classification.project.map {
        Placement(project: $0, task: classification.task)
      }
      for part in seen.parts(from: segment.start, to: segment.end, rules: rules) {
        times.append(
          SeenTime(
            window: window, state: part.state, tally: TimeTally(seconds: part.seconds, spans: 1)))
      }
    }
    return times
  }

  private func window(of segment: DayTimeline.Segment) -> Window? {
    guard let span = segment.span,
      let found = verdicts[span]?.last(where: { $0.from <= segment.start })
    else { return nil }
    return classifier.kind(of: found.verdict).subject.window
  }
}

/// Where a day's entries have its seconds. Asked from left to right.
private struct SeenTimes {
  private enum Fate {
    /// The rules say, whenever they are asked.
    case open
    /// No rule placed it: a proposal absorbed it.
    case absorbed(Placement)
    case decided(Placement, byPerson: Bool)
    case correction(Placement)
    case none
  }

  private var shares: ArraySlice<(from: Int64, to: Int64, fate: Fate)>

  init(_ entries: [Entry], correction: (entry: EntryID, to: Placement)?) {
    var shares: [(from: Int64, to: Int64, fate: Fate)] = []
    for entry in entries {
      for share in entry.shares {
        shares.append((share.from, share.to, SeenTimes.fate(of: share, in: entry, correction)))
      }
    }
    self.shares = shares.sorted { ($0.from, $0.to) < ($1.from, $1.to) }[...]
  }

  private static func fate(
    of share: SpanShare, in entry: Entry, _ correction: (entry: EntryID, to: Placement)?
  ) -> Fate {
    let placement = entry.key.map { Placement(project: $0.project, task: $0.task) }
    if let correction, correction.entry == entry.id, !share.absorbed {
      return .correction(correction.to)
    }
    if entry.isRulesProposal {
      guard share.absorbed, let placement else { return .open }
      return .absorbed(placement)
    }
    guard entry.state != .rejected, let placement else { return .none }
    let byPerson = entry.source == .manual || entry.edited
    return .decided(placement, byPerson: byPerson && !share.absorbed)
  }

  mutating func parts(
    from start: Int64, to end: Int64, rules: Placement?
  ) -> [(state: SeenTime.State, seconds: Int64)] {
    var parts: [(SeenTime.State, Int64)] = []
    func add(_ fate: Fate, _ seconds: Int64) {
      guard seconds > 0, let state = SeenTimes.state(fate, rules: rules) else { return }
      parts.append((state, seconds))
    }
    var now = start
    while now < end {
      while let first = shares.first, first.to <= now { shares.removeFirst() }
      guard let first = shares.first, first.from < end else {
        add(.open, end - now)
        break
      }
      if first.from > now { add(.open, first.from - now) }
      let from = max(first.from, now)
      let to = min(first.to, end)
      add(first.fate, to - from)
      now = to
    }
    return parts
  }

  private static func state(_ fate: Fate, rules: Placement?) -> SeenTime.State? {
    switch fate {
    case .none: nil
    case .open: rules.map(SeenTime.State.placed) ?? .unassigned
    case .absorbed(let placement): rules.map(SeenTime.State.placed) ?? .absorbed(placement)
    case .correction(let placement): rules == placement ? .placed(placement) : .corrected(placement)
    case .decided(let placement, byPerson: true) where rules != placement: .corrected(placement)
    case .decided(let placement, _): .decided(placement)
    }
  }
}
