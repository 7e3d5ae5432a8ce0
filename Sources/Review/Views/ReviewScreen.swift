/// The whole screen, from the model alone.
extension ReviewModel {
  public func screen() -> Screen {
    var canvas = Canvas(size, glyphs: glyphs)
    guard !size.isTooSmall else {
      paintTooSmall(&canvas)
      return canvas.screen
    }
    let layout = Layout(size)
    HeaderView.paint(self, on: &canvas)
    canvas.fill(0..<size.columns, layout.ruleRow, .dim, with: "─")
    if !mode.isHelp {
      Timeline(self).paint(self, on: &canvas)
      for row in layout.body { canvas.put("│", layout.list.lowerBound - 1, row, .dim) }
      canvas.put("┴", layout.list.lowerBound - 1, layout.ruleRow, .dim)
    }
    switch mode {
    case .list, .typing: ListView.paint(self, on: &canvas)
    case .picking(let picker): PickerView.paint(picker, self, on: &canvas)
    case .reading(let page): PageView.paint(page, self, on: &canvas)
    }
    DetailView.paint(self, on: &canvas)
    TotalsView.paint(self, on: &canvas)
    FooterView.paint(self, on: &canvas)
    return canvas.screen
  }

  private func paintTooSmall(_ canvas: inout Canvas) {
    let smallest = ScreenSize.smallest
    let lines = [
      "A day wants \(smallest.columns)×\(smallest.rows) cells;",
      "this terminal has \(size.columns)×\(size.rows).", "Make it larger, or press q.",
    ]
    for (row, line) in lines.enumerated() { canvas.put(line, 0, row) }
  }
}
