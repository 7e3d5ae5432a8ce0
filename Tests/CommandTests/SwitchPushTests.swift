import Foundation
import Testing

/// Where nobody knows what the real Xero does, the sandbox has a switch. In both positions of each
/// a push ends with exactly one live draft, as the preview showed it, or a stop that says why. Those
/// of refreshing (`graceSeconds`, `reuseEndsSignIn`) show only where a refresh went wrong: what comes
/// of that is in SignInCommandTests.
@Suite struct SwitchPushTests {
  /// Each switch, in another position than it begins with.
  private static let switches = [
    ("attachmentLimit", "25000000"), ("cutsDiscounts", "true"), ("cutsLongText", "true"),
    ("dayLimit", "1000"), ("draftsNeedAccount", "true"), ("fillsDueDate", "true"),
    ("graceSeconds", "0"), ("historyLimit", "450"), ("ignoresUnknownTracking", "true"),
    ("keysBoundToToken", "true"), ("listDelaySeconds", "5"), ("lockDateRefusesDrafts", "true"),
    ("missingScopeStatus", "403"), ("omittedStatus", #""AUTHORISED""#),
    ("reuseEndsSignIn", "true"), ("rollingDay", "true"), ("takesAnyCase", "true"),
    ("tenantIsOrganisation", "true"), ("writesCostEgress", "false"),
  ]
  static let harbour = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"
  private static let north = "70000001-0000-4000-8000-000000000001"

  func turn(_ trial: PushTrial, _ name: String, _ value: String) throws {
    try trial.sandbox.backOffice("/switches", method: "POST", body: "{\"\(name)\":\(value)}")
  }

  /// With an item, a tracking option, a number and a note in the history.
  static func adorned(_ settings: String) -> String {
    settings.replacing(
      "tax: OUTPUT2 }",
      with: """
        tax: OUTPUT2, item: dev, tracking: [{ category: Region, option: North }], \
        number: "N-{token}", history: true }
        """)
  }

  struct Preview: Decodable {
    struct Draft: Decodable {
      struct Line: Decodable {
        var description: String
        var quantity: String
        var line_amount: String
        var tax_amount: String?
        var account: String
        var item: String?
      }
      var reference: String
      var number: String?
      var date: String
      var due: String?
      var subtotal: String
      var tax: String?
      var total: String?
      var lines: [Line]
      var warnings: [String]
    }
    var drafts: [Draft]
  }

  struct Held: Decodable {
    struct Invoice: Decodable {
      struct Line: Decodable {
        struct Tracking: Decodable { var TrackingOptionID: String }
        var Description: String
        var Quantity: Decimal
        var LineAmount: Decimal
        var TaxAmount: Decimal
        var AccountCode: String?
        var ItemCode: String?
        var Tracking: [Tracking]
      }
      var InvoiceNumber: String
      var Reference: String
      var Status: String
      var DateString: String
      var DueDateString: String?
      var SubTotal: Decimal
      var TotalTax: Decimal
      var Total: Decimal
      var LineItems: [Line]
      var History: [String]
    }
    var count: Int
    var live: Int
    var invoices: [Invoice]
  }

  func held(_ trial: PushTrial) throws -> Held {
    try JSONDecoder().decode(Held.self, from: trial.sandbox.backOffice("/invoices"))
  }

  private func sent(_ trial: PushTrial) throws -> String {
    String(decoding: try trial.sandbox.backOffice("/requests"), as: UTF8.self)
  }

  func preview(_ trial: PushTrial, _ day: String) throws -> Preview.Draft {
    let drafts = try trial.program.json(Preview.self, "invoice", "preview", day, "--json").drafts
    return try #require(drafts.first)
  }

  func push(_ trial: PushTrial) throws -> Program.Answer {
    try trial.program.run("invoice", "push", "--yes")
  }

  func expect(_ invoice: Held.Invoice, is draft: Preview.Draft, _ comment: Comment) {
    func money(_ text: String?) -> Decimal? { text.flatMap { Decimal(string: $0) } }
    #expect(invoice.Status == "DRAFT", comment)
    #expect(invoice.Reference == draft.reference, comment)
    #expect(draft.number == nil || invoice.InvoiceNumber == draft.number, comment)
    #expect(invoice.DateString.hasPrefix(draft.date), comment)
    #expect(invoice.DueDateString?.prefix(10) == draft.due.map { $0.prefix(10) }, comment)
    #expect(invoice.SubTotal == money(draft.subtotal), comment)
    #expect(invoice.TotalTax == money(draft.tax), comment)
    #expect(invoice.Total == money(draft.total), comment)
    #expect(invoice.LineItems.map(\.Description) == draft.lines.map(\.description), comment)
    #expect(invoice.LineItems.map(\.Quantity) == draft.lines.map { money($0.quantity) }, comment)
    #expect(
      invoice.LineItems.map(\.LineAmount) == draft.lines.map { money($0.line_amount) }, comment)
    #expect(invoice.LineItems.map(\.TaxAmount) == draft.lines.map { money($0.tax_amount) }, comment)
    #expect(invoice.LineItems.map(\.AccountCode) == draft.lines.map(\.account), comment)
    #expect(invoice.LineItems.map(\.ItemCode) == draft.lines.map(\.item), comment)
  }

  @Test func `in every position what is pushed without trouble is what was shown, once`() throws {
    // No switch is left out.
    let days = Self.switches.count + 2
    let trial = try PushTrial(clients: 1, days: days, edit: Self.adorned)
    let first = try JSONSerialization.jsonObject(with: trial.sandbox.backOffice("/switches"))
    let usual = try #require(first as? [String: Any])
    #expect(usual.keys.sorted() == Self.switches.map(\.0))

    func pushDay(_ index: Int, _ comment: Comment) throws {
      let draft = try preview(trial, trial.days[index])
      let pushed = try trial.program.json(
        DraftList.self, "invoice", "push", trial.days[index], "--yes", "--json")
      #expect(pushed.drafts.map(\.state) == ["created"], comment)
      #expect(pushed.drafts.first?.messages == [], comment)
      #expect(pushed.drafts.first?.total == draft.total, comment)
      let now = try held(trial)
      #expect(now.live == index + 1 && now.count == index + 1, comment)
      let invoice = try #require(now.invoices.last)
      expect(invoice, is: draft, comment)
      #expect(
        invoice.LineItems.flatMap(\.Tracking).map(\.TrackingOptionID) == [Self.north], comment)
      #expect(invoice.History.count { $0.hasPrefix("Made by Daybook") } == 1, comment)
      #expect(try trial.sandbox.violations() == [], comment)
      // Old enough for the next list, and for a new minute.
      try trial.moveClock(seconds: 61)
    }
    try pushDay(0, "as it begins")
    for (index, (name, value)) in Self.switches.enumerated() {
      try turn(trial, name, value)
      try pushDay(index + 1, "\(name): \(value)")
      let before = try JSONSerialization.data(withJSONObject: ["x": try #require(usual[name])])
      try turn(trial, name, String(String(decoding: before, as: UTF8.self).dropFirst(5).dropLast()))
    }
    for (name, value) in Self.switches { try turn(trial, name, value) }
    try pushDay(days - 1, "all at once")
    #expect(!(try sent(trial).contains("DiscountRate")), "what is not sent can't be cut")
    try trial.checkAgreement(drafts: days)
  }

  @Test(arguments: [false, true])
  func `a due date that Xero fills in by terms we did not know of is no edit`(fills: Bool) throws {
    // No terms there, neither of the contact nor of the organisation.
    let trial = try PushTrial(
      clients: 1, days: 1, organisation: "Harbour Studio Pty Ltd",
      edit: { $0.replacing("NZD", with: "AUD").replacing("OUTPUT2", with: "OUTPUT") })
    try turn(trial, "fillsDueDate", "\(fills)")
    // Not every change moves Xero's date of change.
    try trial.sandbox.backOffice(
      "/contacts/c0000002-0000-4000-8000-000000000001/edit", method: "POST",
      body: #"{"dueDay":10,"quietly":true}"#)
    let draft = try preview(trial, trial.days[0])
    #expect(draft.due == nil)
    #expect(try push(trial).code == 0)
    var invoice = try #require(try held(trial).invoices.first)
    #expect(invoice.DueDateString?.prefix(10) == (fills ? "2027-01-10" : nil))
    invoice.DueDateString = nil
    expect(invoice, is: draft, "")
    let reconciled = try trial.program.run("xero", "reconcile")
    #expect(reconciled.code == 0 && !reconciled.output.contains("edited"), "\(reconciled.output)")
    try describe(trial, "Work")
    let replaced = try trial.program.run("invoice", "replace", invoice.InvoiceNumber, "--yes")
    #expect(replaced.code == 0, "\(replaced.error)")
    #expect(try held(trial).invoices.map { $0.LineItems[0].Description } == ["Work"])
    try trial.checkAgreement(drafts: 1)
  }

  @Test func `a due date that a person set where none was sent stays theirs`() throws {
    let trial = try PushTrial(
      clients: 1, days: 1, organisation: "Harbour Studio Pty Ltd",
      edit: { $0.replacing("NZD", with: "AUD").replacing("OUTPUT2", with: "OUTPUT") })
    #expect(try preview(trial, trial.days[0]).due == nil)
    #expect(try push(trial).code == 0)
    let number = try #require(try held(trial).invoices.first).InvoiceNumber
    try trial.sandbox.backOffice(
      "/invoices/\(number)/edit", method: "POST", body: #"{"due":"2027-02-01"}"#)
    // Terms that we learn of since.
    try trial.sandbox.backOffice(
      "/contacts/c0000002-0000-4000-8000-000000000001/edit", method: "POST",
      body: #"{"dueDay":10}"#)
    try trial.must("xero", "sync")
    try describe(trial, "Work")
    let shown = try trial.program.run("invoice", "replace", number, "--dry-run", "--json")
    #expect(shown.code == 0 && shown.output.contains(#""due":null"#), "\(shown.output)")
    let replaced = try trial.program.run("invoice", "replace", number, "--yes")
    #expect(replaced.code == 0, "\(replaced.error)")
    let invoice = try #require(try held(trial).invoices.first)
    #expect(invoice.LineItems.map(\.Description) == ["Work"])
    #expect(invoice.DueDateString?.hasPrefix("2027-02-01") == true)
    try trial.checkAgreement(drafts: 1)
  }

  /// What clients.yaml says on the lines of the first client.
  func describe(_ trial: PushTrial, _ text: String) throws {
    let path = trial.program.home.appending(path: "config/clients.yaml")
    let settings = try String(contentsOf: path, encoding: .utf8)
      .replacing(/\n    text: '.*'/, with: "")
    try trial.program.write(
      settings.replacing("name: Client c01\n", with: "name: Client c01\n    text: '\(text)'\n"),
      to: "config/clients.yaml")
  }

  /// A draft that was written down with an option which is archived by the time it is sent.
  @Test(arguments: [false, true])
  func `a tracking option that is gone is refused, or its loss is told`(ignores: Bool) throws {
    let trial = try PushTrial(clients: 1, days: 1, edit: Self.adorned)
    try turn(trial, "ignoresUnknownTracking", "\(ignores)")
    trial.program.environment["DAYBOOK_CUT_OFF"] = "prepared"
    #expect(try push(trial).code == 137)
    trial.program.environment["DAYBOOK_CUT_OFF"] = nil
    func option(_ verb: String) throws {
      try trial.sandbox.backOffice(
        "/tracking/\(Self.north)/\(verb)", method: "POST", body: #"{"tenant":"\#(Self.harbour)"}"#)
    }
    try option("archive")
    let answer = try push(trial)
    if ignores {
      #expect(answer.code == 8)
      #expect(
        answer.error.hasSuffix(
          "is in Xero as a draft, but Xero left out the tracking of line 1. Set it there.\n"),
        "\(answer.error)")
      #expect(try held(trial).invoices.map { $0.LineItems[0].Tracking.count } == [0])
      try checkReplacing(trial, lacks: true)
      try option("restore")
      try checkReplacing(trial, lacks: false)
    } else {
      #expect(answer.code == 7)
      #expect(answer.error.contains("is not valid"), "\(answer.error)")
      #expect(try held(trial).count == 0)
      let again = try push(trial)
      #expect(again.code == 2)
      #expect(again.error.contains("has no option \"North\" (clients.yaml:"), "\(again.error)")
      #expect(again.error.hasSuffix("\"daybook xero sync\".\n"), "\(again.error)")
      try option("restore")
      try trial.must("xero", "sync")
      #expect(try push(trial).code == 0)
      #expect(try held(trial).invoices.map { $0.LineItems[0].Tracking.count } == [1])
    }
    #expect(try push(trial).output.contains("Nothing to push."))
    try trial.checkAgreement(drafts: 1)
  }

  /// Nobody edited a draft that lacks what Xero left out: it can be replaced, and may lack it again.
  private func checkReplacing(_ trial: PushTrial, lacks: Bool) throws {
    let number = try #require(try held(trial).invoices.first).InvoiceNumber
    let told = try trial.program.run("xero", "reconcile").output
    #expect(
      told.contains("Xero left out the tracking of line 1 when it made it.")
        && !told.contains("edited"), "\(told)")
    try describe(trial, lacks ? "Work" : "Other work")
    let replaced = try trial.program.run("invoice", "replace", number, "--yes")
    #expect(replaced.code == (lacks ? 8 : 0), "\(replaced.error)")
    #expect(replaced.error.contains("left out the tracking of line 1") == lacks)
    let lines = try held(trial).invoices.map { $0.LineItems[0] }
    #expect(lines.map(\.Description) == [lacks ? "Work" : "Other work"])
    #expect(lines.map(\.Tracking.count) == [lacks ? 0 : 1])
    let after = try trial.program.run("xero", "reconcile").output
    #expect(after.contains("left out") == lacks && !after.contains("edited"), "\(after)")
  }
}
