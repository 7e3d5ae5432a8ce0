import Activity
import Books
import Timesheet

/// What lies behind an entry's number: the windows, and how long each of them counts.
public struct EntryEvidence: Hashable, Sendable {
  /// What was seen, as it may be shown. Raw titles: neutralise them before a terminal.
  public enum Name: Hashable, Sendable {
    case window(app: String, title: String)
    /// No window had the focus.
    case nothing
    case `private`
    /// The evidence is no longer there.
    case gone
  }

  /// All of an entry's time with one window.
  public struct Window: Hashable, Sendable {
    public var name: Name
    /// Short unplaced time between two stretches of the entry's own, counted to it.
    public var absorbed: Bool
    /// The rule that places it by the files as they stand: not always the one that did.
    public var rule: RuleReference?
    public var seconds: Int64
    /// When it was first seen, in seconds since 1970.
    public var first: Int64
  }

  public var booked: BookedEntry
  /// Longest first, then first seen. Their seconds sum to the entry's.
  public var windows: [Window]
}

extension Home {
  /// What lies behind each of these entries, in their order, as exclusions and redactions stand.
  public func evidence(behind entries: [BookedEntry]) throws -> [EntryEvidence] {
    let pieces = try pieces(of: entries.map(\.entry), in: log())
    return zip(entries, pieces).map { booked, pieces in
      EntryEvidence(booked: booked, windows: EntryEvidence.windows(of: pieces))
    }
  }
}

extension EntryEvidence {
  static func windows(of pieces: [EvidencePiece]) -> [Window] {
    struct Key: Hashable {
      var name: Name
      var absorbed: Bool
      var rule: RuleReference?
    }
    var windows: [Key: Window] = [:]
    for piece in pieces {
      let key = Key(name: Name(piece.span), absorbed: piece.share.absorbed, rule: piece.rule)
      var window =
        windows[key]
        ?? Window(
          name: key.name, absorbed: key.absorbed, rule: key.rule, seconds: 0,
          first: piece.share.from)
      window.seconds += piece.share.seconds
      window.first = min(window.first, piece.share.from)
      windows[key] = window
    }
    return windows.values.sorted { ($1.seconds, $0.first) < ($0.seconds, $1.first) }
  }
}

extension EntryEvidence.Name {
  init(_ span: Span?) {
    switch span?.subject {
    case .none: self = .gone
    case .some(.nothing): self = .nothing
    case .some(.private): self = .private
    case .some(.window(let window)): self = .window(app: window.app, title: window.title)
    }
  }
}
