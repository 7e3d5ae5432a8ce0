/// What a terminal is to show: a grid of styled cells, and nothing else.
public struct Screen: Hashable, Sendable {
  /// One cell: a character with its marks. The right half of a wide one is empty.
  public struct Cell: Hashable, Sendable {
    public var text: String
    public var style: Style

    static let blank = Cell(text: " ", style: .plain)
  }

  public let size: ScreenSize
  public internal(set) var rows: [[Cell]]
  /// Where the terminal's own cursor blinks: in a prompt.
  public internal(set) var cursor: ScreenPlace?

  init(_ size: ScreenSize) {
    self.size = size
    rows = Array(
      repeating: Array(repeating: .blank, count: max(0, size.columns)), count: max(0, size.rows))
  }
}

public struct ScreenSize: Hashable, Sendable {
  public var columns, rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The smallest screen that a day fits on.
  public static let smallest = ScreenSize(columns: 80, rows: 24)

  var isTooSmall: Bool {
    columns < ScreenSize.smallest.columns || rows < ScreenSize.smallest.rows
  }
}

public struct ScreenPlace: Hashable, Sendable {
  public var column, row: Int
}

/// How a cell looks; the terminal's edge makes of it what the terminal can.
public struct Style: Hashable, Sendable {
  public var ink: Colour?
  public var paper: Colour?
  public var bold = false
  public var dim = false
  public var underlined = false
  public var reversed = false

  static let plain = Style()
  static let bold = Style(bold: true)
  static let dim = Style(dim: true)

  static func ink(_ colour: Colour, bold: Bool = false) -> Style {
    Style(ink: colour, bold: bold)
  }

  static func paper(_ colour: Colour, bold: Bool = false) -> Style {
    Style(ink: .onPaper, paper: colour, bold: bold)
  }
}

/// Colours by what they mean.
public enum Colour: Hashable, Sendable {
  /// A project's own, by its place in `clients.yaml`.
  case project(Int)
  /// Text upon a coloured ground.
  case onPaper
  /// Done: approved time, money that is certain.
  case settled
  /// Wants a decision.
  case open
  /// Refused or rejected.
  case refused
  /// Where the person is: the selection.
  case selection
  /// Away: idle, locked, asleep.
  case away
  /// Active time without a project.
  case unassigned
  /// A key to press.
  case key
  /// The line at the top.
  case bar
}
