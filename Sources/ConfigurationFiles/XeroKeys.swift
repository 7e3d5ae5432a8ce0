import Billing

/// The keys of `xero:` that say how an invoice looks there.
extension XeroSettings {
  static let keys = [
    "account", "tax", "reference", "number", "branding", "item", "tracking", "history",
  ]

  mutating func read(_ fields: Fields, _ values: Values) throws(BadFile) {
    if let node = fields["reference"] {
      reference = try values.referenceTemplate(node, "reference", like: "{period} {token}")
    }
    if let node = fields["number"] {
      number = try values.referenceTemplate(node, "number", like: "{token}")
    }
    if let node = fields["branding"] { branding = try values.name(node, "branding") }
    if let node = fields["item"] { item = try values.item(node) }
    if let node = fields["history"] { history = try values.flag(node, "history") }
    if let node = fields["tracking"] { tracking = try values.tracking(node) }
  }
}

extension WorkBooking {
  /// The keys of a project or task for it.
  static let keys = ["item", "tracking"]

  init(_ fields: Fields, _ values: Values) throws(BadFile) {
    self.init()
    if let node = fields["item"] { item = try values.item(node) }
    if let node = fields["tracking"] { tracking = try values.tracking(node) }
  }
}

extension Values {
  /// An item's code, as lines name it.
  fileprivate func item(_ node: YAMLNode) throws(BadFile) -> String {
    let code = try name(node, "item")
    guard code.unicodeScalars.count <= 30 else {
      throw refusal(
        node, "item has more than 30 characters", why: "No code of an item in Xero is longer",
        next: "Write the item's code, such as DEV")
    }
    return code
  }

  fileprivate func referenceTemplate(
    _ node: YAMLNode, _ what: String, like example: String
  ) throws(BadFile) -> ReferenceTemplate {
    let text = try name(node, what)
    do {
      return try ReferenceTemplate(text)
    } catch .unknown(let name) {
      let known = ReferenceTemplate.Field.allCases.map(\.rawValue)
      throw refusal(
        node, "\(what) holds \(quoted(name)), which is none of its fields",
        why: "They are \(listed(known.map { "{\($0)}" }))",
        next: nearest(to: name, in: known).map { "The nearest is '{\($0)}'" } ?? "Use one of those")
    } catch .noToken {
      throw refusal(
        node, "\(what) has no {token}", why: "By it the invoice is found again in Xero",
        next: "Write it like '\(example)'")
    } catch {
      throw refusal(
        node, "\(what) holds {token} twice", why: "One is enough to find the invoice again",
        next: "Write it like '\(example)'")
    }
  }

  fileprivate func tracking(_ node: YAMLNode) throws(BadFile) -> [NamedTracking] {
    var choices: [NamedTracking] = []
    let next = "Write it like [{ category: Region, option: North }]"
    for row in try list(node, "tracking") {
      let fields = try Fields(row, file, of: "A tracking option", known: ["category", "option"])
      let choice = NamedTracking(
        category: try name(
          try fields.required("category", of: "The tracking option", next: next), "category"),
        option: try name(
          try fields.required("option", of: "The tracking option", next: next), "option"))
      guard !choices.contains(where: { $0.category.lowercased() == choice.category.lowercased() })
      else {
        throw refusal(
          row, "The category \(quoted(choice.category)) is named twice",
          why: "A line has one option of each", next: "Keep one of them")
      }
      choices.append(choice)
    }
    guard choices.count <= 2 else {
      throw refusal(
        node, "tracking names \(choices.count) categories", why: "Xero takes 2 on a line",
        next: "Keep two of them")
    }
    return choices
  }
}
