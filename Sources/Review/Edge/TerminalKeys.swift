import CNcurses

/// ncurses' numbers as keys.
enum TerminalKeys {
  static func character(_ code: UInt32) -> Key? {
    switch code {
    case 0x0d, 0x0a: return .enter
    case 0x1b: return .escape
    case 0x09: return .tab
    case 0x08, 0x7f: return .backspace
    case 0x01...0x1a: return Unicode.Scalar(code + 0x60).map { .control(Character($0)) }
    case 0..<0x20: return nil
    default: return Unicode.Scalar(code).map { .character(Character($0)) }
    }
  }

  static func special(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_BTAB: .backTab
    default: nil
    }
  }
}
