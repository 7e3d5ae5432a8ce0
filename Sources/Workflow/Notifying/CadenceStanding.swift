import Activity
import Books
import Timesheet

/// Where a person stands in a period of their cadence.
public struct CadenceStanding: Hashable, Sendable {
  public var cadence: Cadence
  public var period: ClosedRange<CivilDate>
  /// Counted seconds on projects, rejected time not among them.
  public var worked: Int64
  /// Those of them that are approved or invoiced.
  public var approved: Int64
  /// Worked seconds that are on no project and not rejected.
  public var unassigned: Int64
  /// Seconds since 1970; nil where there is no deadline.
  public var deadline: Int64?

  /// Seconds up to the target; nil where there is none.
  public var left: Int64? { cadence.target.map { max(0, $0 - worked) } }
  /// Seconds that wait for a yes.
  public var waiting: Int64 { worked - approved }
  /// The hours are in.
  public var isMet: Bool { waiting == 0 && (left ?? 0) == 0 }
}

extension Home {
  /// In the period that a working day lies in, with what the rules propose by now. Changes nothing.
  ///
  /// - Returns: nil where config.yaml has no cadence.
  public func cadenceStanding(on day: CivilDate) throws -> CadenceStanding? {
    guard let cadence = settings.config.cadence else { return nil }
    return try standing(in: cadence.period(of: day), of: cadence)
  }

  func standing(
    in period: ClosedRange<CivilDate>, of cadence: Cadence
  ) throws -> CadenceStanding {
    let entries = try propose(DateRange(days: period), dryRun: true).days.flatMap(\.entries)
      .map(\.entry).filter { $0.state != .rejected }
    func seconds(_ isMeant: (Entry) -> Bool) -> Int64 {
      entries.filter(isMeant).reduce(0) { $0 + $1.seconds }
    }
    return CadenceStanding(
      cadence: cadence, period: period, worked: seconds { $0.key != nil },
      approved: seconds { $0.key != nil && $0.state.approval != nil },
      unassigned: seconds { $0.key == nil }, deadline: deadline(of: period, of: cadence))
  }

  func deadline(of period: ClosedRange<CivilDate>, of cadence: Cadence) -> Int64? {
    guard let deadline = cadence.deadline, let day = cadence.deadlineDay(of: period) else {
      return nil
    }
    return days.moment(on: day, second: deadline.second)
  }
}

extension WorkingDays {
  /// When local clocks first show a time on a day of the calendar, or go past it where they skip
  /// it.
  public func moment(on date: CivilDate, second: Int64) -> Int64 {
    instants(on: date, second: second).first ?? gap(on: date, second: second)?.after
      ?? range(of: date).start
  }
}
