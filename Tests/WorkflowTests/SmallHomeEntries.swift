import Activity
import Billing
import Books
import Foundation
import Testing
import Timesheet

@testable import Workflow

/// What tests of changes read of the books.
extension SmallHome {
  /// Entries of the day as the books hold them: project, times within it and counted seconds.
  func drawn(_ day: String = "2026-11-20") throws -> [String] {
    try entries(day).map(drawn)
  }

  func entries(_ day: String = "2026-11-20") throws -> [BookedEntry] {
    let home = try open()
    return try home.books().entries(on: home.range(day).days)
  }

  func drawn(_ booked: BookedEntry) throws -> String {
    let entry = booked.entry
    let home = try open()
    let name = entry.key.map { "\($0.project)" } ?? "-"
    let state = entry.state == .proposed ? "" : " \(entry.state.name)"
    return "\(name) \(home.clock(entry.start))-\(home.clock(entry.end)) \(entry.seconds)\(state)"
  }

  func seconds(_ time: String, _ day: String = "2026-11-20") throws -> Int64 {
    let home = try open()
    return try home.time(time, on: home.dates.day(day)).seconds
  }

  func stretch(_ times: String, _ day: String = "2026-11-20") throws -> Visit {
    let home = try open()
    let range = try home.timeRange(times, on: home.dates.day(day)).seconds
    return Visit(start: range.lowerBound, end: range.upperBound)
  }

  func balance(_ day: String = "2026-11-20") throws -> DayBalance {
    let home = try open()
    return try #require(try home.dayReports(home.range(day)).first).balance
  }

  /// The last event's verb and reason.
  func lastEvent() throws -> String {
    let last = try #require(try open().books().events().last)
    return "\(last.reason.what): \(last.reason.why)"
  }
}

extension SmallHome {
  /// A push that is not settled, of one entry.
  func push(of entry: Entry) -> PushRecord {
    PushRecord(
      id: "p", environment: "sandbox", tenant: "t", organisation: "Org", contact: "c",
      contactName: "Acme",
      draft: InvoiceDraft(
        client: "acme", currency: Currency("NZD")!, reference: "DB-1", date: entry.day, due: nil,
        lineAmountTypes: .exclusive,
        lines: [
          InvoiceLine(
            description: "Work", quantity: Decimal(string: "0.5")!, unitAmount: 150, lineAmount: 75,
            account: "200", taxType: "OUTPUT2", tax: 11,
            shares: [BilledShare(entry: entry.id, amount: entry.seconds)])
        ]),
      idempotencyKey: "k", body: Data("{}".utf8), bodySHA256: "0", state: "{}", isOpen: true,
      createdAt: Instant(seconds: 0))
  }
}
