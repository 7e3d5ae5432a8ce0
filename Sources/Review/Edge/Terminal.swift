import CNcurses
import Glibc
import Workflow

/// The terminal, taken over by ncursesw from `init` to `close`.
final class Terminal {
  private let pairs: ColourPairs
  private var shown: Screen?
  let isUTF8: Bool
  let hasColours: Bool

  /// - Parameter environment: `NO_COLOR` and `TERM` of it.
  /// - Throws: `Refusal` (2) where there is no terminal that can show a screen.
  init(_ environment: [String: String]) throws {
    let name = environment["TERM"] ?? ""
    let answer = terminal_can_address()
    guard answer == 1 else {
      let what =
        answer == 0
        ? "The terminal \"\(name)\" can't place text on a screen"
        : "The terminal \"\(name)\" is not known to this machine's terminfo"
      throw Refusal(.usage, "\(what), so there is no review screen. \(Terminal.otherWay)")
    }
    // The Linux console and old terminals have no blocks and ticks in their fonts.
    isUTF8 = terminal_is_utf8() == 1 && name != "linux" && !name.hasPrefix("vt")
    TerminalRescue.prepare()
    guard screen_open(1) == 1 else {
      throw Refusal(
        .failed, "The terminal \"\(name)\" could not be opened. \(Terminal.otherWay)")
    }
    let colours = (environment["NO_COLOR"] ?? "").isEmpty ? Int(screen_start_colours()) : 0
    hasColours = colours >= 8
    pairs = ColourPairs(colours: hasColours ? colours : 0)
  }

  static let otherWay =
    "The commands do the same: daybook entries, approve, assign, note; see daybook --help."

  func close() {
    screen_close()
    TerminalRescue.end()
  }

  var size: ScreenSize {
    ScreenSize(columns: Int(screen_width()), rows: Int(screen_height()))
  }

  func show(_ screen: Screen) {
    if shown?.size != screen.size {
      screen_erase()
      shown = nil
    }
    for (row, line) in screen.rows.enumerated() where shown?.rows[row] != line {
      for (column, cell) in line.enumerated() where !cell.text.isEmpty {
        put(cell, row, column)
      }
    }
    screen_cursor(Int32(screen.cursor?.row ?? -1), Int32(screen.cursor?.column ?? 0))
    screen_show()
    shown = screen
  }

  private func put(_ cell: Screen.Cell, _ row: Int, _ column: Int) {
    let scalars = cell.text.unicodeScalars.map(\.value) + [0]
    let (pair, look) = pairs.look(of: cell.style)
    screen_put(Int32(row), Int32(column), scalars, look, pair)
  }

  func repaint() {
    screen_repaint()
    shown = nil
  }

  /// Hands the terminal back and stops the process, as ^Z does; returns after `fg`.
  func suspend() {
    // ncurses' own handler puts the terminal back, stops, and takes it over again.
    raise(SIGTSTP)
    repaint()
  }

  enum Input {
    case key(Key)
    case resized
    /// Nothing for so long.
    case quiet
    /// The terminal is gone.
    case hungUp
  }

  /// Waits for a key, at most so many milliseconds.
  func read(waiting milliseconds: Int32) -> Input {
    if let input = next() { return input }
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = poll(&descriptor, 1, milliseconds)
    if let input = next() { return input }
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    return ready > 0 && descriptor.revents & gone != 0 ? .hungUp : .quiet
  }

  private func next() -> Input? {
    var code: UInt32 = 0
    switch screen_key(&code) {
    case 1: return TerminalKeys.character(code).map { .key($0) } ?? .quiet
    case 2: return special(Int32(bitPattern: code))
    default: return nil
    }
  }

  private func special(_ code: Int32) -> Input {
    if code == KEY_RESIZE { return .resized }
    if code == KEY_MOUSE {
      var (row, column): (Int32, Int32) = (0, 0)
      switch screen_mouse(&row, &column) {
      case 1: return .key(.click(column: Int(column), row: Int(row)))
      case 4: return .key(.wheelUp)
      case 5: return .key(.wheelDown)
      default: return .quiet
      }
    }
    return TerminalKeys.special(code).map { .key($0) } ?? .quiet
  }
}
