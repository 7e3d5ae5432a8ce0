import Activity
import Billing
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// What is not billed, shown all the same; what is billed at least; what warns.
@Suite struct WriteOffTests {
  private func home(
    _ drawing: String = "web 600, help 300, booking 600", clients: String = SmallBusiness.clients
  ) throws -> SmallHome {
    let small = try SmallHome()
    try small.write(clients, to: "config/clients.yaml")
    try small.importRows(SmallHome.rows(drawing))
    try small.propose()
    let home = try small.open()
    _ = try home.approve(EntrySelection(range: home.range("2026-11-20")), dryRun: false)
    return small
  }

  private func entry(_ path: String, in small: SmallHome) throws -> BookedEntry {
    try #require(
      try small.open().books().allEntries().first { $0.entry.key?.path == path })
  }

  private func lines(
    _ small: SmallHome, _ selection: BillingSelection = BillingSelection(clients: ["acme"])
  ) throws -> [String] {
    try small.open().previewInvoices(selection).drafts.flatMap(\.draft.lines)
      .map { "\($0.description): \($0.quantity) x \($0.unitAmount)" }
  }

  @Test func `what is written off is on no draft, stays work, and undo takes it back`() throws {
    let small = try home()
    let web = try entry("acme/website", in: small)
    let one = EntrySelection(
      ids: [web.entry.id.text], range: try small.open().range("2026-11-20"))
    #expect(throws: Refusal.self, "why?") { try small.open().writeOff(one, why: " ") }
    let off = try small.open().writeOff(one, why: "Our own mistake")
    #expect(off.entries.map(\.entry.state.name) == ["written-off"])
    #expect(try lines(small) == ["support, 20 November 2026: 0.0833 x 150"])
    #expect(
      try small.open().uninvoiced(nil).rows.map { "\($0.client) \($0.seconds)" } == [
        "acme 300", "brightside 600",
      ])
    let report = try small.open().report(
      EntrySelection(range: small.open().range("2026-11-20")), by: [.project])
    #expect(report.report.total.seconds(.writtenOff) == 600)
    #expect(report.report.total.seconds(.approved) == 900)
    #expect(report.report.total.money[Currency("NZD")!] == Decimal(plain: "32.50"))
    #expect(try small.open().verify().filter { !$0.holds } == [])
    // Locked, until its approval is taken back.
    #expect(throws: Refusal.self) { try small.open().writeOff(one, why: "again") }
    #expect(try small.open().books().events().last?.reason.why == "Our own mistake")
    _ = try small.open().undo(dryRun: false)
    #expect(try lines(small).count == 2)
    _ = try small.open().redo(dryRun: false)
    _ = try small.open().unapprove(one, why: "after all")
    #expect(try entry("acme/website", in: small).entry.state == .proposed)
  }

  @Test func `by days only what is approved and billable is written off`() throws {
    let small = try home()
    let range = try small.open().range("2026-11-20")
    let off = try small.open().writeOff(EntrySelection(range: range), why: "Goodwill")
    #expect(off.entries.count == 3)
    #expect(try small.open().writeOff(EntrySelection(range: range), why: "Goodwill").entries == [])
    #expect(try small.open().previewInvoices(BillingSelection()).drafts.isEmpty)
  }

  @Test func `courtesy lines stand at 0.00, on demand or by the file, and never alone`() throws {
    let clients = SmallBusiness.clients.replacing(
      "support: {}", with: "support: { billable: false }")
    let small = try home("web 600, help 300, booking 600", clients: clients)
    #expect(try lines(small) == ["website, 20 November 2026: 0.1667 x 150"])
    var asked = BillingSelection(clients: ["acme"], courtesy: true)
    #expect(
      try lines(small, asked) == [
        "website, 20 November 2026: 0.1667 x 150",
        "support, 20 November 2026 (no charge): 0.0833 x 0",
      ])
    asked.courtesy = false
    try small.write(
      clients.replacing("acme:\n", with: "acme:\n    courtesy: true\n"),
      to: "config/clients.yaml")
    #expect(try lines(small, asked).count == 2)
    let web = try entry("acme/website", in: small)
    _ = try small.open().writeOff(
      EntrySelection(ids: [web.entry.id.text], range: small.open().range("2026-11-20")),
      why: "x")
    #expect(try lines(small, asked) == [])
  }

  @Test func `a day bills at least its minimum, and a cap warns from four fifths on`() throws {
    let clients = SmallBusiness.clients.replacing(
      "projects: { website: {}",
      with: "day_minimum: 1h\n    cap: { hours: 0.3, per: month }\n"
        + "    projects: { website: { cap: { money: 30 } }")
    let small = try home("web 600, help 300, booking 600", clients: clients)
    #expect(
      try lines(small) == [
        "website, 20 November 2026: 0.6667 x 150", "support, 20 November 2026: 0.3333 x 150",
      ])
    let warnings = try small.open().previewInvoices(BillingSelection(clients: ["acme"]))
      .drafts.flatMap(\.warnings)
    #expect(
      Array(warnings.suffix(2)) == [
        "acme has come to 0.25 hours in 2026-11 of its cap of 0.3 hours, before rounding",
        "acme/website has come to 25.00 NZD of its cap of 30 NZD, before rounding",
      ])
  }
}
