import Activity
import Foundation

/// Asks Xero as one signed-in person. The organisation is named in each call: there is no current
/// one that a write could land in by mistake.
public struct XeroClient: Sendable {
  let addresses: Addresses
  public let key: TokenKey
  let keeper: TokenKeeper
  let exchange: Exchange
  let limits: LimitsMemory
  let now: @Sendable () -> Instant
  let sleep: @Sendable (_ milliseconds: Int64) async -> Void
  /// Gets a sentence before a wait.
  var say: (@Sendable (String) -> Void)?
  /// How often a read waits for the limit of a minute.
  var patience = 2
  /// Milliseconds that a read's token must still live.
  var readLife = XeroClient.callLife

  /// In milliseconds: a person is looking.
  private static let longestWait: Int64 = 90_000
  /// A minute for the call itself.
  static let callLife: Int64 = 60_000
  /// A write's token must outlive its replays: Xero may bind a key to the token it came with.
  static let writeLife: Int64 = 7 * 60_000

  /// The organisations that this sign-in may ask for.
  public func organisations() async throws(XeroError) -> [Connection] {
    let answer = try await read(.connections)
    return try decode([Connection].self, answer).filter { $0.kind == .known(.organisation) }
  }

  public func organisation(tenant: String) async throws(XeroError) -> Organisation {
    let answer = try await read(.organisation(tenant: tenant))
    guard let organisation = try elements(Organisation.self, answer).elements.first else {
      throw unexpected(answer)
    }
    return organisation
  }

  public func actions(tenant: String) async throws(XeroError) -> [Action] {
    try elements(Action.self, try await read(.actions(tenant: tenant))).elements
  }

  /// All contacts, archived ones too; or those that changed after an instant.
  public func contacts(
    tenant: String, modifiedSince: Instant? = nil
  ) async throws(XeroError) -> [Contact] {
    try await pages { .contacts(tenant: tenant, modifiedSince: modifiedSince, page: $0) }
  }

  /// Those of a name or a number, archived ones too.
  func contacts(
    tenant: String, named name: String, orNumbered number: String
  ) async throws(XeroError) -> [Contact] {
    try await pages { .contactsCalled(tenant: tenant, name: name, number: number, page: $0) }
  }

  public func accounts(tenant: String) async throws(XeroError) -> [Account] {
    try elements(Account.self, try await read(.accounts(tenant: tenant))).elements
  }

  public func taxRates(tenant: String) async throws(XeroError) -> [TaxRate] {
    try elements(TaxRate.self, try await read(.taxRates(tenant: tenant))).elements
  }

  public func items(tenant: String) async throws(XeroError) -> [Item] {
    try elements(Item.self, try await read(.items(tenant: tenant))).elements
  }

  /// Archived ones too.
  public func trackingCategories(tenant: String) async throws(XeroError) -> [TrackingCategory] {
    try elements(
      TrackingCategory.self, try await read(.trackingCategories(tenant: tenant))
    ).elements
  }

  public func brandingThemes(tenant: String) async throws(XeroError) -> [BrandingTheme] {
    try elements(BrandingTheme.self, try await read(.brandingThemes(tenant: tenant))).elements
  }

  public func currencies(tenant: String) async throws(XeroError) -> [SubscribedCurrency] {
    try elements(SubscribedCurrency.self, try await read(.currencies(tenant: tenant))).elements
  }

  /// Templates of sales and purchases, deleted ones too.
  ///
  /// - Throws: `.missingScope` for a sign-in that may not see invoices.
  public func repeatingInvoices(tenant: String) async throws(XeroError) -> [RepeatingInvoice] {
    try elements(
      RepeatingInvoice.self, try await read(.repeatingInvoices(tenant: tenant))
    ).elements
  }

  /// With their lines, whatever became of them since.
  public func invoices(
    tenant: String, _ search: XeroRequest.InvoiceSearch
  ) async throws(XeroError) -> [Invoice] {
    try await pages { .invoices(tenant: tenant, search, page: $0) }
  }

  /// - Throws: `.notFound` where the organisation has none by this id.
  public func invoice(tenant: String, id: String) async throws(XeroError) -> Invoice {
    let answer = try await read(.invoice(tenant: tenant, id: id))
    // Something on the way may answer with another's.
    guard let invoice = try elements(Invoice.self, answer).elements.first,
      invoice.id.lowercased() == id.lowercased()
    else { throw unexpected(answer) }
    return invoice
  }

  // MARK: Reading

  private func pages<Element: Enveloped>(
    _ request: (Int) -> XeroRequest
  ) async throws(XeroError) -> [Element] {
    var all: [Element] = []
    for page in 1...1000 {
      let envelope = try elements(Element.self, try await read(request(page)))
      all += envelope.elements
      guard let pagination = envelope.pagination, page < pagination.pageCount,
        !envelope.elements.isEmpty
      else { break }
    }
    return all
  }

  /// A limit that ends within 90 seconds is waited for; the day's never.
  func read(_ request: XeroRequest) async throws(XeroError) -> HTTPAnswer {
    var waits = 0
    while true {
      do { return try await readOnce(request) } catch {
        guard case .rateLimited(let wanted) = error.kind, waits < patience else { throw error }
        let milliseconds = wanted ?? Int64(1000) << waits
        guard milliseconds <= XeroClient.longestWait else { throw error }
        waits += 1
        say?("Xero takes no more calls now: waiting \((milliseconds + 999) / 1000) s.")
        await sleep(milliseconds)
      }
    }
  }

  private func readOnce(_ request: XeroRequest) async throws(XeroError) -> HTTPAnswer {
    var answer = try await send(request, life: readLife, refused: nil)
    if answer.body.status == 401, [.tokenExpired, .unauthorised].contains(ErrorBody(answer.body)) {
      // Once: whatever else is wrong, a new token does not mend.
      answer = try await send(request, life: readLife, refused: answer.token)
    }
    guard answer.body.status == 200, answer.body.isJSON else { throw failure(answer.body) }
    return answer.body
  }

  func send(
    _ request: XeroRequest, life: Int64, refused: Secret?
  ) async throws(XeroError) -> (body: HTTPAnswer, token: Secret) {
    let token = try await keeper.accessToken(of: key, life: life, refused: refused)
    let call = try request.call(addresses, token: token)
    do {
      return (try await heeded(call, request), token)
    } catch {
      throw unreachable(addresses.api, error)
    }
  }

  /// Sends a write once, with a token that outlives its replays; once more, under the same key,
  /// where Xero says that the token was old.
  func write(_ request: XeroRequest) async throws -> HTTPAnswer {
    let token = try await keeper.accessToken(of: key, life: XeroClient.writeLife)
    let answer = try await heeded(try request.call(addresses, token: token), request)
    guard answer.status == 401, case .tokenExpired = ErrorBody(answer) else { return answer }
    let fresh = try await keeper.accessToken(
      of: key, life: XeroClient.writeLife, refused: token)
    return try await heeded(try request.call(addresses, token: fresh), request)
  }

  /// Sends, and remembers what the answer says of the limits.
  func heeded(
    _ call: HTTPCall, _ request: XeroRequest
  ) async throws(TransportFailure) -> HTTPAnswer {
    let answer = try await exchange.send(call)
    if let tenant = request.tenant, let said = CallLimits(answer, at: now()) {
      limits.note(said, of: tenant, clientID: key.clientID)
    }
    return answer
  }

  func elements<Element: Enveloped>(
    _ type: Element.Type, _ answer: HTTPAnswer
  ) throws(XeroError) -> Envelope<Element> {
    try decode(Envelope<Element>.self, answer)
  }

  private func decode<Value: Decodable>(
    _ type: Value.Type, _ answer: HTTPAnswer
  ) throws(XeroError) -> Value {
    do { return try JSONDecoder().decode(type, from: answer.body) } catch {
      throw unexpected(answer)
    }
  }

  // MARK: What a failure means

  private static func first(of scopes: String?) -> String {
    scopes?.split(separator: " ").first.map(String.init) ?? "SCOPE"
  }

  func unexpected(_ answer: HTTPAnswer) -> XeroError {
    let what =
      answer.isJSON
      ? "answered in a form that Daybook does not know"
      : "answered with a page instead of data, as a network's sign-in page would"
    return XeroError(
      .unexpected,
      "\(host(addresses.api)) \(what) (status \(answer.status)). Check the network and the "
        + "DAYBOOK_XERO addresses, then try again.",
      correlationID: answer.correlationID)
  }

  func failure(_ answer: HTTPAnswer) -> XeroError {
    let id = answer.correlationID
    switch ErrorBody(answer) {
    case .refused(let messages):
      return XeroError(
        .refused(messages), "Xero refused: \(messages.joined(separator: "; ")).",
        correlationID: id)
    case .idempotencyKeyReused:
      return XeroError(
        .unexpected,
        "Xero knows this request's key with other content, so nothing was sent. Please report "
          + "this.",
        correlationID: id)
    case .tokenExpired, .unauthorised:
      return XeroError(
        .needsLogin, "Xero does not take this sign-in any more. Run \"daybook xero login\".",
        correlationID: id)
    case .missingScope(let scope):
      return XeroError(
        .missingScope(scope),
        "This sign-in lacks a permission at Xero\(scope.map { ": \($0)" } ?? ""). Run \"daybook "
          + "xero login --add-scopes \(Self.first(of: scope))\" and allow all that is asked for.",
        correlationID: id)
    case .notConnected:
      return XeroError(
        .disconnected,
        "The organisation is not connected to Daybook at Xero, or no more. Run \"daybook xero "
          + "login\" and choose it there.",
        correlationID: id)
    case .notFound:
      return XeroError(
        .notFound,
        "\(host(addresses.api)) knows nothing by this address or id. It may be gone, or the "
          + "DAYBOOK_XERO addresses are wrong.",
        correlationID: id)
    case .limited(.day, let seconds):
      let resume = seconds.map { now().advanced(by: min($0, 172_800) * 1000) }
      return XeroError(
        .rateLimitedDay(resume: resume),
        "Xero takes no more calls for this organisation today"
          + (seconds.map { "; it will again in about \(Self.length($0))" } ?? "")
          + ". What was done stays done: run the command again then.",
        correlationID: id)
    case .limited(_, let seconds):
      return XeroError(
        .rateLimited(retryAfterMilliseconds: seconds.map { $0 * 1000 }),
        "Xero takes no more calls this minute. Try again in \(seconds ?? 60) seconds.",
        correlationID: id)
    case .unknown:
      guard answer.status >= 500 else { return unexpected(answer) }
      return XeroError(
        .unreachable(host: host(addresses.api)),
        "\(host(addresses.api)) has trouble of its own (status \(answer.status)). Try again in a "
          + "few minutes.",
        correlationID: id)
    }
  }

  /// `5 h 20 min`.
  private static func length(_ seconds: Int64) -> String {
    let minutes = min(seconds, 172_800) / 60 + 1
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

extension HTTPAnswer {
  /// What Xero's support asks for.
  ///
  /// A refusal of the gate may have it in its body alone.
  var correlationID: String? {
    let told = header("xero-correlation-id") ?? instance
    return told.flatMap { isGUID($0) ? $0 : nil }
  }

  private var instance: String? {
    struct Wire: Decodable { var Instance: String? }
    guard status == 401 || status == 403 else { return nil }
    return (try? JSONDecoder().decode(Wire.self, from: body))?.Instance
  }
}

// MARK: Pushing

extension XeroClient {
  /// Does one step of a push, and says what came of it. `record` and `stop` are the caller's, and
  /// come to nothing here.
  public func perform(_ step: PushStep, of order: PushOrder) async -> PushHappening {
    // How long to wait for a limit, the machine says.
    var looking = self
    looking.patience = 0
    // A token that must be renewed is renewed before the first send: its replays go with none but
    // the token of that.
    looking.readLife = XeroClient.writeLife + PushMachine.Limit.guardAge
    switch step {
    case .search(let reference, let thorough):
      do {
        return .found(try await looking.find(reference, tenant: order.tenant, thorough: thorough))
      } catch { return .notSearched(error) }
    case .list(let contact):
      do {
        return .listed(try await looking.invoices(tenant: order.tenant, .contact(contact)))
      } catch { return .notSearched(error) }
    case .send(let replay): return .answered(await create(order, replay: replay))
    case .renewToken:
      do {
        let refused = try keeper.store.tokens(of: key)?.access
        _ = try await keeper.accessToken(of: key, life: XeroClient.writeLife, refused: refused)
        return .tokenRenewed
      } catch { return .tokenNotRenewed(error) }
    case .wait(let milliseconds, _):
      await sleep(milliseconds)
      return .waited
    case .record, .stop: return .waited
    }
  }

  private func find(
    _ reference: String, tenant: String, thorough: Bool
  ) async throws(XeroError) -> [Invoice] {
    let found = try await invoices(tenant: tenant, .reference(reference))
    guard found.isEmpty, thorough else { return found }
    // A second opinion: filters have been ignored, and indexes late.
    let token =
      ReferenceToken(in: reference)?.text
      ?? reference.split(separator: " ").last.map(String.init) ?? reference
    return try await invoices(tenant: tenant, .term(token))
  }

  private func create(_ order: PushOrder, replay: Bool) async -> SendOutcome {
    let request = XeroRequest.createDraft(tenant: order.tenant, order.body, key: order.key)
    let answer: HTTPAnswer
    do {
      // A replay keeps the first send's token while it lives.
      let life = replay ? XeroClient.callLife : XeroClient.writeLife
      let token = try await keeper.accessToken(of: key, life: life)
      if replay, try !isTokenOfFirstSend(of: order) { return .tokenIsAnother }
      answer = try await heeded(try request.call(addresses, token: token), request)
    } catch let error as XeroError {
      return .notSent(error)
    } catch let failure as TransportFailure {
      let error = unreachable(addresses.api, failure)
      if case .notSent = failure { return .notSent(error) }
      return .lost(error)
    } catch {
      return .lost(XeroError(.unexpected, "The request to Xero broke off."))
    }
    if answer.status == 200 { return created(answer) }
    let error = failure(answer)
    switch ErrorBody(answer) {
    case .refused(let messages): return .refused(messages)
    case .idempotencyKeyReused: return .keyReused(error)
    case .tokenExpired: return .tokenExpired
    case .missingScope, .notConnected, .unauthorised, .notFound: return .denied(error)
    case .limited(.day, _): return .limited(.day(error))
    case .limited(_, let seconds?): return .limited(.minute(retryAfterMilliseconds: seconds * 1000))
    case .limited(_, nil): return .limited(.concurrent)
    case .unknown: return .lost(error)
    }
  }

  /// By whose it is and by its age: several sign-ins may reach one organisation.
  private func isTokenOfFirstSend(of order: PushOrder) throws(XeroError) -> Bool {
    guard let attempts = order.attempts, attempts.signIn == key,
      let tokens = try keeper.store.tokens(of: key)
    else { return false }
    return tokens.refreshed < Instant(milliseconds: attempts.first.real)
  }

  /// One element, or nothing is known: a portal's page is a 200 too.
  private func created(_ answer: HTTPAnswer) -> SendOutcome {
    guard answer.isJSON,
      let envelope = try? JSONDecoder().decode(Envelope<Invoice>.self, from: answer.body),
      let invoice = envelope.elements.first, envelope.elements.count == 1
    else { return .lost(unexpected(answer)) }
    return .element(invoice, correlationID: answer.correlationID)
  }
}
