import Activity
import Billing
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// Keys of clients.yaml that change, and time that is still on the old ones.
@Suite struct RenameTests {
  private func home(_ drawing: String = "web 600, help 300, booking 600") throws -> SmallHome {
    let small = try SmallHome()
    try small.importRows(SmallHome.rows(drawing))
    try small.propose()
    let home = try small.open()
    _ = try home.approve(EntrySelection(range: home.range("2026-11-20")), dryRun: false)
    return small
  }

  private func rename(_ old: String, _ new: String, in small: SmallHome) throws {
    try small.write(
      SmallBusiness.clients.replacing("\(old):", with: "\(new):"), to: "config/clients.yaml")
    try small.write(
      SmallBusiness.rules.replacing("/\(old)", with: "/\(new)").replacing(
        "\(old)/", with: "\(new)/"),
      to: "config/rules.d/10.yaml")
  }

  private func projects(_ small: SmallHome) throws -> [String] {
    try small.open().books().allEntries().compactMap { $0.entry.key?.path }
  }

  @Test func `time on a key that is gone stops its client alone, and shows`() throws {
    let small = try home()
    try rename("support", "care", in: small)
    let preview = try small.open().previewInvoices(BillingSelection())
    #expect(preview.drafts.map(\.client.key) == ["brightside"])
    #expect(preview.stopped.map(\.client) == ["acme"])
    #expect(preview.stopped[0].refusal.kind == .usage)
    #expect(
      preview.stopped[0].refusal.description
        == "1 approved entry is on acme/support, but clients.yaml has no such project. \"daybook "
        + "rename acme/support NEW\" moves them to its new key.")
    let rows = try small.open().uninvoiced(nil).rows
    #expect(rows.map { $0.homeless.map(\.path) } == [["acme/support"], []])
    #expect(try small.open().verify().filter { !$0.holds }.map(\.name) == ["keys"])

    let moved = try small.open().rename("acme/support", to: "acme/care")
    #expect(moved.entries.map { $0.entry.key?.path } == ["acme/care"])
    #expect(moved.entries[0].rate?.price.amount == 150)
    #expect(try small.open().previewInvoices(BillingSelection()).stopped.isEmpty)
    #expect(try small.open().verify().filter { !$0.holds } == [])
    _ = try small.open().undo(dryRun: false)
    #expect(try projects(small) == ["acme/website", "acme/support", "brightside/booking"])
  }

  @Test func `a closed day stays closed, one that was late stays late, and undo keeps both so`()
    throws
  {
    let small = try home()
    func state() throws -> String {
      let home = try small.open()
      return try home.dayStandings(home.range("2026-11-20"))[0].state.name
    }
    let day = try #require(CivilDate("2026-11-20"))
    _ = try small.open().closeDay(day, anyway: true, dryRun: false)
    try rename("support", "care", in: small)
    _ = try small.open().rename("acme/support", to: "acme/care")
    #expect(try state() == "closed")
    #expect(try small.open().verify().filter { !$0.holds } == [])
    _ = try small.open().undo(dryRun: false)
    #expect(try state() == "closed")
    _ = try small.open().redo(dryRun: false)
    #expect(try state() == "closed")

    let booking = try #require(
      try small.open().books().allEntries().first { $0.entry.key?.project.client == "brightside" })
    _ = try small.open().unapprove(
      EntrySelection(ids: [booking.entry.id.text], range: small.open().range("2026-11-20")),
      why: "Another look", dryRun: false)
    #expect(try state() == "late")
    try small.write(
      SmallBusiness.clients.replacing("support:", with: "help:"), to: "config/clients.yaml")
    try small.write(
      SmallBusiness.rules.replacing("/support", with: "/help"), to: "config/rules.d/10.yaml")
    _ = try small.open().rename("acme/care", to: "acme/help")
    #expect(try state() == "late")
  }

  @Test func `a client's time and link go to its new key in one step`() throws {
    let small = try home()
    let link = ClientLink(
      client: "acme", clientName: "acme", environment: "sandbox", tenant: "t",
      organisation: "Org", contact: "c", contactName: "Acme", linkedAt: Instant(seconds: 0))
    try small.open().books().change(small.open().reason("xero link")) { try $0.put(link) }
    try rename("acme", "acme-co", in: small)
    // Its whole time waits for it, though no client of that name is there.
    #expect(throws: Refusal.self) {
      try small.open().previewInvoices(BillingSelection(clients: ["nobody"]))
    }
    #expect(
      try small.open().previewInvoices(BillingSelection(clients: ["acme"])).stopped.count == 1)
    _ = try small.open().rename("acme", to: "acme-co")
    #expect(
      try projects(small) == ["acme-co/website", "acme-co/support", "brightside/booking"])
    #expect(try small.open().books().links().map(\.client) == ["acme-co"])
    _ = try small.open().undo(dryRun: false)
    #expect(try small.open().books().links().map(\.client) == ["acme"])
    #expect(try small.open().verify().filter { !$0.holds }.map(\.name) == ["keys"])
  }

  @Test(
    arguments: [
      ("acme/website", "acme/support", 6), ("acme/gone", "acme/website", 3),
      ("acme/gone", "acme/nowhere", 3), ("acme", "acme/website", 2), ("acme", "acme", 2),
      ("a/b/c/d", "e/f/g/h", 2), ("", "acme", 2),
    ] as [(String, String, Int32)])
  func `what makes no sense is refused`(old: String, new: String, code: Int32) throws {
    let small = try home()
    do {
      _ = try small.open().rename(old, to: new)
      Issue.record("\(old) was moved to \(new)")
    } catch let refusal as Refusal {
      #expect(refusal.kind.rawValue == code, "\(refusal)")
    }
  }
}
