import Foundation
import TestSupport
import Testing

/// Where a switch decides whether a push stops, waits or goes on, and after an answer was lost.
extension SwitchPushTests {
  @Test(arguments: [false, true])
  func `no draft goes without an account, whether Xero asks for one or not`(needs: Bool) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "draftsNeedAccount", "\(needs)")
    let path = trial.program.home.appending(path: "config/clients.yaml")
    let settings = try String(contentsOf: path, encoding: .utf8)
    try trial.program.write(
      settings.replacing("account: \"200\", ", with: ""), to: "config/clients.yaml")
    for words in [["preview"], ["push", "--yes"]] {
      let answer = try trial.program.run(["invoice"] + words)
      #expect(answer.code == 2)
      #expect(answer.error.contains("clients.yaml names no account for c01."), "\(answer.error)")
    }
    #expect(try held(trial).count == 0)
    try trial.program.write(settings, to: "config/clients.yaml")
    #expect(try push(trial).code == 0)
    #expect(try held(trial).invoices.map { $0.LineItems[0].AccountCode } == ["200"])
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [false, true])
  func `a draft of a locked day is made with a warning, or refused in Xero's words`(
    refuses: Bool
  ) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "lockDateRefusesDrafts", "\(refuses)")
    func lock(_ date: String) throws {
      try trial.sandbox.backOffice(
        "/lock-date", method: "POST", body: #"{"tenant":"\#(Self.harbour)","date":"\#(date)"}"#)
      try trial.must("xero", "sync")
    }
    try lock("2026-12-31")
    let draft = try preview(trial, trial.days[0])
    #expect(draft.warnings.contains { $0.contains("is locked up to 2026-12-31") })
    let answer = try push(trial)
    if refuses {
      #expect(answer.code == 7)
      #expect(answer.error.contains("cannot be before the period lock date"), "\(answer.error)")
      #expect(try held(trial).count == 0)
      try lock("2026-11-30")
      #expect(try push(trial).code == 0)
    } else {
      #expect(answer.code == 0, "\(answer.error)")
    }
    expect(try #require(try held(trial).invoices.last), is: draft, "")
    try trial.checkAgreement(drafts: 1)
  }

  /// The draft is made and its answer lost; then the token is renewed, or somebody signs in anew, or
  /// out, so that an older sign-in with a token of its own goes on.
  @Test(arguments: [false, true], ["expire", "login", "logout, older sign-in"])
  func `a key that is known only with its token makes no second draft`(
    isBound: Bool, how: String
  ) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "keysBoundToToken", "\(isBound)")
    if how == "logout, older sign-in" {
      try trial.moveClock(seconds: 60)
      try trial.sandbox.backOffice("/consent", method: "POST", body: #"{"user":"second"}"#)
      try trial.must("xero", "login")
      try trial.moveClock(seconds: 60)
    }
    trial.program.environment["DAYBOOK_CUT_OFF"] = "sent"
    #expect(try push(trial).code == 137)
    trial.program.environment["DAYBOOK_CUT_OFF"] = nil
    switch how {
    case "expire": try trial.sandbox.backOffice("/tokens/expire", method: "POST")
    case "login": try trial.must("xero", "login")
    default: try trial.must("xero", "logout", "--yes")
    }
    let answer = try push(trial)
    #expect(answer.code == 0, "\(answer.error)")
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [0, 5], [1, 400])
  func `a list that shows a new draft late makes no second one`(delay: Int, later: Int) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "listDelaySeconds", "\(delay)")
    trial.program.environment["DAYBOOK_CUT_OFF"] = "sent"
    #expect(try push(trial).code == 137)
    trial.program.environment["DAYBOOK_CUT_OFF"] = nil
    try trial.moveClock(seconds: later)
    let answer = try push(trial)
    #expect(answer.code == 0, "\(answer.error)")
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [401, 403])
  func `a sign-in that may not make drafts stops before anything is sent`(status: Int) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "missingScopeStatus", "\(status)")
    try trial.must("xero", "logout", "--yes")
    try trial.must(
      "xero", "login", "--scopes",
      "openid offline_access accounting.contacts.read accounting.settings.read")
    let answer = try push(trial)
    #expect(answer.code == 7)
    #expect(answer.error.contains("--add-scopes accounting.invoices"), "\(answer.error)")
    #expect(try held(trial).count == 0)
    try trial.must("xero", "login", "--add-scopes", "accounting.invoices")
    #expect(try push(trial).code == 0)
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [false, true])
  func `a day's calls that are used up stop a push until they are there again`(rolls: Bool) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "rollingDay", "\(rolls)")
    try trial.sandbox.backOffice("/limits", method: "POST", body: #"{"dayUsed":5000}"#)
    let answer = try push(trial)
    #expect(answer.code == 7)
    #expect(answer.error.contains("takes no more calls for this organisation today"))
    #expect(answer.error.contains(/Here that is \d{4}-\d\d-\d\d \d\d:\d\d\./), "\(answer.error)")
    #expect(try held(trial).count == 0)
    try trial.moveClock(seconds: 86_401)
    #expect(try push(trial).code == 0)
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [2500, 20])
  func `a note that is too long for the history leaves the draft as it is`(limit: Int) throws {
    let trial = try PushTrial(clients: 1, days: 1, edit: Self.adorned)
    try turn(trial, "historyLimit", "\(limit)")
    let draft = try preview(trial, trial.days[0])
    let answer = try push(trial)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(
      answer.output.contains("The note in its history was not written: Xero refused:")
        == (limit == 20), "\(answer.output)")
    expect(try #require(try held(trial).invoices.first), is: draft, "")
    try trial.checkAgreement(drafts: 1)
  }

  /// Xero's limit is ours: what Xero would cut is never sent.
  @Test(arguments: [false, true])
  func `a text that is too long for Xero stops before it is sent`(cuts: Bool) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "cutsLongText", "\(cuts)")
    let path = trial.program.home.appending(path: "config/clients.yaml")
    let settings = try String(contentsOf: path, encoding: .utf8)
    let long = String(repeating: "long ", count: 60)
    try trial.program.write(
      settings.replacing(
        "tax: OUTPUT2 }", with: "tax: OUTPUT2, reference: \"\(long){token}\" }"),
      to: "config/clients.yaml")
    let answer = try push(trial)
    #expect(answer.code == 2, "\(answer.output)\(answer.error)")
    #expect(answer.error.contains("reference is longer than 200 characters"), "\(answer.error)")
    #expect(try held(trial).count == 0)
    try trial.program.write(settings, to: "config/clients.yaml")
    #expect(try push(trial).code == 0)
    try trial.checkAgreement(drafts: 1)
  }

  @Test(arguments: [10_000_000, 10])
  func `a timesheet that is too large leaves the draft as it is`(limit: Int) throws {
    let trial = try PushTrial(clients: 1, days: 1)
    try turn(trial, "attachmentLimit", "\(limit)")
    try trial.must("xero", "login", "--add-scopes", "accounting.attachments")
    #expect(try push(trial).code == 0)
    let number = try #require(try held(trial).invoices.first).InvoiceNumber
    let answer = try trial.program.run("invoice", "attach", number, "--csv", "--yes")
    #expect(answer.code == (limit == 10 ? 7 : 0), "\(answer.error)")
    if limit == 10 { #expect(answer.error.contains(/\.( \(Xero's.*\))?\n$/), "\(answer.error)") }
    #expect(try trial.sandbox.held().map(\.Files.count) == [limit == 10 ? 0 : 1])
    try trial.checkAgreement(drafts: 1)
  }
}
