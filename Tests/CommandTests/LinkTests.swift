import Foundation
import Testing

/// What is fetched of organisations, who is linked to whom, and what drifts.
@Suite struct LinkTests {
  /// Signed in and fetched, nothing linked.
  private func fetched(_ sandbox: Sandbox) throws -> Program {
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    for arguments in [["xero", "login"], ["xero", "sync"]] {
      let answer = try program.run(arguments)
      try #require(answer.code == 0, "\(arguments): \(answer.error)")
    }
    return program
  }

  private func link(
    _ program: Program, _ client: String, _ contact: String,
    organisation: String = "Harbour Studio Ltd"
  ) throws {
    let answer = try program.run(
      "xero", "link", client, "--organisation", organisation, "--contact", contact)
    try #require(answer.code == 0, "\(answer.error)")
  }

  private struct Organisations: Decodable {
    struct Organisation: Decodable {
      var name: String
      var currency: String
      var contacts: Int
      var items: Int
      var tracking: Int
      var branding_themes: Int
      var currencies: [String]
      var fetched_at: [String: String]
    }
    var organisations: [Organisation]
  }

  private struct Requests: Decodable {
    struct Request: Decodable {
      var method: String
      var path: String
      var query: [String: String]
      var headers: [String: String]
    }
    var requests: [Request]
  }

  private func requests(_ sandbox: Sandbox) throws -> [Requests.Request] {
    try JSONDecoder().decode(Requests.self, from: sandbox.backOffice("/requests")).requests
  }

  private let acme = "c0000001-0000-4000-8000-000000000001"
  private let harbour = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"

  @Test func `sync fetches every part, with the time of each`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    let fetched = try program.json(Organisations.self, "xero", "sync", "--json").organisations
    #expect(fetched.map(\.name) == ["Harbour Studio Ltd", "Harbour Studio Pty Ltd"])
    let first = try #require(fetched.first)
    #expect(first.contacts == 8)
    #expect(first.items == 1 && first.tracking == 1 && first.branding_themes == 2)
    #expect(first.currencies == ["NZD", "AUD", "EUR"])
    #expect(
      first.fetched_at.keys.sorted() == [
        "accounts", "all_contacts", "branding_themes", "contacts", "currencies", "items",
        "organisation", "repeating_invoices", "tax_rates", "tracking",
      ])
  }

  @Test func `the second sync asks for contacts that changed, and keeps the others`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try sandbox.backOffice("/requests", method: "DELETE")
    try sandbox.backOffice(
      "/contacts/\(acme)/rename", method: "POST", body: #"{"name":"Acme Holdings"}"#)
    let again = try program.json(Organisations.self, "xero", "sync", "--json").organisations
    #expect(again[0].contacts == 8)
    let asked = try requests(sandbox).filter { $0.path.hasSuffix("/Contacts") }
    #expect(asked.count == 2)
    #expect(
      asked.allSatisfy { $0.headers.keys.contains { $0.lowercased() == "if-modified-since" } })
    #expect(
      try program.run(
        "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
        "Acme Holdings", "--dry-run"
      ).output == "Would link acme to Acme Holdings, Harbour Studio Ltd.\n")

    try sandbox.backOffice("/requests", method: "DELETE")
    #expect(try program.run("xero", "sync", "--full").code == 0)
    let whole = try requests(sandbox).filter { $0.path.hasSuffix("/Contacts") }
    #expect(
      whole.allSatisfy { !$0.headers.keys.contains { $0.lowercased() == "if-modified-since" } })
  }

  @Test func `one organisation that is away keeps no other from being fetched`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST", body: #"{"fault":"503","path":"/Organisation","times":1}"#)
    let answer = try program.run("xero", "sync")
    #expect(answer.code == 7)
    #expect(answer.output.contains("Harbour Studio Pty Ltd (AUD): "))
    #expect(answer.error.hasPrefix("Harbour Studio Ltd was not fetched: "))
  }

  @Test func `an organisation that was disconnected is told, and its copy stays`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try sandbox.backOffice("/tenants/\(harbour)/disconnect", method: "POST")
    let answer = try program.run("xero", "sync")
    #expect(answer.code == 0)
    #expect(
      answer.output.contains(
        "Harbour Studio Ltd is no longer connected; what was fetched of it before stays."))
  }

  @Test func `without a terminal the likely contacts are told, the likeliest first`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    let answer = try program.run(
      "xero", "link", "acme", "--organisation", "Harbour Studio Ltd")
    #expect(answer.code == 4)
    #expect(
      answer.error.hasPrefix(
        "Say which contact acme is, with --contact. It could be: Acme Pty Ltd (\(acme)), "
          + "Acme Pty Ltd (Sydney) ("))
    let which = try program.run("xero", "link", "acme", "--contact", "Acme Pty Ltd")
    #expect(which.code == 4)
    #expect(which.error.contains("Say which organisation with --organisation: "))
    #expect(try program.run("xero", "link", "nobody").code == 3)
  }

  @Test func `on a terminal a person chooses organisation and contact`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    let tmux = try Tmux(
      "\(try Program.built("daybook").path) xero link acme", program.environment, columns: 110)
    try tmux.waitFor("In which organisation is acme?")
    try tmux.press("2", "Enter")
    try tmux.waitFor("1  Acme Pty Ltd (payables@acme.example, A-100): the same name")
    try tmux.press("1", "Enter")
    try tmux.waitFor("Linked acme to Acme Pty Ltd, Harbour Studio Pty Ltd.")
  }

  @Test func `two clients at one contact are told, and a name that is none leads on`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    let words = ["xero", "link", "brightside", "--organisation", "Harbour Studio Ltd", "--contact"]
    let shared = try program.run(words + ["Acme Pty Ltd"])
    let told = "\nacme is linked to this contact too: it gets the drafts of each."
    #expect(shared.output.contains(told), "\(shared.output)")
    let own = try program.run(words + ["Brightside Dental"])
    #expect(own.output == "Linked brightside to Brightside Dental, Harbour Studio Ltd.\n")
    let none = try program.run(words + ["Brightside Orthodontics"])
    #expect(none.code == 3 && none.error.contains("Or make it, with --create-contact."))
  }

  @Test func `each client may belong to another organisation`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    try link(
      program, "brightside", "Brightside Dental", organisation: "Harbour Studio Pty Ltd")
    let status = try program.run("xero", "status").output
    #expect(status.contains(/acme +Harbour Studio Ltd +Acme Pty Ltd/))
    #expect(status.contains(/brightside +Harbour Studio Pty Ltd +Brightside Dental/))
  }

  @Test func `two people's organisations are each asked for with the sign-in that reaches them`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    let sydney = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0002"
    for consent in [
      #"{"organisations":["\#(harbour)"]}"#, #"{"user":"second","organisations":["\#(sydney)"]}"#,
    ] {
      try sandbox.backOffice("/consent", method: "POST", body: consent)
      try #require(try program.run("xero", "login").code == 0)
    }
    let fetched = try program.json(Organisations.self, "xero", "sync", "--json").organisations
    #expect(fetched.map(\.name).sorted() == ["Harbour Studio Ltd", "Harbour Studio Pty Ltd"])
    try link(program, "acme", "Acme Pty Ltd")
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try #require(try program.run("activity", "import", day).code == 0)
    try #require(try program.run("approve", "2026-11-20").code == 0)
    // The latest sign-in is the other person's, who may not see this organisation.
    let pushed = try program.run("invoice", "push", "acme", "--yes")
    #expect(pushed.code == 0, "\(pushed.error)")
    #expect(try program.run("xero", "reconcile").code == 0)
    #expect(try program.run("xero", "logout", "--yes").code == 0)
    #expect(try program.run("xero", "status").output.contains("Signed in as hana@harbour.example"))
  }

  private struct Findings: Decodable {
    struct Finding: Decodable {
      var kind: String
      var client: String?
      var before: String?
      var now: String?
      var accepted: Bool
    }
    var findings: [Finding]
  }

  private func drift(_ program: Program, _ more: String...) throws -> (Int32, [Findings.Finding]) {
    let answer = try program.run(["xero", "drift", "--json"] + more)
    let findings = try JSONDecoder().decode(Findings.self, from: Data(answer.output.utf8)).findings
    return (answer.code, findings)
  }

  @Test func `an organisation that is connected no more drifts, and the others are reconciled`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 0)
    let tenant = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"
    try sandbox.backOffice("/tenants/\(tenant)/disconnect", method: "POST")
    let (code, found) = try drift(program)
    #expect(code == 8 && found.map(\.kind) == ["organisation_gone"])
    let told = try program.run("xero", "drift")
    #expect(
      told.output.contains("acme, brightside, northwind are linked to it"), "\(told.output)")
    let reconciled = try program.run("xero", "reconcile")
    #expect(reconciled.code == 7)
    #expect(reconciled.error.hasPrefix("Harbour Studio Ltd was not asked: "))
    #expect(try program.run("invoice", "list").output.contains("DRAFT"))
  }

  /// At the sandbox's back office; ACME and HARBOUR stand for their ids.
  private func change(_ sandbox: Sandbox, _ path: String, _ body: String) throws {
    func named(_ text: String) -> String {
      text.replacing("ACME", with: acme).replacing("HARBOUR", with: harbour)
    }
    try sandbox.backOffice(named(path), method: "POST", body: named(body))
  }

  @Test func `where nothing changed nothing drifts`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    #expect(try program.run("xero", "drift").output.contains("Nothing drifted"))
    #expect(try drift(program).0 == 0)
  }

  @Test(arguments: [
    ("/contacts/ACME/archive", "{}", "contact_archived"),
    (
      "/contacts/ACME/merge", #"{"into":"c0000001-0000-4000-8000-000000000007"}"#,
      "contact_merged"
    ),
    ("/accounts/200/archive", #"{"tenant":"HARBOUR"}"#, "account_closed"),
    (
      "/tax-rates/OUTPUT2", #"{"tenant":"HARBOUR","status":"DELETED"}"#, "tax_rate_gone"
    ),
    (
      "/organisations/HARBOUR", #"{"currencies":["AUD"]}"#, "currency_gone"
    ),
  ])
  func `what needs a new link or an edit drifts until that is done`(
    path: String, body: String, kind: String
  ) throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    try change(sandbox, path, body)
    for _ in 0..<2 {
      let (code, found) = try drift(program, "--accept")
      #expect(code == 8)
      #expect(found.map(\.kind) == [kind])
      #expect(found.allSatisfy { !$0.accepted })
    }
  }

  @Test(arguments: [
    ("/contacts/ACME/rename", #"{"name":"Acme Holdings"}"#, "contact_renamed", "Acme Pty Ltd"),
    ("/tax-rates/OUTPUT2", #"{"tenant":"HARBOUR","rate":12.5}"#, "tax_rate_changed", "15"),
    ("/organisations/HARBOUR", #"{"name":"Harbour Ltd"}"#, "organisation_renamed", nil),
    ("/organisations/HARBOUR", #"{"paysTax":false}"#, "pays_tax", "yes"),
  ])
  func `a new name or rate drifts, whoever fetched it, until a person agrees`(
    path: String, body: String, kind: String, before: String?
  ) throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    try change(sandbox, path, body)
    #expect(try program.run("xero", "sync").code == 0)
    let (code, found) = try drift(program, "--offline")
    #expect(code == 8)
    #expect(found.map(\.kind) == [kind])
    if let before { #expect(found.first?.before == before) }
    let (agreed, told) = try drift(program, "--accept")
    #expect(agreed == 0 && told.allSatisfy(\.accepted))
    #expect(try drift(program).0 == 0)
  }

  @Test func `a client that was renamed is linked again, never agreed to`() throws {
    let sandbox = try Sandbox()
    let program = try fetched(sandbox)
    try link(program, "acme", "Acme Pty Ltd")
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try program.write(
      text.replacing("name: Acme Pty Ltd", with: "name: Acme Group"), to: "config/clients.yaml")
    let (code, found) = try drift(program, "--accept")
    #expect(code == 8 && found.map(\.kind) == ["client_renamed"])
    try link(program, "acme", "Acme Pty Ltd")
    #expect(try drift(program).0 == 0)
  }
}

/// A contact is made only where a person says so.
@Suite struct CreateContactTests {
  private func ready(_ sandbox: Sandbox, contacts: Bool = true) throws -> Program {
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try program.write(
      text.replacing("name: Brightside Dental", with: "name: Takahē \"Tours\" + Co"),
      to: "config/clients.yaml")
    let scopes = contacts ? ["--add-scopes", "accounting.contacts"] : []
    try #require(try program.run(["xero", "login"] + scopes).code == 0)
    try #require(try program.run("xero", "sync").code == 0)
    return program
  }

  private let words = [
    "xero", "link", "brightside", "--organisation", "Harbour Studio Ltd", "--create-contact",
  ]

  private func made(_ sandbox: Sandbox, _ program: Program) throws -> Int {
    struct Organisations: Decodable {
      struct Organisation: Decodable { var contacts: Int }
      var organisations: [Organisation]
    }
    return try program.json(Organisations.self, "xero", "sync", "--full", "--json")
      .organisations[0].contacts - 8
  }

  @Test func `it asks first, makes it once, and links it`() throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    #expect(try program.run(words + ["--dry-run"]).output.hasPrefix("Would make a contact"))
    #expect(try program.run(words).code == 4)
    #expect(try made(sandbox, program) == 0)
    let answer = try program.run(words + ["--yes"])
    #expect(
      answer.output == "Linked brightside to Takahē \"Tours\" + Co, Harbour Studio Ltd.\n",
      "\(answer.error)")
    #expect(try made(sandbox, program) == 1)
    let again = try program.run(words + ["--yes"])
    #expect(again.code == 7 && again.error.contains("already. Run \"daybook xero sync\""))
    #expect(try made(sandbox, program) == 1)
    let violations = try sandbox.backOffice("/violations")
    #expect(!String(decoding: violations, as: UTF8.self).contains("\"rule\""))
  }

  @Test func `without the permission nothing is asked of Xero, and the way to get it told`() throws
  {
    let sandbox = try Sandbox()
    let program = try ready(sandbox, contacts: false)
    let answer = try program.run(words + ["--yes"])
    #expect(answer.code == 7 && answer.error.contains("--add-scopes accounting.contacts"))
    #expect(try made(sandbox, program) == 0)
  }

  @Test(arguments: ["drop-before", "drop-after", "truncate", "500", "503", "portal", "401"])
  func `whatever happens to the request, one contact is made`(fault: String) throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"\#(fault)","method":"PUT","path":"/Contacts","times":1}"#)
    if try program.run(words + ["--yes"]).code != 0 {
      let again = try program.run(words + ["--yes"])
      #expect(again.code == 0, "\(again.error)")
    }
    #expect(try made(sandbox, program) == 1)
  }

  @Test func `Xero's refusal is told in its words`() throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    let answer = try program.run(
      ["xero", "link", "northwind", "--organisation", "Harbour Studio Pty Ltd", "--contact", "New"]
        + ["--create-contact", "--yes"])
    #expect(answer.code == 7)
    #expect(answer.error.contains("Organisation is not subscribed to currency EUR"))
    #expect(answer.error.contains("Xero's correlation id: "))
  }
}
