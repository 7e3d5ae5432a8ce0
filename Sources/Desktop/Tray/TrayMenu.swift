/// What a click on the icon opens.
public struct TrayMenu: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// To be read.
      case words
      /// To be chosen.
      case choice
      case separator
      case submenu([Row])
    }

    /// Above 0, and the same for the same row in every menu.
    public var id: Int32
    /// Neutral and short: as it may be shown.
    public var label: String
    public var kind: Kind

    public init(_ id: Int32, _ label: String, _ kind: Kind) {
      self.id = id
      self.label = label
      self.kind = kind
    }

    public var rows: [Row] {
      guard case .submenu(let rows) = kind else { return [] }
      return rows
    }
  }

  public var rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }

  /// All rows, each before its own.
  var all: [Row] { rows.flatMap { [$0] + $0.rows } }

  func row(_ id: Int32) -> Row? { all.first { $0.id == id } }
}
