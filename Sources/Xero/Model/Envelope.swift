/// What Xero wraps every accounting answer in: `{"Id":…,"Status":"OK",…,"Invoices":[…]}`.
struct Envelope<Element: Decodable>: Decodable {
  var elements: [Element]
  var pagination: Pagination?

  struct Pagination: Decodable {
    var page: Int
    var pageCount: Int
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  /// The decoder's `userInfo` says under which name the elements stand.
  static var nameKey: CodingUserInfoKey {
    guard let key = CodingUserInfoKey(rawValue: "elements") else {
      preconditionFailure("a constant name makes a key")
    }
    return key
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let name = decoder.userInfo[Envelope.nameKey] as? String ?? ""
    elements = try values.decode([Element].self, forKey: Key(name))
    pagination = try values.decodeIfPresent(Pagination.self, forKey: Key("pagination"))
  }
}
