/// A page to read, in place of the list.
enum PageView {
  /// Help has the timeline's room too.
  private static func left(of page: Page, _ layout: Layout) -> Int {
    page.kind == .help ? 1 : layout.list.lowerBound + 1
  }

  static func width(of page: Page, _ size: ScreenSize) -> Int {
    size.columns - left(of: page, Layout(size)) - 1
  }

  /// The page's lines, wrapped.
  static func lines(of page: Page, width: Int) -> [Page.Line] {
    let lead = leadWidth(of: page)
    return page.lines.flatMap { line -> [Page.Line] in
      let room = max(10, width - lead)
      let pieces = Wrapping.lines(line.text, width: room)
      return pieces.enumerated().map { index, piece in
        Page.Line(piece, lead: index == 0 ? line.lead : "", line.look)
      }
    }
  }

  private static func leadWidth(of page: Page) -> Int {
    let longest = page.lines.map(\.lead.count).max() ?? 0
    return longest == 0 ? 0 : longest + 2
  }

  static func paint(_ page: Page, _ model: ReviewModel, on canvas: inout Canvas) {
    let layout = Layout(model.size)
    let left = left(of: page, layout)
    canvas.put(page.title, left, layout.body.lowerBound, .ink(.key, bold: true))
    let lead = leadWidth(of: page)
    let lines = lines(of: page, width: width(of: page, model.size))
    let rows = (layout.body.lowerBound + 1)..<layout.body.upperBound
    for (row, line) in zip(rows, lines.dropFirst(page.top)) {
      let style = style(of: line.look)
      if lead > 0 {
        canvas.put(line.lead, endingAt: left + lead - 2, row, .ink(.key))
      }
      canvas.put(line.text, left + lead, row, style)
    }
    if lines.count - page.top > rows.count {
      canvas.put("▼", left - 1, layout.body.upperBound - 1, .ink(.key))
    }
  }

  private static func style(of look: Page.Line.Look) -> Style {
    switch look {
    case .heading: .bold
    case .plain: .plain
    case .dim: .dim
    case .good: .ink(.settled)
    case .warning: .ink(.open)
    }
  }
}
