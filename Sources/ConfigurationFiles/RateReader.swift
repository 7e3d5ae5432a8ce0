import Activity
import Billing
import Foundation

/// Reads what clients.yaml says of money: rates, multipliers, and what tells rates apart.
struct RateReader {
  let values: Values

  /// A role, complexity or multiplier that something names, to be held against what there is once
  /// the whole file is read.
  private struct Mention {
    var word: String
    var what: String
    var node: YAMLNode
    /// Multipliers that the mention's client has of its own.
    var own: [String]
  }

  private var mentions: [Mention] = []
  private(set) var roles: [String] = []
  private(set) var complexities: [String] = []

  init(_ values: Values) { self.values = values }

  static let termKeys = ["role", "complexity", "multiplier"]

  func currency(_ node: YAMLNode) throws(BadFile) -> Currency {
    let text = try values.text(node, "currency")
    guard let currency = Currency(text) else {
      throw values.refusal(
        node, "currency is not \(quoted(text))",
        why: "It is a code of three capital letters (ISO 4217)", next: "Write it like NZD")
    }
    return currency
  }

  /// - Parameters:
  ///   - currency: of rows that name none; nil where each must.
  ///   - isFixed: no row may name another.
  mutating func rates(
    _ fields: Fields, in currency: Currency?, isFixed: Bool = true
  ) throws(BadFile) -> [Rate] {
    guard let node = fields["rates"] else { return [] }
    var rates: [Rate] = []
    for row in try values.list(node, "rates") {
      let rate = try rate(row, in: currency, isFixed: isFixed)
      if let other = rates.first(where: { $0.isBeside(rate) }) {
        throw values.refusal(
          try Fields(row, values.file, of: "A rate", known: nil)["from"] ?? row,
          "Two rates of one list hold from \(rate.from)",
          why: "The other is in line \(other.place.line)", next: "Keep one of them")
      }
      rates.append(rate)
    }
    return rates
  }

  private mutating func rate(
    _ row: YAMLNode, in currency: Currency?, isFixed: Bool
  ) throws(BadFile) -> Rate {
    let fields = try Fields(
      row, values.file, of: "A rate",
      known: ["from", "hourly", "daily", "currency", "role", "complexity"])
    let next = "Write it like { from: 2026-01-01, hourly: 150 }"
    let from = try fields.required("from", of: "The rate", next: next)
    let price: UnitPrice
    if let daily = fields["daily"] {
      if let hourly = fields["hourly"] {
        throw values.refusal(
          hourly, "The rate is both hourly and daily", next: "Keep one of them")
      }
      price = UnitPrice(try values.money(daily, "daily"), per: .day)
    } else {
      let hourly = try fields.required("hourly", of: "The rate", next: next)
      price = UnitPrice(try values.money(hourly, "hourly"))
    }
    var rate = Rate(
      from: try values.date(from, "from"), price: price,
      place: Place(file: values.file, line: row.mark.line))
    rate.currency = try rowCurrency(fields, in: currency, isFixed: isFixed)
    if let node = fields["role"] {
      rate.role = try values.name(node, "role")
      roles.append(rate.role ?? "")
    }
    if let node = fields["complexity"] {
      rate.complexity = try values.name(node, "complexity")
      complexities.append(rate.complexity ?? "")
    }
    return rate
  }

  private func rowCurrency(
    _ fields: Fields, in currency: Currency?, isFixed: Bool
  ) throws(BadFile) -> Currency? {
    guard let node = fields["currency"] else {
      if isFixed { return nil }
      guard let currency else {
        throw BadFile(
          file: values.file, line: fields.mark.line, column: fields.mark.column,
          what: "The rate has no currency", why: "It stands beside the clients, who have theirs",
          next: "Add 'currency: NZD' to it, or beside 'clients'")
      }
      return currency
    }
    let named = try self.currency(node)
    if isFixed, let currency, named != currency {
      throw values.refusal(
        node, "The rate is in \(named), but its client is billed in \(currency)",
        next: "Make them agree")
    }
    return named
  }

  func multipliers(_ fields: Fields) throws(BadFile) -> [Multiplier] {
    guard let node = fields["multipliers"] else { return [] }
    let all = try Fields(node, values.file, of: "multipliers", known: nil)
    var multipliers: [Multiplier] = []
    for key in all.keys {
      guard let node = all[key.text] else { continue }
      let factor = try values.money(node, key.text)
      guard factor > 0 else {
        throw values.refusal(
          node, "A multiplier is more than 0",
          why: "What is not billed has 'billable: false'", next: "Write it like 1.5")
      }
      multipliers.append(
        Multiplier(
          name: key.text, factor: factor,
          place: Place(file: values.file, line: key.mark.line)))
    }
    return multipliers
  }

  mutating func role(_ fields: Fields) throws(BadFile) -> String? {
    try mention("role", fields, own: [])
  }

  /// - Parameter own: multipliers of the client.
  mutating func terms(_ fields: Fields, own: [Multiplier]) throws(BadFile) -> RateTerms {
    let own = own.map(\.name)
    return RateTerms(
      role: try mention("role", fields, own: own),
      complexity: try mention("complexity", fields, own: own),
      multiplier: try mention("multiplier", fields, own: own))
  }

  private mutating func mention(
    _ what: String, _ fields: Fields, own: [String]
  ) throws(BadFile) -> String? {
    guard let node = fields[what] else { return nil }
    let word = try values.name(node, what)
    mentions.append(Mention(word: word, what: what, node: node, own: own))
    return word
  }

  /// Refuses a role or complexity that no rate names, and a multiplier that is not there: they
  /// would change nothing.
  func checkMentions(multipliers: [Multiplier]) throws(BadFile) {
    for mention in mentions {
      let known: [String] =
        switch mention.what {
        case "role": roles
        case "complexity": complexities
        default: mention.own + multipliers.map(\.name)
        }
      guard !known.contains(mention.word) else { continue }
      let names = Array(Set(known)).sorted()
      throw values.refusal(
        mention.node, "No \(mention.what) \(quoted(mention.word))",
        why: names.isEmpty
          ? (mention.what == "multiplier"
            ? "'multipliers' defines none" : "No rate names one")
          : "There are \(listed(names))",
        next: nearest(to: mention.word, in: names).map { "The nearest is '\($0)'" }
          ?? (mention.what == "multiplier"
            ? "Add it under 'multipliers'"
            : "Name it in a rate, such as "
              + "{ from: 2026-01-01, hourly: 150, \(mention.what): \(mention.word) }"))
    }
  }
}

extension Rate {
  /// Nothing but the order would tell which of both holds.
  fileprivate func isBeside(_ other: Rate) -> Bool {
    from == other.from && role == other.role && complexity == other.complexity
      && currency == other.currency
  }
}
