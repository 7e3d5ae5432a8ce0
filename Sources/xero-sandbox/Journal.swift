/// What was asked, and what a careful client would not have asked.
struct Journal: Sendable {
  struct Entry: Equatable, Sendable {
    var number: Int
    var at: Milliseconds
    var request: Request
    var clientID: String?
    var tenant: String?
    var status: Int?
    var delivery = Reply.Delivery.whole
  }

  struct Violation: Equatable, Sendable {
    var number: Int
    var rule: String
  }

  private(set) var entries: [Entry] = []
  private(set) var violations: [Violation] = []
  private var firstUses: Set<Idempotency.Key> = []
  private var nextNumber = 1

  mutating func begin(_ request: Request, at now: Milliseconds) -> Int {
    let number = nextNumber
    nextNumber += 1
    entries.append(Entry(number: number, at: now, request: request.withoutSecrets))
    for rule in Violations.ofAnyRequest(request) { note(rule, number) }
    return number
  }

  mutating func identify(_ number: Int, _ call: Call, _ ledger: Ledger) {
    guard let index = index(number) else { return }
    entries[index].clientID = call.clientID
    entries[index].tenant = call.tenant
    for rule in Violations.of(call, ledger) { note(rule, number) }
  }

  /// - Returns: the request as it is kept; nil where the list was cleared meanwhile.
  mutating func end(_ number: Int, _ reply: Reply) -> Entry? {
    guard let index = index(number) else { return nil }
    entries[index].status = reply.status
    entries[index].delivery = reply.delivery
    return entries[index]
  }

  /// A key that is processed twice makes a second invoice.
  mutating func sawFirstUse(of key: Idempotency.Key, _ number: Int) {
    guard !firstUses.insert(key).inserted else { return }
    note("an idempotency key used again after its 6 minutes", number)
  }

  mutating func note(_ rule: String, _ number: Int) {
    violations.append(Violation(number: number, rule: rule))
  }

  mutating func clearEntries() { entries = [] }

  mutating func clearViolations() { violations = [] }

  private func index(_ number: Int) -> Int? { entries.lastIndex { $0.number == number } }
}

extension Request {
  /// For the journal: no token, code or verifier stays.
  fileprivate var withoutSecrets: Request {
    var copy = self
    copy.headers = headers.map { field in
      let name = field.name.lowercased()
      guard name == "authorization" || name == "cookie" else { return field }
      return Field(name: field.name, value: "(not kept)")
    }
    if path.lowercased().contains("/connect/") {
      copy.body = Array(
        formDecoded(body).map { field in
          let open = field.name == "grant_type" || field.name == "client_id"
          return field.name + "=" + (open ? field.value : "(not kept)")
        }.joined(separator: "&").utf8)
    }
    return copy
  }
}
