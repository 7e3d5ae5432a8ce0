import Activity

/// A time entry: what was worked on, from when to when, and how much of it counts.
public struct Entry: Hashable, Sendable {
  public var id: EntryID
  /// The working day, from `day_start`.
  public var day: CivilDate
  public var subject: EntrySubject
  /// Seconds since 1970; half-open.
  public var start: Int64
  public var end: Int64
  /// The evidence it counts, in order and without overlap: their lengths sum to `seconds`.
  public var shares: [SpanShare]
  public var note: String
  public var source: EntrySource
  /// The rule that placed most of its time; nil where a person did.
  public var reason: RuleReference?
  /// Gathered from short visits all over the day.
  public var scattered: Bool
  public var zone: Zone
  public var state: EntryState
  /// A person made or changed it, more than its state: no proposal moves it.
  public var edited: Bool
  /// A person gave the note: it is not made of evidence, so forgetting evidence keeps it.
  public var noteWritten: Bool

  public init(
    id: EntryID, day: CivilDate, subject: EntrySubject, start: Int64, end: Int64,
    shares: [SpanShare], note: String, source: EntrySource, reason: RuleReference?,
    scattered: Bool, zone: Zone, state: EntryState, edited: Bool = false,
    noteWritten: Bool = false
  ) {
    self.id = id
    self.day = day
    self.subject = subject
    self.start = start
    self.end = end
    self.shares = shares
    self.note = note
    self.source = source
    self.reason = reason
    self.scattered = scattered
    self.zone = zone
    self.state = state
    self.edited = edited
    self.noteWritten = noteWritten
  }

  /// Counted seconds.
  public var seconds: Int64 { shares.seconds }

  public var key: WorkKey? { subject.key }

  /// Hands-off work: proposed, never billed without a yes.
  public var handsOff: Bool { subject.handsOff }

  /// What a person said, back from an absence, that it was: hands-off work of which no evidence
  /// tells.
  public var isAway: Bool { handsOff && source == .manual }

  /// The counted stretches, those that touch joined.
  public var visits: [Visit] {
    shares.reduce(into: []) { visits, share in
      if let last = visits.last, last.end == share.from {
        visits[visits.count - 1].end = share.to
      } else {
        visits.append(Visit(start: share.from, end: share.to))
      }
    }
  }
}

/// What an entry's time was spent on.
public enum EntrySubject: Hashable, Sendable {
  case work(WorkKey)
  case unassigned(Unassigned)

  public var key: WorkKey? {
    guard case .work(let key) = self else { return nil }
    return key
  }

  public var handsOff: Bool {
    switch self {
    case .work(let key): key.handsOff
    case .unassigned(let kind): kind == .handsOff
    }
  }
}

/// Active time that no rule places.
public enum Unassigned: String, Hashable, Sendable, CaseIterable {
  case plain
  case handsOff = "hands-off"
  case `private`
}

/// Time of one key is never counted to another.
public struct WorkKey: Hashable, Comparable, Sendable {
  public var project: ProjectKey
  public var task: String?
  public var billable: Bool
  public var handsOff: Bool
  /// What rules say of its rate.
  public var terms: RateTerms

  public init(
    project: ProjectKey, task: String?, billable: Bool, handsOff: Bool, terms: RateTerms = .none
  ) {
    self.project = project
    self.task = task
    self.billable = billable
    self.handsOff = handsOff
    self.terms = terms
  }

  /// `acme/website/development`, as people name it.
  public var path: String { project.description + (task.map { "/" + $0 } ?? "") }

  /// For ids: every part, none of which can run into the next.
  public var text: String {
    let text = "\(project)\u{0}\(task ?? "")\u{0}\(billable ? 1 : 0)\(handsOff ? 1 : 0)"
    guard !terms.isEmpty else { return text }
    return [text, terms.role ?? "", terms.complexity ?? "", terms.multiplier ?? ""]
      .joined(separator: "\u{0}")
  }

  public static func < (left: WorkKey, right: WorkKey) -> Bool {
    (left.project, left.task ?? "", left.billable ? 1 : 0, left.handsOff ? 1 : 0, left.terms)
      < (
        right.project, right.task ?? "", right.billable ? 1 : 0, right.handsOff ? 1 : 0, right.terms
      )
  }
}

/// A part of a span, by whole seconds since 1970.
public struct SpanShare: Hashable, Sendable {
  /// Nil where a person claims time that no evidence covers.
  public var span: SpanID?
  public var from: Int64
  public var to: Int64
  /// Unplaced time between two stretches of the entry's key, counted to it.
  public var absorbed: Bool

  public init(span: SpanID?, from: Int64, to: Int64, absorbed: Bool) {
    self.span = span
    self.from = from
    self.to = to
    self.absorbed = absorbed
  }

  public var seconds: Int64 { to - from }
}

/// A stretch of counted time.
public struct Visit: Hashable, Sendable {
  public var start: Int64
  public var end: Int64

  public init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }
}

public enum EntrySource: String, Sendable, CaseIterable {
  case rules, manual
}

/// An entry's identity: 12 lower-case hexadecimal digits, shown by a unique prefix.
public struct EntryID: Hashable, Comparable, Sendable {
  public let text: String

  public init(text: String) { self.text = text }

  /// Derived from day, key and first second, not from a counter: proposing again gives the same.
  public init(day: CivilDate, key: String, start: Int64) {
    var digest = Digest()
    digest.add("\(day)\u{0}\(key)\u{0}\(start)".utf8)
    let digits = String(digest.value, radix: 16)
    text = String((String(repeating: "0", count: 16 - digits.utf8.count) + digits).prefix(12))
  }

  public static func < (left: EntryID, right: EntryID) -> Bool { left.text < right.text }
}

extension EntryID: CustomStringConvertible {
  public var description: String { text }
}
