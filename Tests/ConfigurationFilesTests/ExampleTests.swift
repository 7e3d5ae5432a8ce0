import Activity
import Billing
import Foundation
import Rules
import Testing
import Timesheet

@testable import ConfigurationFiles

@Suite struct ExampleTests {
  @Test func `the manual's clients are read as they stand`() throws {
    let settings = try TestHome(Example.all).load()
    func place(_ line: Int) -> Place { Place(file: "clients.yaml", line: line) }
    let july = try #require(CivilDate("2026-07-01"))
    let january = try #require(CivilDate("2026-01-01"))
    let acme = Client(
      key: "acme", name: "Acme Pty Ltd", currency: try #require(Currency("NZD")),
      rates: [Rate(from: january, price: UnitPrice(150), place: place(6))],
      rounding: RoundingSchedule(rows: [
        .init(from: nil, policy: .init(per: .day, mode: .up, step: 360), place: place(7))
      ]),
      xero: XeroSettings(account: "200", tax: "OUTPUT2"),
      projects: [
        Project(
          key: "website", name: "Website rebuild",
          rates: [Rate(from: july, price: UnitPrice(165), place: place(12))],
          tasks: [
            WorkTask(key: "development", name: "development", place: place(13)),
            WorkTask(
              key: "meetings", name: "meetings",
              rates: [Rate(from: july, price: UnitPrice(140), place: place(13))], place: place(13)),
          ], place: place(10)),
        Project(key: "support", name: "support", billable: false, place: place(14)),
      ], place: place(3))
    #expect(settings.clients == ClientList(clients: [acme]))
    #expect(settings.config == Config())
    #expect(settings.proposePolicy == ProposePolicy())
    #expect(
      settings.sources.map(\.file) == ["config.yaml", "clients.yaml", "rules.d/10-acme.yaml"])
  }

  @Test func `the manual's rules place and hide time`() throws {
    let settings = try TestHome(Example.all).load()
    func classify(_ title: String) -> Piece {
      settings.rules.classify(
        Span(
          source: "x11", start: Instant(seconds: 0), end: Instant(seconds: 9),
          observation: Observation(
            presence: .active, subject: .window(Window(app: "Code", title: title))), zone: .utc))[0]
    }
    #expect(
      classify("a.ts - acme-website - Visual Studio Code").classification
        == Classification(
          project: ProjectKey(client: "acme", project: "website"), task: "development",
          note: "Edited a.ts",
          reason: RuleReference(
            name: "Acme repository in the editor",
            place: Place(file: "rules.d/10-acme.yaml", line: 3))))
    #expect(classify("Bank (Private Browsing)").subject == .private)
    #expect(settings.tests.map { $0.run(settings.rules) } == [[]])
  }

  @Test func `only clients.yaml must exist`() throws {
    let settings = try TestHome(["clients.yaml": "clients: { a: { currency: EUR } }"]).load()
    #expect(settings.config == Config(idle: 180, dayStart: 14_400))
    #expect(settings.rules.rules.isEmpty)
  }

  @Test func `without clients.yaml it says what to run`() throws {
    let home = try TestHome(["config.yaml": Example.config])
    #expect(throws: SettingsError.notSetUp(home.places.config)) { try home.load() }
    #expect(
      home.complaint()
        == "No configuration yet: there is no clients.yaml in \(home.places.config). "
        + "Run: daybook init.")
  }

  @Test func `a client may have lengths of its own`() throws {
    let home = try TestHome([
      "config.yaml": "propose: { gap: 10m }",
      "clients.yaml":
        "clients: { a: { currency: EUR, propose: { minimum: 2m } }, b: { currency: EUR } }",
    ])
    let policy = try home.load().proposePolicy
    #expect(policy.standard == .init(gap: 600, absorb: 60, minimum: 60))
    #expect(policy.clients == ["a": .init(gap: 600, absorb: 60, minimum: 120)])
  }

  @Test func `rules are read in the order of their files' names by bytes`() throws {
    func file(_ name: String) -> String {
      "rules: [{ name: \(name), when: {}, set: { note: \(name) } }]"
    }
    let home = try TestHome([
      "clients.yaml": Example.clients, "rules.d/b.yaml": file("b"), "rules.d/10.yaml": file("10"),
      "rules.d/9.yaml": file("9"), "rules.d/B.yaml": file("B"), "rules.d/é.yaml": file("e"),
      "rules.d/.hidden.yaml": "[[[", "rules.d/readme.txt": "[[[",
    ])
    #expect(try home.load().rules.rules.map(\.name) == ["10", "9", "B", "b", "e"])
  }

  @Test func `the compiled filter is the rules`() throws {
    let home = try TestHome(Example.all)
    let settings = try home.load()
    for _ in 0..<2 {
      try settings.writeFilter(to: home.places)
      let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: home.places.filter)))
      #expect(try CompiledFilter(decoding: bytes, engine: .interpreter) == settings.filter)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: home.places.filter)
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: home.places.state) == ["filter"])
  }

  @Test func `of compilers at once each leaves a whole filter`() async throws {
    let home = try TestHome(Example.all)
    let (settings, places) = (try home.load(), home.places)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { for _ in 0..<25 { try settings.writeFilter(to: places) } }
      }
      try await group.waitForAll()
    }
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: home.places.filter)))
    #expect(try CompiledFilter(decoding: bytes, engine: .interpreter) == settings.filter)
  }
}
