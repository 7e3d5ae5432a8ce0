import Activity
import Billing
import Timesheet
import Workflow

/// What the day comes to: hours, money, and the balance that accounts for every second.
enum TotalsView {
  static func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    guard let day = model.day else { return }
    let layout = Layout(model.size)
    canvas.put(totals(of: day, in: model.size.columns), 0, layout.totalsRow)
    paintProgress(day, model, layout.totalsRow, on: &canvas)
    let end = canvas.put(money(of: day), 0, layout.moneyRow)
    paintBudget(day, after: end, layout.moneyRow, on: &canvas)
    paintBalance(day, model.size.columns, layout, on: &canvas)
  }

  private static func totals(of day: ReviewDay, in columns: Int) -> [(String, Style)] {
    let placed = day.entries.map(\.entry).filter { $0.key != nil && $0.state != .rejected }
    let counted = placed.reduce(0) { $0 + $1.seconds }
    let billable = placed.filter { $0.key?.billable == true }.reduce(0) { $0 + $1.seconds }
    // The narrowest screen has room for a target where the gaps are small.
    let gap = day.target != nil && columns < 100 ? "  " : "   "
    return [
      (" Counted ", .dim), (Words.length(counted), .bold),
      (day.target.map { " of \(ClockText.lengthInMinutes($0))" } ?? "", .dim),
      ("\(gap)Billable ", .dim), (Words.length(billable), .bold),
      ("\(gap)Unassigned ", .dim),
      (
        Words.length(day.balance.unassigned),
        day.balance.unassigned > 0 ? .ink(.unassigned, bold: true) : .bold
      ),
    ]
  }

  /// How much of the day's work is decided.
  private static func paintProgress(
    _ day: ReviewDay, _ model: ReviewModel, _ row: Int, on canvas: inout Canvas
  ) {
    let entries = day.entries.filter { !$0.isFragment }
    let total = entries.count
    guard total > 0 else { return }
    let decided = entries.count { !$0.isOpen }
    let width = 10
    let filled = decided * width / total
    let text = model.size.columns < 100 ? "\(decided)/\(total) " : "\(decided) of \(total) decided "
    let end = model.size.columns - 1
    canvas.put(text, endingAt: end - width, row, .dim)
    for cell in 0..<width {
      canvas.put(
        cell < filled ? "█" : "░", end - width + cell, row,
        cell < filled ? .ink(.settled) : .dim)
    }
  }

  private static func money(of day: ReviewDay) -> [(String, Style)] {
    guard !day.bill.isEmpty else { return [(" Nothing of this day can be billed yet.", .dim)] }
    var pieces: [(String, Style)] = [(" Bills ", .dim)]
    for (index, bill) in day.bill.enumerated() {
      if index > 0 { pieces.append((" and ", .dim)) }
      let isDone = bill.approved == bill.expected
      pieces.append(
        (
          "\(bill.currency) \(bill.approved.text(places: 2))",
          isDone ? .ink(.settled, bold: true) : .bold
        ))
      if !isDone { pieces.append((" of \(bill.expected.text(places: 2))", .plain)) }
    }
    let isOpen = day.bill.contains { $0.approved != $0.expected }
    // It bills once it has a yes of its own, and is in neither sum before.
    let handsOffWaits = day.entries.map(\.entry).contains {
      $0.handsOff && $0.key?.billable == true && $0.state == .proposed
    }
    let settled = handsOffWaits ? ", all approved but hands-off work" : ", all of it approved"
    pieces.append((isOpen ? " once all is approved" : settled, .dim))
    return pieces
  }

  /// `acme/website 38.50 of 40 h, 96 %`, or as much of it as has room.
  private static func paintBudget(
    _ day: ReviewDay, after column: Int, _ row: Int, on canvas: inout Canvas
  ) {
    guard let budget = day.budget else { return }
    let unit = if case .hours = budget.budget.limit { "h" } else { budget.currency.code }
    let whole =
      "\(budget.owner) \(budget.used.text(places: 2)) of \(budget.limit.plainText) \(unit), "
      + "\(budget.percent) %"
    let last = canvas.size.columns - 1
    for text in [whole, "\(budget.owner) \(budget.percent) %", "budget \(budget.percent) %"]
    where column + 2 + text.count <= last {
      return canvas.put(
        text, endingAt: last, row, budget.reached.isEmpty ? .dim : .ink(.unassigned, bold: true))
    }
  }

  private static func paintBalance(
    _ day: ReviewDay, _ width: Int, _ layout: Layout, on canvas: inout Canvas
  ) {
    let parts = day.balance.parts.filter { $0.seconds > 0 }
    let items = parts.enumerated().map { index, part in
      "\(index == 0 ? "" : "+ ")\(Words.length(part.seconds)) \(part.name)"
    }
    var row = layout.balanceRow
    var column = canvas.put(
      [(" Balance ", .dim), (Words.length(day.balance.seconds), .bold), (" = ", .dim)], 0, row)
    for item in items {
      if column + item.count > width, row + 1 < layout.balanceRow + layout.balanceRows {
        row += 1
        column = 2
      }
      column = canvas.put(item + " ", column, row, .dim)
    }
  }
}
