import Foundation
import Testing

/// Commands that only ask Xero, while the network or Xero fails them.
@Suite struct ReadFaultTests {
  private static let faults = [
    "drop-before", "drop-after", "500", "502", "503", "truncate", "portal", "404", "wrong-length",
    "401", "307", "429-minute", "429-day", "429-concurrent", "429-appminute", "delay", "slow",
  ]

  private struct Trial {
    var sandbox: Sandbox
    var program: Program
    var number: String
  }

  /// With a draft at Xero, and a clock on which nothing waits.
  private func trial() throws -> Trial {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    for words in [
      ["xero", "login", "--add-scopes", "accounting.attachments"],
      ["invoice", "push", "acme", "--yes"],
    ] {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }
    program.environment["DAYBOOK_TRIAL_CLOCK"] = program.home.path + "/clock"
    let draft = try #require(try sandbox.held().first)
    return Trial(sandbox: sandbox, program: program, number: draft.InvoiceNumber)
  }

  private func failing<Result>(
    _ fault: String, _ trial: Trial, times: Int = 40, path: String? = nil,
    _ body: () throws -> Result
  ) throws -> Result {
    let place = path.map { #","path":"\#($0)""# } ?? ""
    try trial.sandbox.backOffice(
      "/faults", method: "POST", body: #"{"fault":"\#(fault)","times":\#(times)\#(place)}"#)
    defer { _ = try? trial.sandbox.backOffice("/faults", method: "DELETE") }
    return try body()
  }

  private func asked(_ trial: Trial) throws -> Int {
    let told = String(decoding: try trial.sandbox.backOffice("/requests"), as: UTF8.self)
    return told.matches(of: /"number":/).count
  }

  /// All of the books but when things were fetched.
  private func books(_ program: Program) throws -> [Substring] {
    try BackupTests.all(of: program).split(separator: "\n").filter {
      !$0.hasPrefix(#"{"organisation""#)
    }
  }

  @Test func `whatever fails them, they say so, change nothing, and ask no more than a few times`()
    throws
  {
    let trial = try trial()
    let program = trial.program
    let before = try books(program)
    let commands = [
      ["xero", "organisations"], ["xero", "sync"], ["xero", "drift"], ["xero", "reconcile"],
      ["invoice", "release", trial.number, "--reason", "x", "--yes"],
      ["invoice", "attach", trial.number, "--csv", "--yes"],
    ]
    for fault in Self.faults {
      // No answer, or no whole one, for longer than anybody waits.
      let isLate = ["delay", "slow"].contains(fault)
      program.environment["DAYBOOK_TRIAL_PATIENCE"] = isLate ? "700" : nil
      // Limits are an organisation's.
      let asking = fault.hasPrefix("429") ? commands.dropFirst() : commands[...]
      for command in asking {
        let count = try asked(trial)
        let answer = try failing(fault, trial) { try program.run(command) }
        #expect(answer.code == 7, "\(fault), \(command): \(answer.output)\(answer.error)")
        #expect(
          answer.error.contains(/\.( \(Xero's correlation id: [0-9a-f-]+\))?\n$/), "\(answer.error)"
        )
        #expect(!answer.error.contains("<"), "no page is quoted: \(answer.error)")
        #expect(!answer.error.contains("Error"), "no type is named: \(answer.error)")
        if isLate { #expect(answer.error.contains("it did not answer in time"), "\(answer.error)") }
        #expect(try asked(trial) - count <= 10, "\(fault), \(command)")
      }
      let doctor = try failing(fault, trial) { try program.run("xero", "doctor") }
      #expect(doctor.code == 7 && doctor.output.contains("FAILED  "), "\(fault)")
    }
    program.environment["DAYBOOK_TRIAL_PATIENCE"] = nil
    #expect(try books(program) == before)
    #expect(try trial.sandbox.held().map(\.Files) == [[]])
    for command in commands where command[1] != "release" {
      let answer = try program.run(command)
      #expect(answer.code == 0, "\(command): \(answer.error)")
    }
    #expect(try program.run("verify").code == 0)
  }

  /// They go by the books, so nothing can fail them; and nothing is asked.
  @Test func `what needs no Xero asks none`() throws {
    let trial = try trial()
    try trial.sandbox.backOffice("/requests", method: "DELETE")
    for command in [
      ["invoice", "list"], ["invoice", "show", trial.number], ["invoice", "explain", trial.number],
      ["invoice", "preview"], ["xero", "status"], ["uninvoiced"], ["xero", "drift", "--offline"],
    ] {
      let answer = try failing("503", trial) { try trial.program.run(command) }
      #expect(answer.code == 0, "\(command): \(answer.error)")
    }
    #expect(try asked(trial) == 0)
  }

  @Test(arguments: [("404", 1, 5), ("404", 2, 7), ("portal", 1, 7), ("502", 1, 7)])
  func `a page on the way that says "not found" frees no entries`(
    fault: String, times: Int, code: Int32
  ) throws {
    let trial = try trial()
    let before = try books(trial.program)
    let answer = try failing(fault, trial, times: times, path: "/Invoices") {
      try trial.program.run("invoice", "release", trial.number, "--reason", "x", "--yes")
    }
    #expect(answer.code == code, "\(answer.error)")
    #expect(try books(trial.program) == before)
  }

  /// A page in a network's way is no word of Xero's that the sign-in has ended.
  @Test(arguments: ["drop-before", "drop-after", "500", "502", "503", "portal", "404", "307"])
  func `signing out keeps the tokens while Xero has not said yes`(fault: String) throws {
    let trial = try trial()
    let logout = ["xero", "logout", "--yes"]
    let answer = try failing(fault, trial, path: "/connect") { try trial.program.run(logout) }
    #expect(answer.code == 7, "\(fault): \(answer.output)\(answer.error)")
    #expect(try trial.program.run("xero", "status").output.contains("Signed in"))
    #expect(try trial.program.run(logout).code == 0)
    let organisations = String(
      decoding: try trial.sandbox.backOffice("/organisations"), as: UTF8.self)
    #expect(!organisations.contains(#""connected": true"#))
    #expect(try trial.program.run("xero", "sync").code == 7)
  }
}
