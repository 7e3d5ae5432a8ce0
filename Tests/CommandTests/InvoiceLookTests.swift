import Foundation
import Testing

/// What an invoice looks like in Xero, what hangs on it, and the file for those without an app.
@Suite struct InvoiceLookTests {
  private func ready(_ sandbox: Sandbox, xero: String) throws -> Program {
    let program = try PushTests.ready(sandbox)
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let first = try #require(text.firstRange(of: #"xero: { account: "200", tax: OUTPUT2 }"#))
    try Data(text.replacingCharacters(in: first, with: xero).utf8).write(to: path)
    return program
  }

  @Test func `reference, number and history are as clients.yaml has them`() throws {
    let sandbox = try Sandbox()
    let program = try ready(
      sandbox,
      xero: """
        xero: { account: "200", tax: OUTPUT2, reference: "{client}: {period} [{token}]", \
        number: "HS-{token}", history: true }
        """)
    let pushed = try program.run("invoice", "push", "acme", "--yes")
    #expect(pushed.code == 0, "\(pushed.error)")
    let held = try #require(try sandbox.held().first)
    #expect(
      held.Reference?.wholeMatch(of: /Acme Pty Ltd: Nov 2026 \[DB-[0-9A-Z]{8}-[0-9A-Z]{4}\]/) != nil
    )
    #expect(held.InvoiceNumber.wholeMatch(of: /HS-DB-[0-9A-Z]{8}-[0-9A-Z]{4}/) != nil)
    #expect(held.History.filter { $0.hasPrefix("Made by Daybook from ") }.count == 1)
    #expect(try sandbox.violations() == [])
  }

  @Test
  func `a theme or tracking option that is not there stops the client, and names those that are`()
    throws
  {
    let sandbox = try Sandbox()
    let themed = try ready(
      sandbox, xero: #"xero: { account: "200", tax: OUTPUT2, branding: Fancy }"#)
    let answer = try themed.run("invoice", "preview", "acme")
    #expect(answer.code == 2)
    #expect(answer.error.contains(#"no branding theme "Fancy" (clients.yaml:"#))
    let tracked = try ready(
      sandbox,
      xero: """
        xero: { account: "200", tax: OUTPUT2, tracking: [{ category: Nowhere, option: North }] }
        """)
    #expect(try tracked.run("invoice", "preview", "acme").error.contains("\"Nowhere\""))
  }

  @Test func `a client that is stopped stands in the JSON too, with its reason and exit code`()
    throws
  {
    struct Preview: Decodable {
      struct Draft: Decodable { var client: String }
      struct Stopped: Decodable {
        var client: String
        var reason: String
        var exit_code: Int
      }
      var schema: Int
      var drafts: [Draft]
      var stopped: [Stopped]
    }
    let sandbox = try Sandbox()
    let program = try ready(sandbox, xero: #"xero: { account: "999", tax: OUTPUT2 }"#)
    for words in [
      ["invoice", "preview", "--json"], ["invoice", "push", "--dry-run", "--json"],
      ["invoice", "push", "--yes", "--json"],
    ] {
      let answer = try program.run(words)
      #expect(answer.code == 2)
      let told = try JSONDecoder().decode(Preview.self, from: Data(answer.output.utf8))
      #expect(told.schema == 1)
      #expect(told.drafts.map(\.client) == ["brightside", "northwind"])
      #expect(told.stopped.map(\.client) == ["acme"] && told.stopped[0].exit_code == 2)
      #expect(told.stopped[0].reason.contains(#"no sales account "999""#))
      #expect(answer.error.contains(told.stopped[0].reason))
    }
  }

  @Test func `items and tracking of a project or task are on its lines alone`() throws {
    let sandbox = try Sandbox()
    let program = try ready(
      sandbox,
      xero:
        #"xero: { account: "200", tax: OUTPUT2, tracking: [{ category: region, option: North }] }"#
    )
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(
      text.replacing(
        "        name: Website rebuild\n",
        with: "        name: Website rebuild\n        item: dev\n"
      ).replacing(
        "            name: Meetings\n",
        with:
          "            name: Meetings\n            tracking: [{ category: Region, option: South }]\n"
      ).utf8
    ).write(to: path)
    struct Preview: Decodable {
      struct Draft: Decodable {
        struct Line: Decodable {
          struct Tracking: Decodable { var option_id: String }
          var description: String
          var item: String?
          var tracking: [Tracking]
        }
        var lines: [Line]
      }
      var drafts: [Draft]
    }
    let lines = try program.json(Preview.self, "invoice", "preview", "acme", "--json").drafts[0]
      .lines
    #expect(lines.allSatisfy { $0.item == "DEV" })
    let meetings = try #require(lines.first { $0.description.contains("Meetings") })
    #expect(meetings.tracking.map(\.option_id) == ["70000001-0000-4000-8000-000000000002"])
    let others = lines.filter { !$0.description.contains("Meetings") }
    #expect(
      others.allSatisfy {
        $0.tracking.map(\.option_id) == ["70000001-0000-4000-8000-000000000001"]
      })
    let pushed = try program.run("invoice", "push", "acme", "--yes")
    #expect(pushed.code == 0, "\(pushed.error)")
    let held = String(decoding: try sandbox.backOffice("/invoices"), as: UTF8.self)
    #expect(held.contains(#""ItemCode": "DEV""#) && held.contains(#""Option": "South""#))
    #expect(try program.run("verify").code == 0)

    try Data(
      text.replacing(
        "        name: Website rebuild\n",
        with: "        name: Website rebuild\n        item: PAINT\n"
      ).utf8
    ).write(to: path)
    try #require(
      try program.run("add", "acme/website", "20:00-20:30", "--on", "2026-11-20", "--approve").code
        == 0)
    let refused = try program.run("invoice", "preview", "acme")
    #expect(refused.code == 2)
    #expect(
      refused.error.contains(
        /Harbour Studio Ltd sells no item "PAINT" \(clients\.yaml:\d+\)\. There is DEV \(Development\)\./
      ))
  }

  @Test(arguments: [
    (#"reference: "{period}""#, "reference has no {token}"),
    (#"number: "INV-{count}""#, "number holds \"count\""),
    (#"reference: "{token}{token}""#, "reference holds {token} twice"),
    (#"tracking: [{ category: A }]"#, "option"),
    ("history: maybe", "history"), ("colour: red", "colour"),
    ("item: A-CODE-OF-MORE-THAN-30-CHARACTERS", "item has more than 30 characters"),
  ])
  func `a bad key under xero is refused where it stands`(key: String, what: String) throws {
    let program = try Program(examples: true)
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let first = try #require(text.firstRange(of: "tax: OUTPUT2 }"))
    try Data(text.replacingCharacters(in: first, with: "tax: OUTPUT2, \(key) }").utf8)
      .write(to: path)
    let answer = try program.run("config", "check")
    #expect(answer.code == 2)
    #expect((answer.output + answer.error).contains(/clients\.yaml:10:\d+/))
    #expect((answer.output + answer.error).contains(what))
  }

  @Test func `an invoice opens at its own address`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let made = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let answer = try program.run("invoice", "open", try #require(made[0].number))
    #expect(
      answer.output
        == "https://go.xero.com/app/!hS7nZ/invoicing/view/\(made[0].invoice_id ?? "")\n")
    #expect(try program.run("invoice", "open", "INV-9999").code == 3)
  }

  @Test func `a timesheet is attached once, as PDF and CSV, with its own permission alone`() throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let made = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let number = try #require(made[0].number)
    let attach = ["invoice", "attach", number, "--csv", "--pdf"]
    #expect(try program.run(attach).code == 4)
    #expect(try program.run(attach + ["--dry-run"]).code == 0)
    let refused = try program.run(attach + ["--yes"])
    #expect(refused.code == 7)
    #expect(refused.error.contains("daybook xero login --add-scopes accounting.attachments"))
    #expect(
      try program.run("xero", "login", "--add-scopes", "accounting.attachments").code == 0)
    let attached = try program.run(attach + ["--yes"])
    #expect(attached.code == 0, "\(attached.error)")
    #expect(try program.run(attach + ["--yes"]).code == 0)
    let files = try #require(try sandbox.held().first?.Files)
    #expect(files.filter { $0.hasSuffix(".csv") }.count == 1)
    #expect(files.filter { $0.hasSuffix(".pdf") }.count == 1)
    #expect(try sandbox.violations() == [])
  }

  @Test func `drafts are exported in Xero's import template, linked or not`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let exported = try program.run("invoice", "export", "--xero-csv", "acme")
    #expect(exported.code == 0, "\(exported.error)")
    let rows = exported.output.split(separator: "\r\n").map(String.init)
    // The first line of Xero's SalesInvoiceTemplate.csv.
    #expect(
      rows[0]
        == "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,"
        + "POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,"
        + "Total,InventoryItemCode,*Description,*Quantity,*UnitAmount,Discount,*AccountCode,"
        + "*TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,"
        + "BrandingTheme")
    #expect(rows.count > 1)
    #expect(
      rows[1].contains(
        /^Acme Pty Ltd,,,,,,,,,,DB-[0-9A-Z]{8}-[0-9A-Z]{4},Nov 2026 DB-[0-9A-Z]{8}-[0-9A-Z]{4},21\/11\/2026,/
      ))
    #expect(try program.run("invoice", "export").code == 2)
    #expect(try program.run("uninvoiced").output.contains("acme"), "nothing is marked as billed")
  }
}
