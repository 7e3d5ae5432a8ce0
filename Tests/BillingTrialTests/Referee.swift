// Only the sandbox here: its arithmetic shares nothing with ours, and neither do its names.
@testable import xero_sandbox

/// What Xero would compute of lines that it is sent, by the sandbox's own code.
struct Referee {
  struct Line {
    var quantity, unitAmount, percent: String
  }

  /// Of each line, at two decimals.
  var amounts: [String]
  var taxes: [String]
  var subtotal, tax, total: String

  /// - Parameter lines: nil where a text is no number of Xero's.
  init?(_ lines: [Line]) {
    var made: [Invoice.Line] = []
    for line in lines {
      guard let quantity = Number(line.quantity), let unit = Number(line.unitAmount),
        let percent = Number(line.percent)
      else { return nil }
      let amount = Totals.line(quantity: quantity, unitAmount: unit, unitPlaces: 4)
      made.append(
        Invoice.Line(
          id: "", amount: amount, tax: Totals.tax(on: amount, rate: percent, amounts: .exclusive)))
    }
    let totals = Totals(lines: made, amounts: .exclusive)
    amounts = made.map { $0.amount.text(places: 2) }
    taxes = made.map { $0.tax.text(places: 2) }
    subtotal = totals.subtotal.text(places: 2)
    tax = totals.tax.text(places: 2)
    total = totals.total.text(places: 2)
  }
}
