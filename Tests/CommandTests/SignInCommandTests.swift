import Foundation
import TestSupport
import Testing

/// Signing in and staying so, as a person meets it.
@Suite struct SignInCommandTests {
  private func program(_ sandbox: Sandbox, login: [String] = ["xero", "login"]) throws -> Program {
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    let answer = try program.run(login)
    try #require(answer.code == 0, "\(answer.error)")
    return program
  }

  private struct Requests: Decodable {
    struct Request: Decodable {
      var path: String
      var body: String
      var status: Int?
    }
    var requests: [Request]
  }

  /// How often tokens were renewed since the requests were last forgotten.
  private func refreshes(_ sandbox: Sandbox) throws -> Int {
    try JSONDecoder().decode(Requests.self, from: sandbox.backOffice("/requests")).requests
      .filter { $0.body.contains("grant_type=refresh_token") && $0.status == 200 }.count
  }

  private func tokenFile(_ program: Program) throws -> URL {
    let folder = program.home.appending(path: "state/xero")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return folder.appending(
      path: try #require(names.first { $0.hasPrefix("tokens-") && $0.hasSuffix(".json") }))
  }

  @Test func `without a keyring the tokens are in a file, and that is said`() throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    let answer = try program.run("xero", "login")
    #expect(answer.code == 0)
    #expect(answer.error.contains("The tokens are in a file that only you can read"))
    #expect(answer.error.contains("there is no session bus"))
    let quiet = try program.run("xero", "login", "--no-keyring")
    #expect(quiet.code == 0 && !quiet.error.contains("tokens are in a file"))
    let mode = try FileManager.default.attributesOfItem(atPath: tokenFile(program).path)[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test(arguments: [
    (["--scopes", "openid profile"], "offline_access"),
    (["--scopes", "openid offline_access accounting.invoice"], "invalid_scope"),
    (["--add-scopes", "accounting.transactions"], "unauthorized_client"),
    (["--client-id", "NOBODY"], "unauthorized_client"),
  ])
  func `what can't be asked for is told`(words: [String], why: String) throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    // Xero shows these on its own page: the browser does not come back. A person pastes nothing.
    let answer = try program.run(["xero", "login", "--paste"] + words)
    if why == "offline_access" {
      #expect(answer.code == 2 && answer.error.contains(why))
      return
    }
    #expect(answer.code == 7)
    let address = try #require(
      answer.error.split(separator: "\n").first { $0.contains("/connect/authorize?") })
    let page = try program.shell("curl -s '\(address.trimmingCharacters(in: .whitespaces))'")
    #expect(page.contains(why))
  }

  @Test func `a pasted address signs in, also after one that is not it`() throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    // A shell in the person's place: it opens the address elsewhere and pastes where that ended.
    let script = """
      daybook xero login --paste 2>err <fifo & exec 3>fifo
      until grep -q authorize err; do sleep 0.05; done
      echo nonsense >&3
      address=$(grep -o 'http[^ ]*authorize[^ ]*' err)
      curl -s -o /dev/null -D - "$address" | tr -d '\\r' | sed -n 's/^[Ll]ocation: //p' >&3
      wait $!; echo "code $?"; cat err
      """
    let folder = program.home.path
    let output = try program.shell("cd \(folder) && mkfifo fifo && { \(script)\n}")
    #expect(output.contains("code 0"), "\(output)")
    #expect(output.contains("Signed in"))
    #expect(output.contains("That is not the address that this sign-in ends at."))
    #expect(try program.run("xero", "organisations").code == 0)
  }

  @Test func `on a terminal the pasted address is not shown`() throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    let err = program.home.appending(path: "err").path
    let tmux = try Tmux(
      "\(try Program.built("daybook").path) xero login --paste 2> >(tee \(err) >&2)",
      program.environment, columns: 140)
    try tmux.waitFor("press Enter:")
    let browser = """
      address=$(grep -o 'http[^ ]*authorize[^ ]*' \(err))
      curl -s -o /dev/null -D - "$address" | tr -d '\\r' | sed -n 's/^[Ll]ocation: //p'
      """
    let back = try program.shell(browser).trimmingCharacters(in: .whitespacesAndNewlines)
    try #require(back.contains("code="))
    try tmux.type(back)
    try tmux.press("Enter")
    try tmux.waitFor("Signed in as hana@harbour.example.")
    #expect(!(try tmux.shown().contains("code=")))
  }

  @Test func `a sign-in that Xero ended hides no other's organisations`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice("/tokens/revoke", method: "POST")
    try sandbox.backOffice("/consent", method: "POST", body: #"{"user":"second"}"#)
    #expect(try program.run("xero", "login").code == 0)
    let answer = try program.run("xero", "organisations")
    #expect(answer.code == 7)
    #expect(answer.output.contains("Harbour Studio Pty Ltd"))
    #expect(answer.error.hasPrefix("hana@harbour.example: Xero no longer takes this sign-in"))
  }

  @Test func `a sign-in that ended keeps no other organisation from being fetched`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice("/tokens/revoke", method: "POST")
    try sandbox.backOffice("/consent", method: "POST", body: #"{"user":"second"}"#)
    try #require(try program.run("xero", "login").code == 0)
    let answer = try program.run("xero", "sync")
    #expect(answer.code == 7)
    #expect(answer.output.contains("Harbour Studio Ltd (NZD): "))
    #expect(answer.output.contains("Harbour Studio Pty Ltd (AUD): "))
    #expect(
      answer.error.hasPrefix(
        "hana@harbour.example was not fetched: Xero no longer takes this sign-in"))
    #expect(answer.error.contains("Run \"daybook xero login\"."))
  }

  @Test func `a sign-in that ends at the second organisation leaves the first one fetched`() throws
  {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST", body: #"{"fault":"401","path":"/Contacts","skip":1,"times":9}"#)
    let answer = try program.run("xero", "sync")
    #expect(answer.code == 7)
    #expect(answer.output.hasPrefix("Harbour Studio Ltd (NZD): "))
    #expect(answer.error.hasPrefix("Harbour Studio Pty Ltd was not fetched: "))
    #expect(answer.error.contains("Run \"daybook xero login\"."))
    try sandbox.backOffice("/faults", method: "DELETE")
    #expect(try program.run("xero", "sync").code == 0)
  }

  @Test func `the limit of a minute is waited for, the day's is not`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    program.environment["DAYBOOK_TRIAL_CLOCK"] = program.home.path + "/clock"
    for fault in ["429-minute", "429-concurrent", "429-appminute"] {
      try sandbox.backOffice(
        "/faults", method: "POST", body: #"{"fault":"\#(fault)","path":"/Accounts","times":2}"#)
      let answer = try program.run("xero", "sync")
      #expect(answer.code == 0, "\(fault): \(answer.error)")
      #expect(
        answer.error.matches(of: /Xero takes no more calls now: waiting \d+ s\.\n/).count == 2)
    }
    try sandbox.backOffice(
      "/faults", method: "POST", body: #"{"fault":"429-day","path":"/Accounts","times":9}"#)
    let day = try program.run("xero", "sync")
    #expect(day.code == 7)
    #expect(!day.error.contains("waiting"))
    #expect(day.error.contains("no more calls for this organisation today"))
  }

  /// A copy of a home, as of a restored backup, renews with a token that was spent long ago.
  @Test(arguments: [false, true])
  func `an old copy's token is refused, and ends the sign-in at most where Xero ends it`(
    ends: Bool
  ) throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice(
      "/switches", method: "POST", body: #"{"reuseEndsSignIn":\#(ends)}"#)
    let old = try Data(contentsOf: tokenFile(program))
    func renew() throws -> Program.Answer {
      try sandbox.backOffice("/tokens/expire", method: "POST")
      return try program.run("xero", "organisations")
    }
    try #require(try renew().code == 0)
    let new = try Data(contentsOf: tokenFile(program))
    try sandbox.backOffice("/clock", method: "POST", body: #"{"advance":1801}"#)
    try old.write(to: tokenFile(program))
    let copy = try renew()
    #expect(copy.code == 7)
    #expect(copy.error.contains("Xero no longer takes this sign-in"))
    #expect(try Data(contentsOf: tokenFile(program)) == old, "nothing is deleted")
    try new.write(to: tokenFile(program))
    let own = try renew()
    #expect(own.code == (ends ? 7 : 0), "\(own.error)")
    if ends { #expect(own.error.contains("Run \"daybook xero login\".")) }
    #expect(try program.run("xero", "login").code == 0)
    #expect(try renew().code == 0)
  }

  @Test func `scopes are added to what was granted, and status tells them`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    #expect(try program.run("xero", "login", "--add-scopes", "accounting.attachments").code == 0)
    #expect(try program.run("xero", "login", "--add-scopes", "accounting.contacts").code == 0)
    struct Status: Decodable {
      struct SignIn: Decodable {
        var scopes: [String]
        var missing_scopes: [String]
        var tokens: String
      }
      var signed_in: Bool
      var sign_ins: [SignIn]
    }
    let status = try program.json(Status.self, "xero", "status", "--json")
    #expect(status.signed_in && status.sign_ins.count == 1)
    let one = try #require(status.sign_ins.first)
    #expect(Set(one.scopes).isSuperset(of: ["accounting.attachments", "accounting.contacts"]))
    #expect(one.missing_scopes.isEmpty && one.tokens == "file")
  }

  @Test func `a permission that is missing is named, with how to get it`() throws {
    let sandbox = try Sandbox()
    let scopes = "openid offline_access accounting.contacts.read accounting.settings.read"
    let program = try program(sandbox, login: ["xero", "login", "--scopes", scopes])
    let status = try program.run("xero", "status")
    #expect(status.output.contains("Not granted: accounting.invoices, to make draft invoices"))
    let doctor = try program.run("xero", "doctor")
    #expect(doctor.code == 7)
    #expect(doctor.output.contains("FAILED  scopes: Without accounting.invoices"))
    #expect(doctor.output.contains("--add-scopes accounting.invoices"))
  }

  @Test(arguments: [401, 403])
  func `a permission that Xero misses is named, whichever number it says it with`(
    status: Int
  ) throws {
    let sandbox = try Sandbox()
    try sandbox.backOffice(
      "/switches", method: "POST", body: #"{"missingScopeStatus":\#(status)}"#)
    let scopes = "openid offline_access accounting.invoices accounting.settings.read"
    let program = try program(sandbox, login: ["xero", "login", "--scopes", scopes])
    let answer = try program.run("xero", "sync")
    #expect(answer.code == 7)
    #expect(answer.error.contains("lacks a permission at Xero: accounting.contacts"))
    #expect(answer.error.contains("--add-scopes accounting.contacts"))
  }

  @Test func `8 processes with an expired token renew it once, and none is signed out`()
    async throws
  {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    for (expireHere, grace) in [(false, 1800), (true, 1800), (false, 0)] {
      // Nobody knows what the grace is worth where processes race: there need be none.
      try sandbox.backOffice("/switches", method: "POST", body: #"{"graceSeconds":\#(grace)}"#)
      try sandbox.backOffice("/tokens/expire", method: "POST")
      try sandbox.backOffice("/requests", method: "DELETE")
      if expireHere {
        let file = try tokenFile(program)
        let text = try String(contentsOf: file, encoding: .utf8)
        let old = text.replacing(
          /"expiresMilliseconds" : [0-9]+/, with: "\"expiresMilliseconds\" : 1")
        try #require(old != text)
        try Data(old.utf8).write(to: file)
        chmod(file.path, 0o600)
      }
      let environment = program.environment
      let codes = await withTaskGroup(of: Int32.self) { group in
        for _ in 0..<8 {
          group.addTask { await Program.inBackground(["xero", "organisations"], environment) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes == Array(repeating: 0, count: 8))
      #expect(try refreshes(sandbox) == 1)
      #expect(try program.run("xero", "organisations").code == 0)
    }
  }

  @Test func `killed between Xero's answer and its storing, the token before still works`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice("/tokens/expire", method: "POST")
    program.environment["DAYBOOK_CUT_OFF"] = "refreshed"
    #expect(try program.run("xero", "organisations").code == 137)
    program.environment["DAYBOOK_CUT_OFF"] = nil
    #expect(try program.run("xero", "organisations").code == 0)
  }

  @Test func `two commands may be the first of all at once`() async throws {
    let program = try Program(examples: true)
    let environment = program.environment
    let codes = await withTaskGroup(of: Int32.self) { group in
      for _ in 0..<8 { group.addTask { await Program.inBackground(["entries"], environment) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: 0, count: 8))
  }

  @Test(arguments: ["drop-before", "drop-after", "truncate", "503", "portal", "500"])
  func `a refresh that fails on its way signs nobody out`(fault: String) throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    try sandbox.backOffice("/tokens/expire", method: "POST")
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"\#(fault)","method":"POST","path":"/connect/token","times":1}"#)
    let first = try program.run("xero", "organisations")
    #expect(first.code == 7, "\(first.output)")
    let second = try program.run("xero", "organisations")
    #expect(second.code == 0, "\(second.error)")
  }

  @Test func `logout asks, revokes and erases`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    #expect(try program.run("xero", "logout").code == 4)
    #expect(try program.run("xero", "logout", "--yes").output == "Signed out.\n")
    #expect(try program.run("xero", "organisations").code == 7)
    let connected = String(decoding: try sandbox.backOffice("/organisations"), as: UTF8.self)
    #expect(!connected.contains(/"connected" *: *true/))
    #expect(try program.run("xero", "logout", "--yes").code == 3)
  }

  @Test func `signing in and out tells itself as JSON`() throws {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    #expect(
      try program.run("xero", "login", "--json").output.hasPrefix(
        #"{"schema":1,"user":"hana@harbour.example","organisations":["Harbour Studio Ltd","Harbour"#
      ))
    #expect(
      try program.run("xero", "logout", "--yes", "--json").output
        == "{\"schema\":1,\"signed_out\":[\"hana@harbour.example\"],\"revoked\":true}\n")
  }

  @Test func `with Xero away logout keeps the tokens, and --offline erases them`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    sandbox.stop()
    #expect(try program.run("xero", "logout", "--yes").code == 7)
    #expect(try program.run("xero", "status").output.hasPrefix("Signed in"))
    #expect(try program.run("xero", "logout", "--yes", "--offline").code == 0)
    #expect(try program.run("xero", "status").output.hasPrefix("Not signed in"))
  }

  @Test func `status tells the calls left today, as the last answer said`() throws {
    let sandbox = try Sandbox()
    let program = try program(sandbox)
    #expect(try program.run("xero", "sync").code == 0)
    try sandbox.backOffice("/limits", method: "POST", body: #"{"dayUsed":4900}"#)
    #expect(try program.run("xero", "doctor").output.contains("Harbour Studio Ltd: "))
    struct Status: Decodable {
      struct Organisation: Decodable {
        var name: String
        var calls_left_today: Int?
      }
      var organisations: [Organisation]
    }
    let left = try program.json(Status.self, "xero", "status", "--json").organisations
      .compactMap(\.calls_left_today)
    #expect(left.count == 2 && left.allSatisfy { (80..<100).contains($0) }, "\(left)")
  }

  @Test func `doctor looks at everything, and says what is fine`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let answer = try program.run("xero", "doctor")
    #expect(answer.code == 0, "\(answer.output)\(answer.error)")
    for line in [
      "ok      addresses: A stand-in at http://127.0.0.1:", "ok      sign-in: ",
      "ok      tokens: In a file that only you can read", "ok      scopes: All that is needed",
      "ok      connection: Connected: Harbour Studio Ltd, Harbour Studio Pty Ltd.",
      "ok      drafts: Harbour Studio Ltd takes draft invoices.",
      "ok      calls: Harbour Studio Ltd: ", "ok      clock: Your clock agrees with Xero's.",
      "ok      link: acme is Acme Pty Ltd, Harbour Studio Ltd.",
    ] {
      #expect(answer.output.contains(line), "\(line)\n\(answer.output)")
    }
    try sandbox.backOffice("/tokens/revoke", method: "POST")
    let revoked = try program.run("xero", "doctor", "--json")
    #expect(revoked.code == 7)
    #expect(revoked.output.contains(#""name":"connection","state":"failed""#))
  }
}
