/// Sorting and paging, the same for each list.
struct Listing {
  var page: Int?
  var pageSize: Int

  init(_ request: Request) throws(Refusal) {
    pageSize = min(max(request.parameter("pageSize").flatMap { Int($0) } ?? 100, 1), 1000)
    if let text = request.parameter("page") {
      guard let page = Int(text), page >= 1 else {
        throw .validation("The page value '\(text)' is not valid.")
      }
      self.page = page
    }
  }

  /// The items of the page, and what the answer tells of all pages: only where one was asked for.
  func cut<Item>(_ items: [Item]) -> (items: [Item], pagination: JSON?) {
    guard let page else { return (items, nil) }
    let start = min((page - 1).multipliedReportingOverflow(by: pageSize).partialValue, items.count)
    let shown = start < 0 ? [] : Array(items[start..<min(start + pageSize, items.count)])
    let pagination: JSON = [
      "page": .int(page), "pageSize": .int(pageSize),
      "pageCount": .int((items.count + pageSize - 1) / pageSize), "itemCount": .int(items.count),
    ]
    return (shown, pagination)
  }

  /// `order=Date DESC, InvoiceNumber`; stable.
  static func sort<Item>(
    _ items: [Item], by order: String?, fields: Set<String>, type: String,
    value: (Item, String) -> FieldValue
  ) throws(Refusal) -> [Item] {
    guard let order, !order.isEmpty else { return items }
    var keys: [(field: String, falls: Bool)] = []
    for part in order.split(separator: ",") {
      let words = part.split(separator: " ").map(String.init)
      guard let name = words.first,
        let field = fields.first(where: { $0.lowercased() == name.lowercased() })
      else {
        throw .query("No property or field '\(words.first ?? "")' exists in type '\(type)'")
      }
      keys.append((field, words.dropFirst().first?.uppercased() == "DESC"))
    }
    let sorted = items.enumerated().sorted { left, right in
      for key in keys {
        let order =
          value(left.element, key.field).compared(to: value(right.element, key.field)) ?? 0
        if order != 0 { return key.falls ? order > 0 : order < 0 }
      }
      return left.offset < right.offset
    }
    return sorted.map(\.element)
  }
}

extension Request {
  /// A comma list such as `IDs=a,b`; nil where the parameter is absent or empty.
  func list(_ name: String) -> Set<String>? {
    guard let text = parameter(name), !text.isEmpty else { return nil }
    return Set(text.split(separator: ",").map { $0.lowercased() })
  }

  /// `If-Modified-Since`; one that can't be read is ignored.
  var modifiedSince: Milliseconds? {
    header("If-Modified-Since").flatMap { Milliseconds(instant: $0) }
  }
}
