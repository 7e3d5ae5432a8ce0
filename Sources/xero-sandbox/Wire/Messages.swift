import Foundation

/// One request, free of any server's types.
struct Request: Equatable, Sendable {
  var method: String
  /// Still percent-encoded, without the query.
  var path: String
  /// Decoded, in the order sent.
  var query: [Field] = []
  var headers: [Field] = []
  var body: [UInt8] = []

  struct Field: Equatable, Sendable {
    var name: String
    var value: String
  }

  /// The header of that name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The query's value of that name, in any case.
  func parameter(_ name: String) -> String? {
    query.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Booleans come in any case: xero-python sends `False`.
  func flag(_ name: String) -> Bool? {
    switch parameter(name)?.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The path's parts, decoded; their case is kept, comparing ignores it.
  var parts: [String] {
    path.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
  }

  var isWrite: Bool { ["PUT", "POST", "PATCH", "DELETE"].contains(method) }
}

/// One answer and how it travels.
struct Reply: Equatable, Sendable {
  var status: Int
  var headers: [Request.Field]
  var body: [UInt8]
  var delivery = Delivery.whole

  /// What the network does to the answer.
  enum Delivery: Equatable, Sendable {
    case whole
    /// The connection closes without a byte.
    case dropped
    /// The stated length is the whole; the connection closes after half of it.
    case half
    /// The stated length is a few bytes less than the body.
    case wrongLength
    /// A few bytes now and then.
    case slow(seconds: Int64)
  }

  init(_ status: Int, _ headers: [Request.Field] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  static func json(_ status: Int, _ value: JSON, _ style: JSONStyle = .accounting) -> Reply {
    Reply(
      status, [.init(name: "Content-Type", value: "application/json; charset=utf-8")],
      body: Array(value.written(style).utf8))
  }

  static func html(_ status: Int, _ page: String) -> Reply {
    Reply(
      status, [.init(name: "Content-Type", value: "text/html; charset=utf-8")],
      body: Array(page.utf8))
  }

  /// Xero's 404: HTML by its type, and empty (recorded).
  static let notFound = Reply.html(404, "")

  static func redirect(_ status: Int, to address: String) -> Reply {
    Reply(status, [.init(name: "Location", value: address)])
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  mutating func add(_ name: String, _ value: String) {
    headers.append(.init(name: name, value: value))
  }
}
