import Activity
import Timesheet

/// What becomes of the time that no rule places, private time among it. In seconds.
public struct UnassignedFate: Hashable, Sendable {
  public var unplaced: Int64 = 0
  /// Those of the unplaced that entries on projects count: absorbed, or given to them by hand.
  public var inEntries: Int64 = 0
  /// What rules place and no entry counts: rejected, too short, or not proposed yet.
  public var placedOnly: Int64 = 0

  /// As the days' balances have it.
  public var unassigned: Int64 { unplaced - inEntries + placedOnly }
}

extension Home {
  /// How what the rules leave unassigned, and what the days' balances call unassigned, differ.
  public func unassignedFate(_ range: DateRange) throws -> UnassignedFate {
    let days = try dayReports(range) { report, facts in
      let timeline = facts.evidence.timeline
      let placed = (facts.entries + facts.beside).map(\.entry)
        .filter { $0.key != nil && $0.state != .rejected }.flatMap(\.visits)
      let unplaced = timeline.unplacedSeconds()
      let left = timeline.unplacedSeconds(without: placed)
      return UnassignedFate(
        unplaced: unplaced, inEntries: unplaced - left,
        placedOnly: report.balance.unassigned - left)
    }
    return days.reduce(into: UnassignedFate()) { sum, day in
      sum.unplaced += day.unplaced
      sum.inEntries += day.inEntries
      sum.placedOnly += day.placedOnly
    }
  }
}
