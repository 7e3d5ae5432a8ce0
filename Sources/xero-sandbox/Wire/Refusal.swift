/// Why the accounting API does not do what it was asked.
enum Refusal: Error, Equatable {
  /// 400, ErrorNumber 16: `where` or `order` can't be read.
  case query(String)
  /// 400, ErrorNumber 14: the body can't be read as what it should be.
  case body(String)
  /// 400, ErrorNumber 10, without an element that it belongs to.
  case validation(String)
  case notFound

  var reply: Reply {
    switch self {
    case .query(let message): Self.reply(16, "QueryParseException", message)
    case .body(let message): Self.reply(14, "PostDataInvalidException", message)
    case .validation(let message): Self.reply(10, "ValidationException", message)
    case .notFound: .notFound
    }
  }

  static func reply(
    _ number: Int, _ type: String, _ message: String, elements: [JSON]? = nil
  ) -> Reply {
    var members = [
      JSON.Member(key: "ErrorNumber", value: .int(number)),
      JSON.Member(key: "Type", value: .string(type)),
      JSON.Member(key: "Message", value: .string(message)),
    ]
    if let elements { members.append(JSON.Member(key: "Elements", value: .array(elements))) }
    return .json(400, .object(members))
  }

  /// The object that 401 and 403 carry, unlike any 400 (pyxero, verified live).
  static func denied(_ status: Int, _ title: String, _ detail: String, instance: String) -> Reply {
    .json(
      status,
      [
        "Type": .null, "Title": .string(title), "Status": .int(status),
        "Detail": .string(detail), "Instance": .string(instance), "Extensions": [:],
      ], .compact)
  }
}
