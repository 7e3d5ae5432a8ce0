/// Why the Projects API does not do what it was asked.
enum ProjectRefusal: Error, Equatable {
  /// 400; what is wrong, by its field.
  case invalid([String: [String]])
  case notFound

  var reply: Reply {
    guard case .invalid(let fields) = self else { return .notFound }
    let state = fields.sorted { $0.key < $1.key }.map { field, why in
      JSON.Member(key: field, value: .array(why.map(JSON.string)))
    }
    return .json(
      400, ["message": "The request is invalid.", "modelState": .object(state)], .compact)
  }
}

/// The fields of one body of the Projects API. All that is wrong is told at once.
struct ProjectFields {
  private let body: JSON
  private var wrong: [String: [String]] = [:]

  init(_ request: Request) throws(ProjectRefusal) {
    guard let body = try? JSONParser.parse(request.body), body.members != nil else {
      throw .invalid(["body": ["A JSON object was expected."]])
    }
    self.body = body
  }

  /// Refuses the body where anything of it was wrong.
  func check() throws(ProjectRefusal) {
    guard wrong.isEmpty else { throw .invalid(wrong) }
  }

  mutating func refuse(_ name: String, _ why: String) { wrong[name, default: []].append(why) }

  /// nil where the field is absent, or wrong; the latter is noted.
  mutating func value<Value>(
    _ name: String, required: Bool = false, _ what: String, _ read: (JSON) -> Value?
  ) -> Value? {
    guard let field = body[name], !field.isNull else {
      if required { refuse(name, "The \(name) field is required.") }
      return nil
    }
    guard let value = read(field) else {
      refuse(name, "The \(name) field must be \(what).")
      return nil
    }
    return value
  }

  mutating func name(limit: Int? = nil) -> String {
    let text = value("name", required: true, "a text of at least one character") { field in
      field.text.flatMap { $0.isEmpty ? nil : $0 }
    }
    if let limit, let text, text.count > limit {
      refuse("name", "The name field must not be longer than \(limit) characters.")
    }
    return text ?? ""
  }

  mutating func guid(_ name: String, required: Bool = false) -> String? {
    value(name, required: required, "a GUID") { $0.text.flatMap(xero_sandbox.guid) }
  }

  mutating func instant(_ name: String, required: Bool = false) -> Milliseconds? {
    value(name, required: required, "a date and time of RFC 3339") { field in
      guard let text = field.text, text.first?.isNumber == true else { return nil }
      return Milliseconds(instant: text)
    }
  }

  /// The description's own example sends an estimate as text.
  mutating func estimate() -> Number? {
    value("estimateAmount", "an amount of zero or more") { field in
      let number = field.number ?? field.text.flatMap { Number($0) }
      return number.flatMap { $0.isNegative ? nil : $0.rounded(to: 2) }
    }
  }

  mutating func rate(in currency: String) -> Number {
    value("rate", required: true, "an amount of \(currency), of zero or more") { field in
      guard let number = field["value"]?.number, !number.isNegative,
        number <= Number(1_000_000_000), field["currency"]?.text == currency
      else { return nil }
      return number.rounded(to: 2)
    } ?? .zero
  }

  mutating func minutes(
    _ name: String, required: Bool, in range: ClosedRange<Int>
  ) -> Int? {
    value(
      name, required: required, "whole minutes from \(range.lowerBound) to \(range.upperBound)"
    ) { field in
      field.integer.flatMap { range.contains($0) ? $0 : nil }
    }
  }
}
