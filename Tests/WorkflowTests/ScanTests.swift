import Activity
import Billing
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// Nothing that the draft's client should not read gets into a draft.
@Suite struct ScanTests {
  private static let clients = """
    clients:
      acme:
        name: Acme Pty Ltd
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 150 }]
        text: '{project}: {task}, {period} - {notes}'
        projects: { website: {}, support: {} }
      brightside:
        name: Brightside Dental
        domains: [brightside.example]
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 120 }]
        projects: { booking: {} }
    """

  private func home(_ rules: String, _ drawing: String, approving: Bool = true) throws -> SmallHome
  {
    let small = try SmallHome(rules: rules)
    try small.write(Self.clients, to: "config/clients.yaml")
    try small.importRows(SmallHome.rows(drawing))
    try small.propose()
    if approving { try approve(small) }
    return small
  }

  private func approve(_ small: SmallHome) throws {
    let home = try small.open()
    _ = try home.approve(EntrySelection(range: home.range("2026-11-20")), dryRun: false)
  }

  private func stop(_ small: SmallHome, _ selection: BillingSelection = .init()) throws -> String? {
    let preview = try small.open().previewInvoices(selection)
    #expect(preview.stopped.allSatisfy { $0.refusal.kind == .conflict })
    return preview.stopped.first.map(\.refusal.description)
  }

  private func rules(_ note: String) -> String {
    "rules:\n  - { name: Web, when: { title: '^(?<page>web.*)' }, "
      + "set: { project: acme/website, note: '\(note)' } }"
  }

  @Test func `a title that a capture put whole into a note stops the draft, and says where`() throws
  {
    let small = try home(rules("Read {page}"), "web salaries of 2026 600")
    let entry = try #require(try small.open().books().allEntries().first { $0.entry.key != nil })
    let id = entry.entry.id.text.prefix(6)
    let told = try #require(try stop(small))
    #expect(
      told.hasPrefix(
        "The draft for Acme Pty Ltd would tell what is none of its business: line 1 holds a window's "
          + "whole title, \"web salaries of 2026\" (note of \(id)) [hit:"))
    let hit = try #require(told.firstMatch(of: /hit:[0-9a-f]{8}/)).0
    #expect(told.hasSuffix("send it as it is with --allow \(hit)."))
    let passed = try small.open().previewInvoices(BillingSelection(allowed: [String(hit)]))
    #expect(passed.drafts.map { $0.passed.map(\.id) } == [[String(hit)]])
    // Written by a person it is no recorded title, though the words are the same.
    _ = try small.open().note(
      EntrySelection(ids: [String(id)], range: small.open().range("2026-11-20")),
      "web salaries of 2026")
    #expect(try stop(small) == nil)
  }

  @Test func `what a rule put there by {title} may stand`() throws {
    #expect(try stop(home(rules("Read {title}"), "web salaries of 2026 600")) == nil)
    #expect(try stop(home(rules("Read {title}"), "web page 600, other 90")) == nil)
  }

  @Test func `a short title, a part of one, and a note that is not shown may stand`() throws {
    #expect(try stop(home(rules("Read {page}"), "web page 600")) == nil)
    #expect(try stop(home(rules("Worked on it"), "web salaries of 2026 600")) == nil)
    let hidden = try home(rules("Read {page}"), "web salaries of 2026 600")
    try hidden.write(
      Self.clients.replacing(" - {notes}", with: ""), to: "config/clients.yaml")
    #expect(try stop(hidden) == nil)
  }

  @Test func `another client's name in a note stops this draft alone`() throws {
    let rules =
      rules("For Brightside Dental")
      + "\n  - { name: B, when: { title: '^booking' }, set: { project: brightside/booking } }"
    let small = try home(rules, "web page 600, booking 600")
    let preview = try small.open().previewInvoices(BillingSelection())
    #expect(preview.drafts.map(\.client.key) == ["brightside"])
    #expect(preview.stopped.map(\.client) == ["acme"])
    #expect(preview.stopped[0].refusal.description.contains("line 1 names another client"))
    let entry = try #require(
      try small.open().books().allEntries().first { $0.entry.key?.project.client == "acme" })
    let one = EntrySelection(
      ids: [entry.entry.id.text], range: try small.open().range("2026-11-20"))
    _ = try small.open().note(one, "Mail to x@brightside.example")
    #expect(try stop(small)?.contains("e-mail address") == true)
    _ = try small.open().note(one, "Mail")
    #expect(try stop(small) == nil)
    #expect(throws: Refusal.self, "it is approved, and nothing is wrong with its note") {
      try small.open().note(one, "Another")
    }
  }

  /// Marker titles never leave: however rules make notes of them, no line of a draft holds one,
  /// unless a rule says {title}.
  @Test(arguments: UInt64(0)..<40)
  func `a marker in a title never leaves`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let templates = ["Read {page}", "{page}", "{page} and more", "Worked", "{app}: {page}"]
    let texts = ["{project}, {period}: {notes}", "{notes}", "{project}", "{notes} ({hours} h)"]
    let markers: [String] = (0..<6).map { "web marker \($0) \(random.next() % 1_000_000) secret" }
    let drawing = (0..<20).map { _ -> String in
      let title = (markers + ["web x", "idle"]).randomElement(using: &random)!
      return "\(title) \(Int.random(in: 30...900, using: &random))"
    }.joined(separator: ", ")
    let small = try SmallHome(rules: rules(templates.randomElement(using: &random)!))
    let text: String = texts.randomElement(using: &random)!
    let lines: String = LineGrouping.allCases.randomElement(using: &random)!.rawValue
    let clients: String = Self.clients
      .replacing("{project}: {task}, {period} - {notes}", with: text)
      .replacing("currency: NZD", with: "currency: NZD\n    lines: \(lines)" as String)
    try small.write(clients, to: "config/clients.yaml")
    try small.importRows(SmallHome.rows(drawing))
    try small.propose()
    try approve(small)
    let preview = try small.open().previewInvoices(BillingSelection())
    for line in preview.drafts.flatMap(\.draft.lines) {
      #expect(!markers.contains { line.description.contains($0) }, "\(line.description)")
    }
  }
}
