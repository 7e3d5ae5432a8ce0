import Billing
import Foundation

/// Reads `budget` of a client, a project or a task.
struct BudgetReader {
  let values: Values

  private static let example = "Write it like { hours: 40, per: month, at: [80%, 100%] }"

  /// Nil where there is none.
  func budget(_ fields: Fields) throws(BadFile) -> Budget? {
    guard let node = fields["budget"] else { return nil }
    let fields = try Fields(
      node, values.file, of: "budget", known: ["hours", "money", "per", "at"])
    var budget = Budget(
      try limit(node, fields),
      per: try values.choice(
        try fields.required("per", of: "budget", next: "Add 'per: month' or 'per: all'"), "per",
        Budget.Period.self))
    if let node = fields["at"] { budget.at = try thresholds(node) }
    return budget
  }

  private func limit(_ node: YAMLNode, _ fields: Fields) throws(BadFile) -> Budget.Limit {
    let (hours, money) = (fields["hours"], fields["money"])
    guard (hours == nil) != (money == nil), let written = hours ?? money else {
      throw values.refusal(
        node, "budget takes 'hours' or 'money', one of both", next: Self.example)
    }
    let amount = try values.money(written, hours == nil ? "money" : "hours")
    guard amount > 0 else {
      throw values.refusal(written, "A budget is more than 0", next: "Write it like 40")
    }
    return hours == nil ? .money(amount) : .hours(amount)
  }

  private func thresholds(_ node: YAMLNode) throws(BadFile) -> [Int] {
    var thresholds: Set<Int> = []
    for node in try values.oneOrMore(node, "at") {
      let text = try values.text(node, "at")
      guard text.hasSuffix("%"), text.dropLast().utf8.allSatisfy({ (48...57).contains($0) }),
        let percent = Int(text.dropLast()), (1...1000).contains(percent)
      else {
        throw values.refusal(
          node, "at is no part of a budget: \(quoted(text))",
          why: "It is 1% to 1000%", next: "Write it like [80%, 100%]")
      }
      thresholds.insert(percent)
    }
    return thresholds.sorted()
  }
}
