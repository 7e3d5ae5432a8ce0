import Foundation
import TestSupport
import Testing

/// A home with approved time of several clients on many days, and a Xero that shares its clock:
/// waiting costs a trial nothing.
final class PushTrial {
  let sandbox: Sandbox
  let program: Program
  let clients: [String]
  let days: [String]
  private let clock: URL

  /// Contacts of the sandbox that are billed in NZD.
  private static let contacts = [
    "Acme Pty Ltd", "Brightside Dental", "Kea Outdoor Ltd", "Acme Pty Ltd (Sydney)",
    "Ōtepoti Arts & Crafts / Co-op",
  ]

  /// - Parameter edit: changes clients.yaml before anything is approved.
  init(
    clients count: Int, days dayCount: Int, organisation: String = "Harbour Studio Ltd",
    edit: (String) -> String = { $0 }
  ) throws {
    clients = (1...count).map { "c" + ($0 < 10 ? "0" : "") + String($0) }
    days = (0..<dayCount).map { PushTrial.day($0) }
    clock = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID())")
    try Data("0".utf8).write(to: clock)
    sandbox = try Sandbox("--clock-file", clock.path)
    program = try Program(zone: "UTC")
    program.environment.merge(sandbox.environment) { $1 }
    program.environment["DAYBOOK_NOW"] = "2026-12-31T18:00:00Z"
    program.environment["DAYBOOK_TRIAL_CLOCK"] = clock.path
    try program.write(edit(settings), to: "config/clients.yaml")
    try program.write(rules, to: "config/rules.d/10-trial.yaml")
    try program.write(activity, to: "activity.jsonl")
    try must("activity", "import", program.home.appending(path: "activity.jsonl").path)
    try must("approve", "\(days[0])..\(days[dayCount - 1])")
    try must("xero", "login")
    try must("xero", "sync")
    for (index, client) in clients.enumerated() {
      try must(
        "xero", "link", client, "--organisation", organisation, "--contact",
        PushTrial.contacts[index % PushTrial.contacts.count])
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: clock)
    try? FileManager.default.removeItem(atPath: clock.path + ".lock")
  }

  private static func day(_ index: Int) -> String {
    let date = Date(timeIntervalSince1970: 1_767_600_000 + Double(index) * 86_400)
    return String(date.ISO8601Format().prefix(10))
  }

  private var settings: String {
    "clients:\n"
      + clients.map {
        """
          \($0):
            name: Client \($0)
            currency: NZD
            rates: [{ from: 2025-01-01, hourly: 123.45 }]
            xero: { account: "200", tax: OUTPUT2 }
            projects: { work: { name: Work } }

        """
      }.joined()
  }

  private var rules: String {
    "rules:\n"
      + clients.map {
        "  - { name: \($0), when: { title: '^\($0) ' }, set: { project: \($0)/work } }\n"
      }.joined()
  }

  /// Seven minutes a day for each client.
  private var activity: String {
    days.map { day in
      clients.indices.map { index in
        let (from, to) = (9 * 60 + index * 7, 9 * 60 + index * 7 + 7)
        return """
          {"start":"\(day)T\(time(from)):00Z","end":"\(day)T\(time(to)):00Z","presence":"active",\
          "app":"code","title":"\(clients[index]) task","source":"x11@trial","zone":"UTC"}

          """
      }.joined()
    }.joined()
  }

  private func time(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  func must(_ arguments: String...) throws {
    let answer = try program.run(arguments)
    try #require(answer.code == 0, "\(arguments): \(answer.error)")
  }

  func moveClock(seconds: Int) throws {
    let now = Int(try String(contentsOf: clock, encoding: .utf8)) ?? 0
    try Data(String(now + seconds * 1000).utf8).write(to: clock, options: .atomic)
  }

  func fault(
    _ kind: String, _ method: String, _ path: String, skip: Int = 0, times: Int = 1,
    commits: Bool = false
  ) throws {
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: """
        {"fault":"\(kind)","method":"\(method)","path":"\(path)","skip":\(skip),"times":\(times),\
        "seconds":1,"commits":\(commits)}
        """)
  }

  /// Pushes until nothing is open, as a person would who comes back now and then.
  ///
  /// - Returns: how often it took; nil where it never ended.
  func pushUntilDone(_ arguments: [String], tries: Int = 12) throws -> Int? {
    for attempt in 1...tries {
      let answer = try program.run(["invoice", "push"] + arguments + ["--yes"])
      if answer.code == 0 { return attempt }
      #expect([6, 7].contains(answer.code), "\(answer.code): \(answer.error)")
      // Nothing is done that isn't.
      #expect(!answer.error.isEmpty)
      // Two answers in a row with a new token were lost, and with them the sign-in.
      if answer.error.contains("daybook xero login") { try must("xero", "login") }
      if attempt > tries - 6 { try sandbox.backOffice("/faults", method: "DELETE") }
      try moveClock(seconds: 200)
    }
    return nil
  }

  struct Invoices: Decodable {
    struct Invoice: Decodable { var id: String }
    var invoices: [Invoice]
  }

  /// Books and server hold the same invoices, and each entry is on exactly one.
  func checkAgreement(drafts: Int) throws {
    let live = try sandbox.held().filter { $0.Status == "DRAFT" }
    #expect(live.count == drafts)
    #expect(Set(live.map { $0.Reference ?? "" }).count == drafts, "a draft was made twice")
    let booked = try program.json(Invoices.self, "invoice", "list", "--json").invoices
    #expect(Set(booked.map(\.id)) == Set(live.map(\.InvoiceID)))
    let entries = try program.json(
      EntryList.self, "entries", "\(days[0])..\(days[days.count - 1])", "--json"
    ).entries
    #expect(entries.count == drafts)
    #expect(entries.allSatisfy { $0.state == "invoiced" }, "none left out")
    #expect(Set(entries.compactMap { $0.invoice?.id }).count == drafts, "no entry in two drafts")
    #expect(try sandbox.violations() == [])
    let verified = try program.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
  }
}
