import Activity
import CSQLite

extension ActivityLog {
  /// What was erased, or would be.
  public struct Erasure: Hashable, Sendable {
    /// Spans that lose a name.
    public var spans = 0
    /// How much time they cover.
    public var milliseconds: Int64 = 0
    /// From the first of it to the last; nil where nothing is erased.
    public var from: Instant?
    public var to: Instant?
    /// The time that loses a name, piece by piece.
    public var stretches: [Range<Instant>] = []

    public init() {}

    mutating func count(_ old: Span, _ new: [Span]) {
      spans += 1
      for piece in new where piece.subject != old.subject {
        milliseconds += piece.milliseconds
        if piece.start < piece.end { stretches.append(piece.start..<piece.end) }
        from = min(from ?? piece.start, piece.start)
        to = max(to ?? piece.end, piece.end)
      }
    }
  }

  /// What `erase` would do with the same words. Changes nothing.
  public func erasure(
    from start: Instant, to end: Instant, pieces: (Span) -> [Span]
  ) throws(ActivityLogError) -> Erasure {
    var erasure = Erasure()
    for (old, new) in try changes(from: start, to: end, pieces) { erasure.count(old, new) }
    return erasure
  }

  /// Takes names out of the spans that overlap [start, end), and every trace of names that no
  /// span has any more out of the file, its WAL and its free pages. The time stays.
  ///
  /// Safe beside a running agent, which must have forgotten its own part first.
  ///
  /// - Parameter pieces: a span as one or more that tile it, with other subjects at most.
  /// - Throws: `.busy` while another program reads: names may then be left in the WAL until it is
  ///   done, and asking again takes them out. `.storage` where there is no room to rewrite the
  ///   file.
  public func erase(
    from start: Instant, to end: Instant, pieces: (Span) -> [Span]
  ) throws(ActivityLogError) -> Erasure {
    var erasure = Erasure()
    // Deleting a window would look through all spans for one that has it, each time.
    try database.run("PRAGMA foreign_keys = OFF")
    defer { try? database.run("PRAGMA foreign_keys = ON") }
    try changing { () throws(ActivityLogError) in
      let clear = try Statement(
        "DELETE FROM span WHERE source = ?1 AND start = ?2", on: database)
      let add = try Statement(
        "INSERT INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)", on: database)
      for (old, new) in try changes(from: start, to: end, pieces) {
        clear.bind(try key(of: old).source, at: 1)
        clear.bind(old.start.milliseconds, at: 2)
        try clear.run()
        for piece in new {
          try key(of: piece).bind(to: add)
          try add.run()
        }
        erasure.count(old, new)
      }
      try dropUnused()
    }
    forgetNames()
    try checkpoint()
    // A page that was split keeps a copy of what moved in its unused part: written anew, the file
    // has none.
    try database.run("VACUUM")
    try checkpoint()
    // A living agent keeps its own, and has taken the names out of it.
    if try !hasNews() { TailFile.remove(besides: path) }
    return erasure
  }

  private func changes(
    from start: Instant, to end: Instant, _ pieces: (Span) -> [Span]
  ) throws(ActivityLogError) -> [(old: Span, new: [Span])] {
    var changes: [(old: Span, new: [Span])] = []
    var begins = try Begins(self)
    for span in try spans(from: start, to: end) {
      let new = pieces(span)
      guard new.contains(where: { $0.subject != span.subject }) else { continue }
      changes.append((span, try begins.apart(new, of: span)))
    }
    return changes
  }

  /// Windows, programs and texts that nothing refers to.
  private func dropUnused() throws(ActivityLogError) {
    for sql in [
      "DELETE FROM context WHERE id > \(Interner.hidden) AND id NOT IN (SELECT context FROM span)",
      """
      DELETE FROM program WHERE id NOT IN
        (SELECT program FROM context WHERE program IS NOT NULL)
      """,
      """
      DELETE FROM text WHERE id NOT IN (
        SELECT title FROM context UNION SELECT url FROM context UNION SELECT app FROM program
        UNION SELECT instance FROM program UNION SELECT executable FROM program
        UNION SELECT directory FROM program UNION SELECT workspace FROM program)
      """,
    ] {
      try database.run(sql)
    }
  }

  /// Brings the WAL into the file, and its length to nothing.
  private func checkpoint() throws(ActivityLogError) {
    guard try database.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0 else {
      throw ActivityLogError(
        .busy,
        "\(path) is being read by another program, so names may still be in \(path)-wal. End that "
          + "program and do the same again.")
    }
  }
}

/// Where spans begin. A source has one span that begins at an instant; where some of its spans
/// overlap, as in what was imported, a cut may fall where another begins. It moves by milliseconds
/// then, to where more is hidden.
private struct Begins: ~Copyable {
  private let log: ActivityLog
  private let find: Statement
  private var new: Set<Begin> = []

  private struct Begin: Hashable {
    var source: String
    var at: Instant
  }

  init(_ log: ActivityLog) throws(ActivityLogError) {
    self.log = log
    find = try Statement("SELECT 1 FROM span WHERE source = ?1 AND start = ?2", on: log.database)
  }

  /// - Parameter pieces: of `old`, in order; they tile it, and so does what is returned.
  mutating func apart(_ pieces: [Span], of old: Span) throws(ActivityLogError) -> [Span] {
    var result = Array(pieces.prefix(1))
    for piece in pieces.dropFirst() {
      let before = result.removeLast()
      let hides = piece.subject != old.subject
      var cut = piece.start
      while before.start < cut, cut < piece.end, try isTaken(cut, of: old.source) {
        cut = Instant(milliseconds: cut.milliseconds + (hides ? -1 : 1))
      }
      if before.start < cut {
        var left = before
        left.end = cut
        result.append(left)
      }
      if cut < piece.end {
        var right = piece
        right.start = cut
        result.append(right)
        new.insert(Begin(source: old.source, at: cut))
      }
    }
    return result
  }

  private func isTaken(_ begin: Instant, of source: String) throws(ActivityLogError) -> Bool {
    if new.contains(Begin(source: source, at: begin)) { return true }
    find.bind(try log.number(ofSource: source), at: 1)
    find.bind(begin.milliseconds, at: 2)
    return try find.first() != nil
  }
}
