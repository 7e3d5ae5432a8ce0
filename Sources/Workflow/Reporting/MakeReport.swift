import Activity
import Billing
import Books
import Foundation
import Timesheet

/// A report, and what it leaves out.
public struct WorkReport: Sendable {
  public var report: Report
  /// Counted seconds of the same days that are on no project, rejected time among them.
  public var unassigned: Int64
}

extension Home {
  /// Sums the entries that a selection means, by these fields.
  ///
  /// Rejected and unassigned time is only in it where the selection asks for just that. Money is
  /// counted time × rate, before rounding policies: the rate stored at approval, else the one in
  /// force.
  public func report(
    _ selection: EntrySelection, by fields: [ReportField]
  ) throws -> WorkReport {
    let entries = try entries(selection)
    let wanted = entries.filter { booked in
      if selection.unassignedOnly { return booked.entry.key == nil }
      if booked.entry.state == .rejected { return selection.state == "rejected" }
      return booked.entry.key != nil
    }
    let apps = fields.contains(.app) ? try appShares(of: wanted) : [:]
    var rates = PresentRates(settings.clients)
    let hourly = try hourlyWorth(of: wanted, by: &rates)
    let parts = wanted.flatMap { booked in
      items(
        of: booked, worth: worth(of: booked, hourly[booked.entry.id], by: &rates),
        apps: apps[booked.entry.id])
    }
    let all = entries.reduce(0) { $0 + $1.entry.seconds }
    let counted = wanted.reduce(0) { $0 + $1.entry.seconds }
    return WorkReport(report: Report(of: parts, by: fields), unassigned: all - counted)
  }

  private typealias AppShare = (app: ReportValue, seconds: Int64)

  /// How long each app counts in each entry, as exclusions and redactions stand.
  private func appShares(of entries: [BookedEntry]) throws -> [EntryID: [AppShare]] {
    var shares: [EntryID: [AppShare]] = [:]
    for evidence in try evidence(behind: entries) {
      var seconds: [ReportValue: Int64] = [:]
      for window in evidence.windows {
        let app = window.name.app(byHand: evidence.booked.entry.source == .manual)
        seconds[app, default: 0] += window.seconds
      }
      shares[evidence.booked.entry.id] = seconds.sorted { $0.key < $1.key }
        .map { (app: $0.key, seconds: $0.value) }
    }
    return shares
  }

  /// One item, or one for each app.
  private func items(
    of booked: BookedEntry, worth: ReportItem.Worth, apps: [AppShare]?
  ) -> [ReportItem] {
    let entry = booked.entry
    let apps = apps ?? [(app: .missing("any"), seconds: entry.seconds)]
    let without = ReportValue.missing(entry.state == .rejected ? "rejected" : "unassigned")
    return apps.filter { $0.seconds > 0 }.map { share in
      ReportItem(
        client: entry.key.map { .known($0.project.client) } ?? without,
        project: entry.key.map { .known($0.project.description) } ?? without,
        task: entry.key?.task.map { .known($0) } ?? .missing("no task"), app: share.app,
        day: entry.day, week: DateRange.week(of: entry.day).description,
        state: entry.state.reportState, seconds: share.seconds, worth: worth)
    }
  }

  private func worth(
    of booked: BookedEntry, _ hourly: Decimal?, by rates: inout PresentRates
  ) -> ReportItem.Worth {
    guard booked.entry.key?.billable == true, !booked.entry.state.isWrittenOff else {
      return .notBillable
    }
    // Rejected time is worth something only where one asks for it alone.
    guard let rate = rates.rate(of: booked),
      let hourly = hourly ?? (rate.price.unit == .hour ? rate.price.amount : nil)
    else { return .unrated }
    return .hourly(hourly, rate.currency)
  }
}

extension EntryEvidence.Name {
  fileprivate func app(byHand: Bool) -> ReportValue {
    switch self {
    case .window(let app, _): app.isEmpty ? .missing("no name") : .known(app)
    case .nothing: .missing("no window")
    case .private: .missing("private")
    case .gone: .missing(byHand ? "by hand" : "evidence gone")
    }
  }
}

extension EntryState {
  fileprivate var reportState: ReportItem.State {
    switch self {
    case .proposed: .proposed
    case .approved: .approved
    case .invoiced: .invoiced
    case .rejected: .rejected
    case .writtenOff, .shownFree: .writtenOff
    }
  }
}
