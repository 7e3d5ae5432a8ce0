import Activity
import Foundation
import NIOHTTP1
import TestSupport
import Testing
import Workflow

@testable import Xero

/// What a broken or lying server may answer. An input is a status, headers, an empty line, a body.
@Suite struct XeroAnswerFuzz {
  private static let words = [
    "{\"Invoices\":[", "\"InvoiceID\":\"", "\"Total\":", "\"LineItems\":[{",
    "\"Contact\":{\"ContactID\":", "\"ValidationErrors\":[{\"Message\":\"", "\"Elements\":[",
    "\"Detail\":\"TokenExpired", "\"Date\":\"\\/Date(", "+1300)\\/\"",
    "\"pagination\":{\"page\":1,\"pageCount\":", "\"Type\":", "\"access_token\":\"",
    "\"expires_in\":", "\"error\":\"invalid_grant\"", "a.eyJzdWIiOiJ4In0.c", "200\n", "400\n",
    "401\n", "403\n", "404\n", "429\n", "500\n", "Retry-After: ", "X-Rate-Limit-Problem: day\n",
    "X-DayLimit-Remaining: ", "Content-Type: application/json\n",
    "WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"", "Date: Wed, 25 Nov 2026 ",
    "\n\n", "/callback?code=x&state=s", "[", "]", "{", "}", ",", "null", "\\n", "\\u202e",
  ]

  @Test func `an answer is understood or refused in a sentence, whatever it is`() throws {
    let directory = TemporaryDirectory()
    let now = Instant(seconds: 1_795_000_000)
    let client = XeroAccess(
      addresses: .xero, tokenDirectory: directory.path, now: { now },
      randomBytes: { [UInt8](repeating: 7, count: $0) }
    ).client(as: TokenKey(clientID: "c", userID: "u"))
    try Fuzzer(name: "answers", words: Self.words).run { bytes in
      let answer = Self.answer(bytes)
      return try [
        refusal(answer, client), settings(answer, client), invoices(answer, client),
        tokens(answer.body), callback(answer.body),
        "\(CallLimits(answer, at: now)?.resumesAt != nil)",
      ].joined(separator: " ")
    }
  }

  private static func answer(_ bytes: [UInt8]) -> HTTPAnswer {
    let text = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    let end = text.firstIndex(of: []) ?? text.count
    let lines = text[..<end].map { String(decoding: $0, as: UTF8.self) }
    var headers = HTTPHeaders()
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      // No other names and values come through the HTTP library.
      guard parts.count == 2, parts[0].utf8.allSatisfy({ $0 < 0x80 }) else { continue }
      headers.add(name: String(parts[0]), value: parts[1].trimmingCharacters(in: .whitespaces))
    }
    let body = text.dropFirst(end + 1).joined(separator: [0x0a])
    return HTTPAnswer(
      status: lines.first.flatMap { Int($0) }.map { max(100, min(599, $0)) } ?? 200,
      headers: headers, body: Data(body))
  }

  /// Its words are in one sentence, on one line, and what it tells to run is safe in a shell.
  private func refusal(_ answer: HTTPAnswer, _ client: XeroClient) throws -> String {
    let error = client.failure(answer)
    try isSentence(error)
    if case .missingScope(let scope?) = error.kind {
      let safe = scope.utf8.allSatisfy { (0x61...0x7a).contains($0) || ".:_ -".utf8.contains($0) }
      try Law.holds(safe, "A server's scope is no word: \(scope)")
    }
    return error.description
  }

  private func isSentence(_ error: XeroError) throws {
    let said = error.description
    try Law.isPlain(neutralised(said))
    // Where there is one, the id that Xero's support asks for stands behind.
    try Law.holds(said.hasSuffix(".") || said.hasSuffix(")"), "No sentence: \(said)")
    try Law.holds(!said.unicodeScalars.contains("\n"), "A server begins a line: \(said)")
  }

  private func settings(_ answer: HTTPAnswer, _ client: XeroClient) throws -> String {
    var read = ""
    func take<Element: Enveloped>(_ type: Element.Type) throws {
      do throws(XeroError) {
        _ = try client.elements(type, answer)
        read += Element.envelopeName
      } catch {
        try isSentence(error)
      }
    }
    try take(Organisation.self)
    try take(Action.self)
    try take(Contact.self)
    try take(Account.self)
    try take(TaxRate.self)
    try take(Item.self)
    try take(TrackingCategory.self)
    try take(BrandingTheme.self)
    try take(SubscribedCurrency.self)
    try take(RepeatingInvoice.self)
    _ = try? JSONDecoder().decode([Connection].self, from: answer.body)
    return read
  }

  private func invoices(_ answer: HTTPAnswer, _ client: XeroClient) throws -> String {
    guard let invoices = try? client.elements(Invoice.self, answer).elements else { return "" }
    for invoice in invoices {
      let dates = [invoice.date, invoice.due, invoice.fullyPaidOn].compactMap { $0 }
      try Law.holds(dates.allSatisfy { (1...9999).contains($0.year) }, "A date of no year.")
      let amounts =
        [invoice.subtotal, invoice.tax, invoice.total, invoice.amountDue]
        + invoice.lines.flatMap { [$0.quantity, $0.unitAmount, $0.lineAmount, $0.taxAmount] }
      try Law.holds(amounts.allSatisfy { $0?.isFinite ?? true }, "An amount that is no number.")
    }
    return "\(invoices.count) \(invoices.first?.status.text.count ?? 0)"
  }

  private func tokens(_ body: Data) throws -> String {
    guard let tokens = TokenAnswer(body) else { return "no tokens" }
    let user = tokens.user
    try Law.holds(
      !"\(tokens)".contains(tokens.access.revealed), "A token is in its own description.")
    return "tokens \(user.id.isEmpty) \(user.name.isEmpty)"
  }

  private func callback(_ body: Data) throws -> String {
    let target = String(decoding: body, as: UTF8.self)
    let answer = CallbackAnswer(
      method: "GET", target: target, host: "localhost:1", port: 1, state: "s")
    try Law.isSentence(answer.page.text)
    if case .failed(let word) = answer { try Law.isPlain(word) }
    return "\(answer.page.status)"
  }
}
