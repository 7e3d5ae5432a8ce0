import Activity
import Billing
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

@Suite struct RoundingExplainedTests {
  /// Twenty visits of three minutes, each an entry of its own.
  private func home(_ rounding: String) throws -> SmallHome {
    let small = try SmallHome()
    try small.write(
      SmallBusiness.clients.replacing(
        "projects: { website", with: "rounding: \(rounding)\n    projects: { website"),
      to: "config/clients.yaml")
    let home = try small.open()
    for visit in 0..<20 {
      let start =
        try #require(Moment.instant("2026-11-20T09:00:00+13:00")).flooredSeconds
        + Int64(visit) * 600
      _ = try home.add(
        NewEntry(
          target: home.target("acme/website"), stretch: Visit(start: start, end: start + 180)))
    }
    _ = try home.approve(EntrySelection(range: home.range("2026-11-20")), dryRun: false)
    return small
  }

  @Test func `a simulation shows hours and money beside those of now, and changes nothing`() throws
  {
    let small = try home("{ per: day, mode: up, step: 15m }")
    let events = try small.open().books().events()
    let rows = try small.open().simulateRounding(
      "per: entry, mode: up, step: 15m", BillingSelection())
    #expect(rows.map(\.client) == ["acme"])
    #expect(rows[0].present == .init(hours: 1, money: 150))
    #expect(rows[0].simulated == .init(hours: 5, money: 750))
    #expect(try small.open().books().events() == events)
    let none = try small.open().simulateRounding(
      "{ per: day, mode: nearest, step: 1s }", BillingSelection(clients: ["brightside"]))
    #expect(none.isEmpty)
  }

  @Test func `an entry's group, its policy's line and what goes back to it are told`() throws {
    let small = try home("{ per: day, mode: up, step: 25m }")
    let home = try small.open()
    let id = try #require(try home.books().allEntries().first { $0.entry.key != nil }).entry.id
    let why = try home.explainRounding(ofEntry: id.text)
    #expect(why.group.whole == 3600)
    #expect(why.group.rounded == 4500)
    #expect(why.place == Place(file: "clients.yaml", line: 5))
    #expect(why.members.count == 20)
    #expect(why.members.allSatisfy { $0.billed == 225 })
    #expect(try home.explainRounding(ofClient: "acme", nil).map(\.group) == [why.group])
  }

  @Test(
    arguments: [
      ("per: day, mode: upp, step: 6m", "--rounding:1:17: mode is not \"upp\"."),
      ("per: day, mode: up", "--rounding:1:1: rounding has no 'step'."),
      ("per: day, mode: up, stp: 6m", "--rounding:1:21: Unknown key \"stp\"."),
      ("{ per: day", "--rounding:2:1: This is not YAML"), ("", "--rounding"),
    ])
  func `a policy that is none is refused where it stands`(text: String, begin: String) throws {
    let small = try SmallHome()
    do {
      _ = try small.open().simulateRounding(text, BillingSelection())
      Issue.record("\(text) was read")
    } catch {
      #expect("\(error)".hasPrefix(begin), "\(error)")
    }
  }
}
