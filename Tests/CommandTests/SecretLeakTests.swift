import Foundation
import Testing

/// No token, code or verifier is ever said, written or left behind, whatever goes wrong.
@Suite struct SecretLeakTests {
  /// All that a command could have said, and every file but that of the tokens.
  private final class Traces {
    var texts: [(what: String, text: String)] = []

    func add(_ words: [String], _ fault: String, _ answer: Program.Answer) {
      texts.append(("\(words) with \(fault)", answer.output + answer.error))
    }
  }

  private static let faults = [
    "none", "drop-before", "drop-after", "500", "502", "503", "truncate", "portal", "wrong-length",
    "401", "429-minute", "429-day", "429-concurrent", "429-appminute", "307", "twice", "slow",
  ]

  /// Every command that speaks to Xero, and what else is there to run.
  private static let commands = [
    ["xero", "status", "--json"], ["xero", "organisations"], ["xero", "doctor"], ["xero", "sync"],
    ["xero", "drift", "--json"],
    ["xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact", "Acme Pty Ltd"],
    ["invoice", "preview"], ["invoice", "push", "acme", "--yes"], ["xero", "reconcile"],
    [
      "xero", "link", "brightside", "--organisation", "Harbour Studio Ltd", "--contact", "New",
      "--create-contact", "--yes",
    ],
    ["invoice", "release", "INV-0001", "--reason", "trial", "--yes"], ["rates", "check"],
    ["verify"],
  ]

  private struct Secrets: Decodable { var secrets: [String] }

  private func secrets(_ sandbox: Sandbox) throws -> [String] {
    try JSONDecoder().decode(Secrets.self, from: sandbox.backOffice("/secrets")).secrets
  }

  /// All files of the home but the tokens' own.
  private func files(_ program: Program) throws -> [(String, Data)] {
    let walk = FileManager.default.enumerator(atPath: program.home.path)
    var found: [(String, Data)] = []
    while let name = walk?.nextObject() as? String {
      guard !name.contains("state/xero/tokens-") else { continue }
      if let data = FileManager.default.contents(atPath: program.home.path + "/" + name) {
        found.append((name, data))
      }
    }
    return found
  }

  private func expectNone(
    _ secrets: [String], in traces: Traces, _ program: Program
  ) throws {
    for secret in secrets {
      for (what, text) in traces.texts where text.contains(secret) {
        Issue.record("\(what) says a secret")
      }
    }
    for (name, data) in try files(program) {
      for secret in secrets where data.range(of: Data(secret.utf8)) != nil {
        Issue.record("\(name) holds a secret")
      }
    }
  }

  @Test func `no command says or keeps a secret, whatever fault meets it`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try #require(try program.run("xero", "login", "--add-scopes", "accounting.contacts").code == 0)
    // A limit is waited for: by a clock that moves at once.
    program.environment["DAYBOOK_TRIAL_CLOCK"] = program.home.path + "/clock"
    let traces = Traces()
    for fault in Self.faults {
      for words in Self.commands {
        if fault != "none" {
          try sandbox.backOffice(
            "/faults", method: "POST", body: #"{"fault":"\#(fault)","seconds":0,"times":1}"#)
        }
        let told = words + ["--verbose"]
        traces.add(told, fault, try program.run(told))
        try sandbox.backOffice("/faults", method: "DELETE")
      }
      // Tokens are renewed on the way, and the refresh meets the fault too.
      try sandbox.backOffice("/tokens/expire", method: "POST")
      if fault != "none" {
        try sandbox.backOffice(
          "/faults", method: "POST",
          body: #"{"fault":"\#(fault)","path":"/connect/token","times":1}"#)
      }
      let words = ["xero", "organisations", "--verbose"]
      traces.add(words, "\(fault) at the refresh", try program.run(words))
      try sandbox.backOffice("/faults", method: "DELETE")
      // Time passes, so that the minute's limit is never the reason.
      try sandbox.backOffice("/clock", method: "POST", body: #"{"advance":61}"#)
    }
    let known = try secrets(sandbox)
    #expect(known.count > 30)
    #expect(traces.texts.contains { $0.text.contains("GET http://127.0.0.1:") })
    #expect(traces.texts.contains { $0.text.contains("correlation id") })
    try expectNone(known, in: traces, program)
  }

  @Test(arguments: faults)
  func `signing in and out says no secret either`(fault: String) throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    program.environment["DAYBOOK_TRIAL_CLOCK"] = program.home.path + "/clock"
    let traces = Traces()
    for path in ["/connect/token", "/connections", "/connect/revocation"] {
      if fault != "none" {
        try sandbox.backOffice(
          "/faults", method: "POST", body: #"{"fault":"\#(fault)","path":"\#(path)","times":1}"#)
      }
      for words in [["xero", "login", "--verbose"], ["xero", "logout", "--yes", "--verbose"]] {
        traces.add(words, fault, try program.run(words))
      }
      try sandbox.backOffice("/faults", method: "DELETE")
    }
    let known = try secrets(sandbox)
    #expect(known.count > 4)
    try expectNone(known, in: traces, program)
  }

  @Test func `a crash with tokens in memory leaves no core, and says no secret`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try sandbox.backOffice("/tokens/expire", method: "POST")
    program.environment["DAYBOOK_CUT_OFF"] = "refreshed-crash"
    let output = try program.shell(
      "cd \(program.home.path) && ulimit -c unlimited && daybook xero organisations; ls core* 2>&1")
    #expect(output.contains("cannot access 'core*'"), "\(output)")
    let traces = Traces()
    traces.texts.append(("a crash", output))
    try expectNone(try secrets(sandbox), in: traces, program)
  }
}
