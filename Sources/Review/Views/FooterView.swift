import Workflow

/// The last two lines: what is asked, told or taught, and the keys.
enum FooterView {
  static func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    let layout = Layout(model.size)
    if let notice = model.notice {
      paint(notice, above: layout, on: &canvas)
      if case .typing(let prompt) = model.mode { paint(prompt, layout.keysRow, on: &canvas) }
    } else if case .typing(let prompt) = model.mode {
      paint(prompt, layout.hintRow, on: &canvas)
      paintKeys(Hint.promptKeys(prompt.kind), layout.keysRow, on: &canvas)
    } else {
      canvas.put(" " + Hint.sentence(for: model), 0, layout.hintRow, .ink(.key))
    }
    if case .typing = model.mode { return }
    paintKeys(Hint.keys(for: model), layout.keysRow, on: &canvas)
  }

  /// All of it, upwards over what the day comes to: its end says what to do.
  private static func paint(
    _ notice: ReviewModel.Notice, above layout: Layout, on canvas: inout Canvas
  ) {
    let style: Style =
      notice.isRefusal ? .ink(.refused, bold: true) : .ink(.settled, bold: true)
    let lines = Wrapping.lines(
      canvas.glyphs.shown(notice.text), width: canvas.size.columns - 2
    ).prefix(layout.hintRow - layout.ruleRow)
    for (index, line) in lines.enumerated() {
      let row = layout.hintRow - lines.count + 1 + index
      canvas.fill(0..<canvas.size.columns, row, .plain)
      canvas.put(" " + line, 0, row, style)
    }
  }

  private static func paint(_ prompt: Prompt, _ row: Int, on canvas: inout Canvas) {
    let start = canvas.put(" " + prompt.label, 0, row, .ink(.key, bold: true))
    let room = canvas.size.columns - start - 1
    // The end of a long text is where it is being typed.
    var before = Array(prompt.editor.beforeCursor)
    while cells(of: canvas.glyphs.shown(String(before))) > room { before.removeFirst() }
    let after = prompt.editor.text.dropFirst(prompt.editor.cursor)
    canvas.put(String(before) + after, start, row, width: room)
    canvas.showCursor(start + cells(of: canvas.glyphs.shown(String(before))), row)
  }

  private static func paintKeys(
    _ keys: [(key: String, does: String)], _ row: Int, on canvas: inout Canvas
  ) {
    var column = 1
    for (key, does) in keys {
      guard column + cells(of: key) + cells(of: does) + 1 < canvas.size.columns else { return }
      column = canvas.put(key, column, row, .ink(.key, bold: true))
      column = canvas.put(" " + does, column, row, .dim) + 2
    }
  }
}
