/// `/connections`: which organisations the person has connected to the app.
struct ConnectionRoutes {
  var grant: SignIns.Grant

  private func isTheirs(_ connection: SignIns.Connection) -> Bool {
    connection.clientID == grant.clientID && connection.userID == grant.user.id
  }

  func answer(_ request: Request, _ signIns: inout SignIns) -> Reply {
    let parts = request.parts
    switch (request.method, parts.count) {
    case ("GET", 1):
      let event = request.parameter("authEventId")?.lowercased()
      let found = signIns.connections.filter {
        isTheirs($0) && (event == nil || $0.eventID == event)
      }
      return .json(200, .array(found.map(json)), .compact)
    case ("DELETE", 2):
      let id = parts[1].lowercased()
      guard signIns.connections.contains(where: { $0.id == id && isTheirs($0) }) else {
        return .notFound
      }
      signIns.connections.removeAll { $0.id == id }
      return Reply(204)
    default:
      return .notFound
    }
  }

  /// The dates have 7 decimals and no zone: not RFC 3339.
  private func json(_ connection: SignIns.Connection) -> JSON {
    let date = JSON.string(connection.created.utcText + ".5165400")
    return [
      "id": .string(connection.id), "authEventId": .string(connection.eventID),
      "tenantId": .string(connection.tenantID), "tenantType": "ORGANISATION",
      "tenantName": .string(connection.tenantName), "createdDateUtc": date,
      "updatedDateUtc": date,
    ]
  }
}
