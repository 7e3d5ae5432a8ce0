/// What a person pressed, as the terminal's edge tells it.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// `^R` is `.control("r")`.
  case control(Character)
  case enter, escape, backspace, delete, tab, backTab
  case up, down, left, right, pageUp, pageDown, home, end
  /// A press of the left button, in cells from the upper left corner.
  case click(column: Int, row: Int)
  case wheelUp, wheelDown

  /// As help and messages write it.
  public var name: String {
    switch self {
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .click: "click"
    case .wheelUp: "wheel up"
    case .wheelDown: "wheel down"
    }
  }
}
