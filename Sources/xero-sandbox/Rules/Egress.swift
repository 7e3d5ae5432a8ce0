/// The bytes that each app gets from Xero: its plan is billed by them. What an app sends is free, and
/// so is the organisation itself. Source: "Pricing" (developer.xero.com).
struct Egress: Equatable, Sendable {
  /// By client id.
  private(set) var bytes: [String: Int] = [:]

  /// - Parameter countsWrites: a switch, for nobody says whether the answer to a write counts.
  mutating func count(_ exchange: Journal.Entry, _ reply: Reply, countsWrites: Bool) {
    guard let client = exchange.clientID, countsWrites || !exchange.request.isWrite,
      exchange.request.parts.dropFirst(2).first?.lowercased() != "organisation"
    else { return }
    bytes[client, default: 0] += reply.bytesSent
  }
}

extension Reply {
  /// Of the body; a connection that closes early carries fewer.
  fileprivate var bytesSent: Int {
    switch delivery {
    case .whole, .wrongLength, .slow: body.count
    case .half: body.count / 2
    case .dropped: 0
    }
  }
}
