import Billing
import Workflow

/// How budgets are shown, where there are some.
enum BudgetOutput {
  /// `Budget of acme/website: 38.50 of 40 hours (96 %) in 2026-11.`
  static func line(_ standing: BudgetStanding) -> String {
    let rest =
      standing.withoutRate == 0
      ? "."
      : "; \(plural(standing.withoutRate, "entry has", "entries have")) no rate and "
        + (standing.withoutRate == 1 ? "is" : "are") + " not in it."
    return neutralised("Budget of \(standing.owner): \(standing.sentence)\(rest)")
  }

  static func json(_ standing: BudgetStanding) -> JSON {
    let isMoney = if case .money = standing.budget.limit { true } else { false }
    return .object([
      ("owner", .string(standing.owner)), ("per", .string(standing.budget.per.rawValue)),
      ("period", .string(standing.period)), ("unit", .string(isMoney ? "money" : "hours")),
      ("currency", .optional(isMoney ? standing.currency.code : nil)),
      ("limit", .string(standing.limit.plainText)),
      ("used", .string(standing.used.text(places: 2))),
      ("proposed", .string(standing.proposed.text(places: 2))),
      ("percent", .int(Int64(standing.percent))),
      ("reached", .array(standing.reached.map { .int(Int64($0)) })),
      ("without_rate", .int(Int64(standing.withoutRate))),
    ])
  }
}
