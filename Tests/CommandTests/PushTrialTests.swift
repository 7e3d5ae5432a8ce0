import Foundation
import TestSupport
import Testing

/// Pushes under faults, kills and company: exactly one draft each, whatever happens.
///
/// `DAYBOOK_TRIAL_SCHEDULES` says how many schedules are tried (`make trial-push`: 1,000).
@Suite struct PushTrialTests {
  private static let faults = [
    "drop-before", "drop-after", "delay", "500", "502", "503", "truncate", "portal",
    "wrong-length", "401", "429-minute", "429-day", "429-concurrent", "429-appminute", "307",
    "twice", "slow",
  ]
  private static let schedules =
    ProcessInfo.processInfo.environment["DAYBOOK_TRIAL_SCHEDULES"].flatMap { Int($0) } ?? 6
  /// Schedules that share a home and a sandbox.
  private static let perHome = 50

  private static var homes: [Int] { Array(0...((schedules - 1) / perHome)) }

  @Test(arguments: homes)
  func `one draft each under faults, kills and a second process`(home: Int) async throws {
    let count = min(Self.perHome, Self.schedules - home * Self.perHome)
    let trial = try PushTrial(clients: 2, days: count)
    for index in 0..<count {
      var random = SplitMix64(seed: UInt64(home * Self.perHome + index))
      try await run(&random, trial, trial.days[index])
      let held = try trial.sandbox.invoices()
      #expect(
        held.live == 2 * (index + 1) && held.count == held.live,
        "schedule \(home * Self.perHome + index)")
    }
    try trial.checkAgreement(drafts: 2 * count)
  }

  private func run(_ random: inout SplitMix64, _ trial: PushTrial, _ day: String) async throws {
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let (method, path) = [
        ("PUT", "/Invoices"), ("PUT", "/Invoices"), ("GET", "/Invoices"), ("GET", "/Organisation"),
        ("POST", "/connect/token"),
      ][Int.random(in: 0..<5, using: &random)]
      try trial.fault(
        Self.faults[Int.random(in: 0..<Self.faults.count, using: &random)], method, path,
        skip: .random(in: 0...2, using: &random), times: .random(in: 1...2, using: &random),
        commits: .random(using: &random))
    }
    var environments: [[String: String]] = []
    for _ in 0..<2 {
      var environment = trial.program.environment
      let moments = ["", "prepared", "sending", "sent", "unknown", "created", "rejected"]
      let moment = moments[Int.random(in: 0..<moments.count, using: &random)]
      if !moment.isEmpty { environment["DAYBOOK_CUT_OFF"] = moment }
      environments.append(environment)
    }
    let codes = await withTaskGroup(of: Int32.self) { group in
      for environment in environments {
        group.addTask {
          await Program.inBackground(["invoice", "push", day, "--yes"], environment)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    // 137: cut off; 6: the other one is at it; 7: something is open.
    #expect(codes.allSatisfy { [0, 6, 7, 137].contains($0) }, "\(codes)")
    try trial.moveClock(seconds: .random(in: 0...500, using: &random))
    #expect(try trial.pushUntilDone([day]) != nil)
  }

  @Test func `each fault at each step of a push ends with one draft and no violation`() throws {
    let steps = [
      ("POST", "/connect/token", 0), ("GET", "/connections", 0), ("GET", "/Organisation", 0),
      ("GET", "/Invoices", 0), ("GET", "/Invoices", 1), ("PUT", "/Invoices", 0),
    ]
    let trial = try PushTrial(clients: 1, days: Self.faults.count)
    for (index, fault) in Self.faults.enumerated() {
      for (step, (method, path, skip)) in steps.enumerated() {
        try trial.fault(
          fault, method, path, skip: skip, commits: (index + step).isMultiple(of: 2))
      }
      // Old enough for a new token.
      try trial.moveClock(seconds: 1800)
      #expect(try trial.pushUntilDone([trial.days[index]], tries: 16) != nil, "\(fault)")
      #expect(try trial.sandbox.invoices().live == index + 1, "\(fault)")
      try trial.sandbox.backOffice("/faults", method: "DELETE")
    }
    try trial.checkAgreement(drafts: Self.faults.count)
  }

  @Test func `1,000 entries of 20 clients are 20 drafts, at three calls each`() throws {
    let trial = try PushTrial(clients: 20, days: 50)
    try trial.sandbox.backOffice("/requests", method: "DELETE")
    struct Calls: Decodable {
      struct Call: Decodable {
        var method: String
        var path: String
        var status: Int?
      }
      var requests: [Call]
    }
    #expect(try trial.pushUntilDone([], tries: 1) == 1)
    let calls = try JSONDecoder().decode(Calls.self, from: trial.sandbox.backOffice("/requests"))
      .requests
    let names = calls.map { "\($0.method) \($0.path)" }
    let invoices = names.count { $0.hasSuffix(" /api.xro/2.0/Invoices") }
    let refused = calls.count { $0.status == 429 }
    // One that met the limit was not carried out.
    #expect(calls.count { $0.method == "PUT" && $0.status == 200 } == 20)
    // The looks of a draft that had to wait for the next minute are made again.
    #expect(refused <= 2)
    #expect(invoices <= 3 * 20 + 3 * refused, "\(invoices)")
    #expect(names.count - invoices <= 12, "the preflight: \(names)")
    #expect(try trial.sandbox.invoices().count == 20)
    let entries = try trial.program.json(
      EntryList.self, "entries", "\(trial.days[0])..\(trial.days[49])", "--json"
    ).entries
    #expect(entries.count == 1000)
    #expect(entries.allSatisfy { $0.state == "invoiced" })
    #expect(try trial.sandbox.violations() == [])
  }
}
