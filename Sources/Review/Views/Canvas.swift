import Workflow

/// A screen being painted. Text is neutralised and cut to its room here, so that nothing else has
/// to think of it.
struct Canvas {
  private(set) var screen: Screen
  /// Without it, only what every terminal font has.
  let glyphs: Glyphs

  init(_ size: ScreenSize, glyphs: Glyphs) {
    screen = Screen(size)
    self.glyphs = glyphs
  }

  var size: ScreenSize { screen.size }

  /// Writes `text` into at most `width` cells from `column` on.
  ///
  /// - Returns: the column after it.
  @discardableResult
  mutating func put(
    _ text: String, _ column: Int, _ row: Int, width: Int? = nil, _ style: Style = .plain
  ) -> Int {
    guard screen.rows.indices.contains(row), column >= 0 else { return column }
    let room = min(width ?? .max, size.columns - column)
    var column = column
    for scalar in glyphs.cut(text, width: room).unicodeScalars {
      let width = cells(of: scalar)
      if width == 0 {
        let before = column - 1
        guard before >= 0 else { continue }
        let owner = screen.rows[row][before].text.isEmpty ? before - 1 : before
        if owner >= 0 { screen.rows[row][owner].text.unicodeScalars.append(scalar) }
        continue
      }
      guard column + width <= size.columns else { break }
      screen.rows[row][column] = Screen.Cell(text: String(scalar), style: style)
      if width == 2 { screen.rows[row][column + 1] = Screen.Cell(text: "", style: style) }
      column += width
    }
    return column
  }

  /// Writes `text` so that it ends before `end`.
  mutating func put(_ text: String, endingAt end: Int, _ row: Int, _ style: Style = .plain) {
    let shown = glyphs.shown(text)
    put(text, max(0, end - cells(of: shown)), row, style)
  }

  /// Writes pieces of different looks one after the other.
  @discardableResult
  mutating func put(
    _ pieces: [(String, Style)], _ column: Int, _ row: Int, width: Int? = nil
  ) -> Int {
    let end = column + min(width ?? .max / 2, size.columns - column)
    var column = column
    for (text, style) in pieces where column < end {
      column = put(text, column, row, width: end - column, style)
    }
    return column
  }

  mutating func fill(
    _ columns: Range<Int>, _ row: Int, _ style: Style, with text: String = " "
  ) {
    for column in columns { put(text, column, row, width: 1, style) }
  }

  /// Changes how cells look that are written already.
  mutating func restyle(_ columns: Range<Int>, _ row: Int, _ change: (inout Style) -> Void) {
    guard screen.rows.indices.contains(row) else { return }
    for column in columns where screen.rows[row].indices.contains(column) {
      change(&screen.rows[row][column].style)
    }
  }

  mutating func showCursor(_ column: Int, _ row: Int) {
    screen.cursor = ScreenPlace(column: min(column, size.columns - 1), row: row)
  }
}

/// What the terminal's font has.
public enum Glyphs: Sendable {
  case unicode
  /// The Linux console, a vt100, a locale that is not UTF-8.
  case ascii

  /// `text` as it may be shown: neutralised, without what makes one character of several.
  func shown(_ text: String) -> String {
    // Most text is plain, and there is a lot of it.
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var safe = neutralised(text)
    safe.unicodeScalars.removeAll { (0xfe00...0xfe0f).contains($0.value) }
    guard case .ascii = self else { return safe }
    return safe.unicodeScalars.map { scalar in
      scalar.isASCII ? String(scalar) : Glyphs.plain[scalar] ?? "?"
    }.joined()
  }

  /// The same in at most so many cells.
  func cut(_ text: String, width: Int) -> String {
    let cut = fitted(shown(text), width: width)
    guard case .ascii = self, cut.last == "…" else { return cut }
    return cut.dropLast() + "~"
  }

  private static let plain: [Unicode.Scalar: String] = [
    "─": "-", "│": "|", "┃": "|", "┬": "+", "┴": "+", "▸": ">", "✓": "+", "✗": "x", "·": ".",
    "…": "~", "–": "-", "—": "-", "•": "*", "■": "#", "░": ":", "▒": "%", "█": "#", "▏": "|",
    "↑": "^", "↓": "v", "←": "<", "→": ">", "×": "x", "“": "\"", "”": "\"", "’": "'", "€": "E",
    "−": "-",
    "▲": "^", "▼": "v", "◆": "*", "●": "*", "○": "o",
  ]
}
