import Activity
import Books
import Timesheet

/// Where one day's time went.
public struct DayReport: Sendable {
  public var date: CivilDate
  /// Seconds since 1970; the end is now on a day that is not over.
  public var start: Int64
  public var end: Int64
  public var balance: DayBalance
  /// Those of the unassigned seconds that a person rejected.
  public var rejected: Int64
  /// Those of the unassigned seconds that are not proposed yet, for the agent may still find that
  /// nobody was there.
  public var open: Int64
  public var entries: [BookedEntry]
  public var conflicts: [Visit]

  /// Counted seconds of the entries in a state.
  public func seconds(in state: String) -> Int64 {
    entries.filter { $0.entry.key != nil && $0.entry.state.name == state }
      .reduce(0) { $0 + $1.entry.seconds }
  }
}

extension Home {
  /// The days of the range that have begun, with their balance from the evidence and the books.
  public func dayReports(_ range: DateRange) throws -> [DayReport] {
    try dayReports(range) { report, _ in report }
  }

  /// The same, with what each is made of.
  func dayReports<Made>(
    _ range: DateRange, _ make: (DayReport, DayFacts) throws -> Made
  ) throws -> [Made] {
    try refuseEndless(range)
    let log = try log()
    let books = try books()
    var reports: [Made] = []
    var date = range.days.lowerBound
    while date <= range.days.upperBound {
      if let evidence = try evidence(of: date, in: log) {
        let entries = try books.entries(on: date...date)
        let timeline = evidence.timeline
        let beside = try books.entries(
          beside: date, overlapping: timeline.day.start..<timeline.day.end
        ).filter { !$0.entry.isRulesProposal }
        let facts = DayFacts(evidence: evidence, entries: entries, beside: beside)
        let balance = DayBalance(of: timeline, entries: (entries + beside).map(\.entry))
        let report = DayReport(
          date: date, start: timeline.day.start, end: timeline.until, balance: balance,
          rejected: balance.unassigned - facts.unassigned, open: facts.open,
          entries: entries, conflicts: timeline.conflicts)
        reports.append(try make(report, facts))
      }
      date = date.adding(days: 1)
    }
    return reports
  }
}
