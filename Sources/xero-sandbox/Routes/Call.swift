/// One accounting call that has passed the gate: token, scope, organisation and limits are right.
struct Call: Sendable {
  var request: Request
  var tenant: String
  var clientID: String
  var now: Milliseconds
  /// The parts after `/api.xro/2.0/`.
  var path: [String]

  var resource: String { path.first?.lowercased() ?? "" }

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
