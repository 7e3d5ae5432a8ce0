import Foundation

/// What a restart keeps.
struct SandboxState: Codable, Equatable, Sendable {
  var ledger: Ledger = .example
  var signIns: SignIns = SignIns()
  /// What the back office has added to the clock. Milliseconds.
  var clockOffset: Milliseconds = 0
}

/// One Xero: everything that several requests share, one at a time.
actor Sandbox {
  /// The outside world.
  struct World: Sendable {
    var clock: @Sendable () -> Milliseconds
    var sleep: @Sendable (_ seconds: Int64) async -> Void
    /// Called with each new state that a restart should find.
    var save: @Sendable (SandboxState) -> Void = { _ in }
    /// Called with each exchange, the request as the journal keeps it.
    var record: @Sendable (Journal.Entry, Reply) -> Void = { _, _ in }
  }

  var state: SandboxState
  var registration: Registration
  var consent = Consent()
  var mint: Mint
  var limits: RateLimits
  var egress = Egress()
  var idempotency = Idempotency()
  var faults = Faults()
  var journal = Journal()
  /// Every code, token and verifier there ever was.
  var secrets: Set<String> = []
  private let world: World
  private var waiters: [Idempotency.Key: [CheckedContinuation<Reply, Never>]] = [:]
  private var saved: SandboxState

  init(state: SandboxState, registration: Registration, mint: Mint, world: World) {
    self.state = state
    self.registration = registration
    self.mint = mint
    self.world = world
    limits = RateLimits(dayLimit: state.ledger.switches.dayLimit)
    limits.rollingDay = state.ledger.switches.rollingDay
    saved = state
  }

  var now: Milliseconds { world.clock() + state.clockOffset }

  /// Answers one request to Xero, whichever of its hosts it is for.
  func answer(_ request: Request) async -> Reply {
    let number = journal.begin(request, at: now)
    let fault = faults.next(for: request)
    var reply = fault.flatMap(early) ?? .notFound
    if fault.flatMap(early) == nil {
      reply = await processed(request, fault, number)
      if fault?.kind == .twice { _ = await processed(request, nil, number) }
      if let fault { reply = late(fault, reply) }
    }
    correlate(request, &reply)
    remember(request)
    if let exchange = journal.end(number, reply) {
      world.record(exchange, reply)
      egress.count(
        exchange, reply, countsWrites: state.ledger.switches.writesCostEgress ?? true)
    }
    save()
    return reply
  }

  /// Refusals have the header too: support asks for it.
  private func correlate(_ request: Request, _ reply: inout Reply) {
    guard Call.API(request) != nil, reply.delivery == .whole,
      reply.header("Xero-Correlation-Id") == nil
    else { return }
    reply.add("Xero-Correlation-Id", mint.guid())
  }

  private func remember(_ request: Request) {
    secrets.formUnion(state.signIns.secrets)
    guard request.path.lowercased().contains("/connect/token") else { return }
    let sent = formDecoded(request.body).filter {
      ["code", "code_verifier", "refresh_token"].contains($0.name)
    }
    secrets.formUnion(sent.map(\.value))
  }

  func save() {
    guard state != saved else { return }
    saved = state
    world.save(state)
  }

  private func processed(_ request: Request, _ fault: Fault?, _ number: Int) async -> Reply {
    let path = request.parts.map { $0.lowercased() }
    let identity = IdentityRoutes(
      registration: registration, consent: consent, organisations: state.ledger.organisations,
      grace: state.ledger.switches.grace,
      reuseEnds: state.ledger.switches.reuseEndsSignIn ?? false, now: now)
    switch (request.method, path) {
    case ("GET", ["identity", "connect", "authorize"]):
      return identity.authorize(request, &state.signIns, &mint)
    case ("POST", ["connect", "token"]), ("POST", ["identity", "connect", "token"]):
      return await failing(fault) { identity.token(request, &state.signIns, &mint) }
    case ("POST", ["connect", "revocation"]), ("POST", ["identity", "connect", "revocation"]):
      return await failing(fault) { identity.revoke(request, &state.signIns) }
    default:
      guard path.first == "connections" || Call.API(request) != nil else { return .notFound }
      return await authenticated(request, fault, number)
    }
  }

  /// `/connections`, accounting and Projects: a token comes first.
  private func authenticated(_ request: Request, _ fault: Fault?, _ number: Int) async -> Reply {
    let token = Gate.bearer(request)
    if fault?.kind == .tokenExpired { return Gate.expired(at: now, &mint) }
    let access: SignIns.Access
    switch Gate.access(token, state.signIns, at: now, &mint) {
    case .failure(let refused): return refused.reply
    case .success(let found): access = found
    }
    let parts = request.parts
    if parts.first?.lowercased() == "connections" {
      let routes = ConnectionRoutes(grant: access.grant)
      return await failing(fault) { routes.answer(request, &state.signIns) }
    }
    let call: Call
    switch Gate.call(request, access, state, at: now, &mint) {
    case .failure(let refused): return refused.reply
    case .success(let found): call = found
    }
    journal.identify(number, call, state.ledger)
    return await limited(call, token ?? "", fault, number)
  }

  /// Limits are checked before the idempotency cache: replays cost too.
  private func limited(
    _ call: Call, _ token: String, _ fault: Fault?, _ number: Int
  ) async -> Reply {
    let key = RateLimits.Key(clientID: call.clientID, tenant: call.tenant)
    if let problem = fault?.kind.limit { return tooMany(problem, key) }
    if let problem = limits.begin(key, at: now) {
      if problem == .concurrent { journal.note("more than 5 calls at once", number) }
      return tooMany(problem, key)
    }
    var reply = await remembered(call, token, fault, number)
    limits.end(key)
    addLimits(key, to: &reply)
    return reply
  }

  private func remembered(
    _ call: Call, _ token: String, _ fault: Fault?, _ number: Int
  ) async -> Reply {
    guard Gate.isAcceptable(call) else { return Gate.xmlStub(call.request) }
    guard call.request.isWrite, let text = call.request.header("Idempotency-Key"), !text.isEmpty
    else { return await failing(fault) { state.ledger.answer(call, mint: &mint) } }
    guard text.count <= Idempotency.longestKey else {
      return call.refused(
        "Idempotency Key: \(text) is \(text.count) characters long; the limit is "
          + "\(Idempotency.longestKey).")
    }
    let key = Idempotency.Key(
      clientID: call.clientID, text: text,
      token: state.ledger.switches.keysBoundToToken ? token : "")
    let print = Idempotency.Fingerprint(
      method: call.request.method, path: call.request.path, query: call.request.query,
      tenant: call.tenant, body: call.request.body)
    switch idempotency.begin(key, print, at: now) {
    case .replay(let reply): return reply
    case .mismatch:
      journal.note("an idempotency key used again with a different request", number)
      return call.refused("Idempotency Key: \(text) is used with a different request.")
    case .wait:
      return await withCheckedContinuation { waiters[key, default: []].append($0) }
    case .process:
      journal.sawFirstUse(of: key, number)
      let reply = await failing(fault) { state.ledger.answer(call, mint: &mint) }
      idempotency.finish(key, reply)
      for waiter in waiters.removeValue(forKey: key) ?? [] { waiter.resume(returning: reply) }
      return reply
    }
  }

  /// Does the work, unless the server breaks down before it.
  private func failing(_ fault: Fault?, _ work: () -> Reply) async -> Reply {
    if let fault, fault.kind == .internalError {
      if fault.commits { _ = work() }
      return .html(500, "")
    }
    return await waited(fault, work())
  }

  private func waited(_ fault: Fault?, _ reply: Reply) async -> Reply {
    if let fault, fault.kind == .delay { await world.sleep(fault.seconds) }
    return reply
  }

  private func tooMany(_ problem: RateLimits.Problem, _ key: RateLimits.Key) -> Reply {
    var reply = Reply(429)
    if let seconds = RateLimits.retryAfter(problem, at: now) {
      reply.add("Retry-After", String(seconds))
    }
    reply.add("X-Rate-Limit-Problem", problem.rawValue)
    addLimits(key, to: &reply)
    return reply
  }

  private func addLimits(_ key: RateLimits.Key, to reply: inout Reply) {
    let remaining = limits.remaining(key, at: now)
    reply.add("X-MinLimit-Remaining", String(remaining.minute))
    reply.add("X-DayLimit-Remaining", String(remaining.day))
    reply.add("X-AppMinLimit-Remaining", String(remaining.appMinute))
  }

  /// Faults that stand before the server: it never sees the request.
  private func early(_ fault: Fault) -> Reply? {
    switch fault.kind {
    case .dropBefore:
      var reply = Reply(200)
      reply.delivery = .dropped
      return reply
    case .redirect: return .redirect(307, to: "/elsewhere")
    case .badGateway, .unavailable, .portal, .pageNotFound:
      return fault.commits ? nil : fault.kind.page
    default: return nil
    }
  }

  /// Faults that spoil the answer of a request that was processed.
  private func late(_ fault: Fault, _ reply: Reply) -> Reply {
    var reply = reply
    switch fault.kind {
    case .dropAfter: reply.delivery = .dropped
    case .truncate: reply.delivery = .half
    case .wrongLength: reply.delivery = .wrongLength
    case .slow: reply.delivery = .slow(seconds: fault.seconds)
    case .badGateway, .unavailable, .portal, .pageNotFound: return fault.kind.page ?? reply
    default: break
    }
    return reply
  }
}

extension Fault.Kind {
  fileprivate var limit: RateLimits.Problem? {
    switch self {
    case .minuteLimit: .minute
    case .dayLimit: .day
    case .concurrentLimit: .concurrent
    case .appMinuteLimit: .appMinute
    default: nil
    }
  }

  fileprivate var page: Reply? {
    switch self {
    case .badGateway: .html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>")
    case .unavailable: .html(503, "The Organisation is offline")
    case .pageNotFound: .html(404, "<html><body><h1>404 Not Found</h1></body></html>")
    case .portal:
      .html(200, "<html><body><h1>Welcome to Airport Wi-Fi</h1><form>…</form></body></html>")
    default: nil
    }
  }
}
