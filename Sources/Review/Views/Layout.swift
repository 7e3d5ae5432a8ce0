/// Where everything stands on a screen of a size.
struct Layout {
  let size: ScreenSize
  /// Rows of timeline and list.
  let body: Range<Int>
  let list: Range<Int>
  /// Cells in a row of the timeline.
  let cellsPerRow: Int
  let balanceRows: Int

  init(_ size: ScreenSize) {
    self.size = size
    balanceRows = size.columns < 112 ? 2 : 1
    // A line, two of the selected entry, totals, money, balance, the hint and the keys.
    body = 1..<max(2, size.rows - 7 - balanceRows)
    cellsPerRow = size.columns < 100 ? 12 : size.columns < 140 ? 20 : 30
    let left = Layout.bar + cellsPerRow + 2
    // Below the smallest size nothing is shown, but a range has to be one.
    list = left..<max(left + 1, size.columns)
  }

  /// The column where the timeline's bars begin.
  static let bar = 4

  var ruleRow: Int { body.upperBound }
  var detailRow: Int { ruleRow + 1 }
  var totalsRow: Int { ruleRow + 3 }
  var moneyRow: Int { ruleRow + 4 }
  var balanceRow: Int { ruleRow + 5 }
  var hintRow: Int { size.rows - 2 }
  var keysRow: Int { size.rows - 1 }
}
