import Activity
import Books
import Crypto
import Foundation
import Timesheet

/// How far a day is: what is decided, and what a person has still to look at.
public struct DayStanding: Sendable {
  public enum State: Hashable, Sendable {
    case open
    case closed
    /// Closed, and changed since: each sentence says what.
    case late([String])

    public var name: String {
      switch self {
      case .open: "open"
      case .closed: "closed"
      case .late: "late"
      }
    }
  }

  public var report: DayReport
  public var state: State
  /// When it was closed last, and by whom.
  public var closed: ClosedDay?
  /// Proposed entries on projects.
  public var undecided: [BookedEntry]
  /// Worked seconds that no entry places or rejects.
  public var unassigned: Int64
  /// Seconds of proposed hands-off entries.
  public var handsOff: Int64
  /// Stretches of ten minutes and more, between the day's first and last work, in which nobody was
  /// seen to work and no entry counts.
  public var gaps: [Visit]
}

/// What is looked at of a day when it is closed, and compared later.
struct DayFacts {
  var evidence: DayEvidence
  /// Those of the day.
  var entries: [BookedEntry]
  /// Those of its neighbours that reach into it.
  var beside: [BookedEntry]

  static let shortestGap: Int64 = 600

  var undecided: [BookedEntry] {
    entries.filter { $0.entry.key != nil && !$0.entry.state.isDecided }
  }

  var unassigned: Int64 {
    evidence.timeline.undecidedSeconds(entries: (entries + beside).map(\.entry))
  }

  /// Seconds among them that are not settled.
  var open: Int64 {
    unassigned
      - evidence.timeline.undecidedSeconds(
        entries: (entries + beside).map(\.entry), without: evidence.provisional)
  }

  var counted: Int64 {
    DayBalance(of: evidence.timeline, entries: (entries + beside).map(\.entry)).entries
  }

  /// Up to here nothing of the day's evidence is cut anew.
  var settled: Int64 {
    let timeline = evidence.timeline
    return max(
      timeline.day.start, evidence.provisional.map(\.start).reduce(timeline.until, min))
  }

  /// The work up to `end`, as a digest.
  func evidenceDigest(until end: Int64) -> String {
    DayFacts.digest(
      evidence.timeline.work.filter { $0.start < end }
        .map { "\($0.start) \(min($0.end, end))" })
  }

  /// What each entry counts to what, and whether it is decided; not how it is told or billed.
  var decisionsDigest: String { DayFacts.decisionsDigest(of: entries) }

  static func decisionsDigest(of entries: [BookedEntry]) -> String {
    let decided = entries.map(\.entry).filter { $0.key != nil || $0.state == .rejected }
    return digest(decided.sorted { $0.id < $1.id }.map(line))
  }

  private static func line(_ entry: Entry) -> String {
    let state =
      switch entry.state {
      case .proposed: "proposed"
      case .approved, .invoiced, .writtenOff, .shownFree: "approved"
      case .rejected: "rejected"
      }
    let visits = entry.visits.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
    return "\(entry.id) \(state) \(entry.key?.text ?? "") \(visits)"
  }

  /// Seconds worked from `start` on.
  func work(from start: Int64) -> Int64 {
    evidence.timeline.work.reduce(0) { $0 + max(0, $1.end - max($1.start, start)) }
  }

  var gaps: [Visit] {
    let counted = (entries + beside).filter { $0.entry.state != .rejected }.flatMap(\.entry.visits)
    let seen: [Visit] = (evidence.timeline.work + counted).sorted { $0.start < $1.start }
    var gaps: [Visit] = []
    var end = seen.first?.end ?? 0
    for visit in seen {
      if visit.start - end >= DayFacts.shortestGap {
        gaps.append(Visit(start: end, end: visit.start))
      }
      end = max(end, visit.end)
    }
    return gaps
  }

  private static func digest(_ lines: [String]) -> String {
    hexadecimal(SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)))
  }
}

extension Home {
  /// The days of the range that have begun, each with how far it is. Changes nothing.
  public func dayStandings(_ range: DateRange) throws -> [DayStanding] {
    let closed = Dictionary(
      try books().closedDays(range.days).map { ($0.day, $0) },
      uniquingKeysWith: { first, _ in first })
    return try dayReports(range) { report, facts in
      return DayStanding(
        report: report, state: state(of: facts, closed: closed[report.date]),
        closed: closed[report.date], undecided: facts.undecided, unassigned: facts.unassigned,
        handsOff: report.entries.filter { !$0.entry.state.isDecided && $0.entry.handsOff }
          .reduce(0) { $0 + $1.entry.seconds },
        gaps: facts.gaps)
    }
  }

  func state(of facts: DayFacts, closed: ClosedDay?) -> DayStanding.State {
    guard let closed else { return .open }
    var reasons: [String] = []
    if facts.evidenceDigest(until: closed.until) != closed.evidence {
      reasons.append("the record of the time before it was closed is another")
    }
    // What is too short to be an entry by itself reopens no day.
    let later = facts.work(from: closed.until)
    if later >= settings.proposePolicy.standard.minimum {
      reasons.append("\(later / 60) min were worked after it was closed")
    }
    if facts.decisionsDigest != closed.decisions {
      reasons.append("its entries changed after it was closed")
    }
    return reasons.isEmpty ? .closed : .late(reasons)
  }
}
