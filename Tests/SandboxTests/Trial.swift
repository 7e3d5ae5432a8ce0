import Foundation
import Synchronization
import Testing

@testable import xero_sandbox

/// A sandbox with a clock that stands still until told, and seeded ids.
final class Trial: Sendable {
  static let start = Milliseconds(instant: "2026-11-30T00:30:00Z")!
  static let clientID = Registration.defaultClientIDs[0]
  static let redirect = "http://localhost:8799/callback"
  /// RFC 7636, appendix B.
  static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
  static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
  static let newZealand = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"
  static let australia = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0002"
  static let acme = "c0000001-0000-4000-8000-000000000001"
  static let scopes =
    "openid profile email offline_access accounting.invoices accounting.contacts.read "
    + "accounting.settings.read"

  /// For `make conformance`, whose referees read the recorded exchanges.
  private static let recording = ProcessInfo.processInfo.environment["XERO_SANDBOX_RECORD"]
    .map { Recording(in: $0, process: getpid()) }

  let sandbox: Sandbox
  private let time = Mutex(Trial.start)
  /// Opened by a test that holds a delayed answer back.
  let sleeping = Sleep()

  init(allowsAnyPort: Bool = true, consentsAtOnce: Bool = true) {
    let box = Box()
    let sleeping = sleeping
    sandbox = Sandbox(
      state: SandboxState(),
      registration: Registration(
        clientIDs: Set(Registration.defaultClientIDs),
        redirects: Set(Registration.defaultRedirects), allowsAnyPort: allowsAnyPort,
        consentsAtOnce: consentsAtOnce),
      mint: Mint(.seeded(1)),
      world: Sandbox.World(
        clock: { box.trial?.time.withLock { $0 } ?? Trial.start },
        sleep: { _ in await sleeping.untilWoken() },
        record: { exchange, reply in Trial.recording?.add(exchange, reply) }))
    box.set(self)
  }

  private final class Box: Sendable {
    private struct Weak: Sendable { weak var trial: Trial? }
    private let held = Mutex(Weak())
    var trial: Trial? { held.withLock { $0.trial } }
    func set(_ trial: Trial) { held.withLock { $0.trial = trial } }
  }

  func advance(seconds: Int64) { time.withLock { $0 += seconds * 1000 } }

  static func query(_ text: String) -> [Request.Field] { formDecoded(Array(text.utf8)) }

  func authorize(
    redirect: String = Trial.redirect, scopes: String = Trial.scopes, more: String = "",
    clientID: String = Trial.clientID
  ) async -> Reply {
    let query = formEncoded([
      ("response_type", "code"), ("client_id", clientID), ("redirect_uri", redirect),
      ("scope", scopes), ("state", "Zr3"), ("code_challenge", Trial.challenge),
      ("code_challenge_method", "S256"),
    ])
    return await sandbox.answer(
      Request(
        method: "GET", path: "/identity/connect/authorize", query: Trial.query(query + more)))
  }

  func token(_ fields: [(String, String)]) async -> Reply {
    await sandbox.answer(
      Request(
        method: "POST", path: "/connect/token",
        headers: [.init(name: "Content-Type", value: "application/x-www-form-urlencoded")],
        body: Array(formEncoded(fields).utf8)))
  }

  func exchange(
    code: String, verifier: String = Trial.verifier, redirect: String = Trial.redirect,
    clientID: String = Trial.clientID
  ) async -> Reply {
    await token([
      ("grant_type", "authorization_code"), ("client_id", clientID), ("code", code),
      ("redirect_uri", redirect), ("code_verifier", verifier),
    ])
  }

  func refresh(_ token: String) async -> Reply {
    await self.token([
      ("grant_type", "refresh_token"), ("client_id", Trial.clientID), ("refresh_token", token),
    ])
  }

  /// The whole consent; the token answer.
  func signIn(
    scopes: String = Trial.scopes, clientID: String = Trial.clientID
  ) async throws -> JSON {
    let code = try #require(await authorize(scopes: scopes, clientID: clientID).code)
    return await exchange(code: code, clientID: clientID).json
  }

  /// An API caller with a fresh token.
  func caller(
    scopes: String = Trial.scopes, tenant: String = Trial.newZealand,
    clientID: String = Trial.clientID
  ) async throws -> Caller {
    let tokens = try await signIn(scopes: scopes, clientID: clientID)
    return Caller(
      trial: self, token: try #require(tokens["access_token"]?.text), tenant: tenant,
      refresh: try #require(tokens["refresh_token"]?.text))
  }

  @discardableResult
  func office(_ method: String, _ path: String, _ body: String = "") async -> JSON {
    await sandbox.backOffice(
      Request(method: method, path: path, body: Array(body.utf8))
    ).json
  }

  func violations() async -> [String] {
    await office("GET", "/violations")["violations"]?.items?.compactMap { $0["rule"]?.text } ?? []
  }
}

/// Holds sleepers until a test wakes them.
actor Sleep {
  private var sleepers: [CheckedContinuation<Void, Never>] = []
  private var watchers: [(Int, CheckedContinuation<Void, Never>)] = []

  func untilWoken() async {
    await withCheckedContinuation { continuation in
      sleepers.append(continuation)
      for (count, watcher) in watchers where sleepers.count >= count { watcher.resume() }
      watchers.removeAll { sleepers.count >= $0.0 }
    }
  }

  func sleepers(atLeast count: Int) async {
    guard sleepers.count < count else { return }
    await withCheckedContinuation { watchers.append((count, $0)) }
  }

  func wake() {
    for sleeper in sleepers { sleeper.resume() }
    sleepers = []
  }
}

struct Caller: Sendable {
  var trial: Trial
  var token: String
  var tenant: String
  var refresh: String
  /// Where the interface begins.
  var base = "/api.xro/2.0"

  /// The same person at Xero Projects.
  var projects: Caller {
    var caller = self
    caller.base = "/projects.xro/2.0"
    return caller
  }

  func request(
    _ method: String, _ path: String, _ body: String = "", key: String? = nil,
    headers: [String: String] = [:]
  ) -> Request {
    let halves = path.split(separator: "?", maxSplits: 1).map(String.init)
    var fields = ["Authorization": "Bearer " + token, "Accept": "application/json"]
    fields["xero-tenant-id"] = tenant
    fields["Idempotency-Key"] = key
    fields.merge(headers) { $1 }
    return Request(
      method: method, path: base + halves[0],
      query: halves.count > 1 ? Trial.query(halves[1]) : [],
      headers: fields.map { .init(name: $0.key, value: $0.value) }, body: Array(body.utf8))
  }

  func send(
    _ method: String, _ path: String, _ body: String = "", key: String? = nil,
    headers: [String: String] = [:]
  ) async -> Reply {
    await trial.sandbox.answer(request(method, path, body, key: key, headers: headers))
  }

  /// A new draft, or another invoice where `changes` say so.
  func create(
    _ changes: (inout Draft) -> Void = { _ in }, query: String = "unitdp=4", key: String? = nil
  ) async -> Reply {
    var draft = Draft()
    changes(&draft)
    return await send("PUT", "/Invoices?" + query, draft.body, key: key)
  }
}

extension Caller {
  /// The id of one over 24.15, of 10 November.
  func approvedInvoice(due: String = "2026-11-20") async throws -> String {
    let made = await create(
      {
        $0.fields["Date"] = #""2026-11-10""#
        $0.fields["DueDate"] = "\"\(due)\""
      }, key: "make-\(due)")
    let id = try #require(made.invoice["InvoiceID"]?.text)
    await trial.office("POST", "/invoices/\(id)/approve")
    return id
  }
}

/// A careful client's request, to be spoilt in one place.
struct Draft {
  var fields: [String: String] = [
    "Type": #""ACCREC""#, "Contact": #"{"ContactID":"\#(Trial.acme)"}"#,
    "LineAmountTypes": #""Exclusive""#, "Status": #""DRAFT""#,
  ]
  var line: [String: String] = [
    "Description": #""Website""#, "Quantity": "2", "UnitAmount": "10.5",
    "AccountCode": #""200""#, "TaxType": #""OUTPUT2""#,
  ]
  var lines: [[String: String]] = []

  private static func object(_ fields: [String: String]) -> String {
    "{" + fields.sorted { $0.key < $1.key }.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  var element: String {
    var fields = fields
    let all = [line] + lines
    fields["LineItems"] =
      fields["LineItems"] ?? "[" + all.map(Self.object).joined(separator: ",") + "]"
    return Self.object(fields)
  }

  var body: String { "{\"Invoices\":[\(element)]}" }
}

extension Reply {
  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSON { (try? JSONParser.parse(body)) ?? .null }

  var invoice: JSON { json["Invoices"]?[0] ?? .null }

  /// The messages of the first element, in a 400 or in a 200.
  var messages: [String] {
    let element = json["Elements"]?[0] ?? invoice
    let messages = element["ValidationErrors"]?.items ?? []
    return messages.compactMap { $0["Message"]?.text }
  }

  var query: [Request.Field] {
    guard let address = header("Location"), let mark = address.firstIndex(of: "?") else {
      return []
    }
    return Trial.query(String(address[address.index(after: mark)...]))
  }

  var code: String? { query.first { $0.name == "code" }?.value }
}
