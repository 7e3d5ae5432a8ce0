/// Where the rows of a popup menu stand. Rows of a submenu stand under theirs, when it is open.
struct PopupLayout {
  struct Line {
    var row: TrayMenu.Row
    var left, top, height: Int
  }

  static let padding = 4
  private static let margin = 12
  private static let separator = 9

  private let menu: TrayMenu
  private let widths: [Int32: Int]
  private let textHeight: Int
  private var open: Set<Int32> = []
  private(set) var lines: [Line] = []
  private(set) var x = 0
  private(set) var y = 0
  private(set) var width = 0
  private(set) var height = 0
  /// The edge that stays where it is when rows come and go.
  private var bottom: Int?

  init(_ menu: TrayMenu, _ font: PopupFont) {
    self.init(menu, textHeight: font.height) { font.width(of: $0) }
  }

  init(_ menu: TrayMenu, textHeight: Int, width: (String) -> Int) {
    self.menu = menu
    self.textHeight = textHeight
    widths = Dictionary(menu.all.map { ($0.id, width($0.label)) }) { first, _ in first }
    arrange()
  }

  private mutating func arrange() {
    lines = []
    var top = 0
    func add(_ row: TrayMenu.Row, _ level: Int) {
      let height = row.kind == .separator ? Self.separator : textHeight + 2 * Self.padding
      lines.append(
        Line(row: row, left: Self.margin * (1 + level), top: top, height: height))
      top += height
    }
    for row in menu.rows {
      add(row, 0)
      if open.contains(row.id) { for row in row.rows { add(row, 1) } }
    }
    height = max(top, 1)
    // As wide as its widest row, open or not: it does not jump.
    let widest = menu.all.map { (widths[$0.id] ?? 0) + Self.margin }.max() ?? 0
    width = widest + 3 * Self.margin
  }

  /// Below an icon at the top of the screen, above one at the bottom; inside the screen.
  mutating func place(
    beside icon: (x: Int, y: Int), _ size: (width: Int, height: Int), width screenWidth: Int,
    height screenHeight: Int
  ) {
    x = icon.x
    if icon.y + size.height / 2 > screenHeight / 2 {
      bottom = icon.y
    } else {
      y = icon.y + size.height
    }
    fit(width: screenWidth, height: screenHeight)
  }

  mutating func fit(width screenWidth: Int, height screenHeight: Int) {
    // Two for the border.
    if let bottom { y = bottom - height - 2 }
    x = max(0, min(x, screenWidth - width - 2))
    y = max(0, min(y, screenHeight - height - 2))
  }

  mutating func toggle(_ id: Int32) {
    if open.remove(id) == nil { open.insert(id) }
    arrange()
  }

  func isOpen(_ id: Int32) -> Bool { open.contains(id) }

  func contains(_ x: Int, _ y: Int) -> Bool {
    (0..<width).contains(x) && (0..<height).contains(y)
  }

  func row(_ x: Int, _ y: Int) -> Int? {
    guard contains(x, y) else { return nil }
    return lines.firstIndex { ($0.top..<$0.top + $0.height).contains(y) }
  }

  /// The next row that can be chosen, around the end; `step` is 1 or -1.
  func next(to current: Int?, by step: Int) -> Int? {
    let count = lines.count
    var index = current ?? (step > 0 ? -1 : count)
    for _ in 0..<count {
      index = (index + step + count) % count
      if lines[index].row.canBeChosen { return index }
    }
    return nil
  }
}
