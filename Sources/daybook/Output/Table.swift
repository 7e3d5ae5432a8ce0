import Workflow

/// A table that fits the terminal: the widest text column gives way first.
struct Table {
  enum Alignment { case left, right }

  struct Column {
    var title: String
    var alignment: Alignment = .left
    /// May be cut where the terminal is narrow.
    var flexible = false
  }

  var columns: [Column]
  var rows: [[String]] = []
  /// Shown under a rule of dashes.
  var footer: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ cells: [String]) { rows.append(cells.map(neutralised)) }
  mutating func addFooter(_ cells: [String]) { footer.append(cells.map(neutralised)) }

  func text(width: Int) -> String {
    let widths = columnWidths(within: width)
    var lines = [line(columns.map(\.title), widths)]
    lines += rows.map { line($0, widths) }
    if !footer.isEmpty {
      lines.append(
        String(repeating: "-", count: widths.reduce(0, +) + 2 * (widths.count - 1)))
      lines += footer.map { line($0, widths) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func columnWidths(within width: Int) -> [Int] {
    var widths = columns.indices.map { index in
      ([columns[index].title] + (rows + footer).map { $0[index] }).map { cells(of: $0) }.max() ?? 0
    }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    while excess > 0,
      let widest = columns.indices.filter({ columns[$0].flexible && widths[$0] > 12 })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, text) in texts.enumerated() {
      let shown = fitted(text, width: widths[index])
      let padding = String(repeating: " ", count: max(0, widths[index] - cells(of: shown)))
      line += columns[index].alignment == .left ? shown + padding : padding + shown
      line += "  "
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
