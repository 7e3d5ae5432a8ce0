/// One call that has passed the gate: token, scope, organisation and limits are right.
struct Call: Sendable {
  /// Two of Xero's interfaces, each with an address and a form of its own.
  enum API: Sendable {
    case accounting
    case projects

    /// nil for the addresses that are none of them.
    init?(_ request: Request) {
      switch request.parts.prefix(2).map({ $0.lowercased() }) {
      case ["api.xro", "2.0"]: self = .accounting
      case ["projects.xro", "2.0"]: self = .projects
      default: return nil
      }
    }
  }

  var request: Request
  var tenant: String
  var clientID: String
  var now: Milliseconds
  /// The parts after `/api.xro/2.0/`.
  var path: [String]
  var api = API.accounting

  var resource: String { path.first?.lowercased() ?? "" }

  /// An invoice at its own address, as a page to print.
  var asksForPDF: Bool {
    request.method == "GET" && resource == "invoices" && path.count == 2
      && request.header("Accept")?.lowercased().contains("application/pdf") ?? false
  }

  /// A refusal without a field that it belongs to, in the form of its interface.
  func refused(_ message: String) -> Reply {
    switch api {
    case .accounting: Refusal.validation(message).reply
    case .projects: ProjectRefusal.invalid(["Idempotency-Key": [message]]).reply
    }
  }

  var unitPlaces: Int { request.parameter("unitdp") == "4" ? 4 : 2 }

  func body() throws(Refusal) -> JSON {
    do {
      return try JSONParser.parse(request.body)
    } catch {
      throw .body("JSON for post data was invalid, \(error.what) at position \(error.at)")
    }
  }
}

extension Call {
  /// Xero's envelope. `Id` equals the correlation header.
  func envelope(
    _ key: String, _ value: JSON, pagination: JSON? = nil, mint: inout Mint
  ) -> Reply {
    let id = mint.guid()
    var members: [JSON.Member] = [
      .init(key: "Id", value: .string(id)), .init(key: "Status", value: "OK"),
      .init(key: "ProviderName", value: "Daybook (sandbox)"),
      .init(key: "DateTimeUTC", value: now.wire),
    ]
    if let pagination { members.append(.init(key: "pagination", value: pagination)) }
    members.append(.init(key: key, value: value))
    var reply = Reply.json(200, .object(members))
    reply.add("Xero-Correlation-Id", id)
    return reply
  }
}
