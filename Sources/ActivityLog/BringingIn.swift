import Activity

extension ActivityLog {
  /// Brings what the tail holds into the tables: all of it, or nothing.
  ///
  /// Safe beside the agent that adds to it, and beside others who do the same: the tables say up
  /// to where they have it.
  func bringInTail() throws(ActivityLogError) {
    guard try hasNews() else { return }
    try changing { () throws(ActivityLogError) in try takeTail() }
  }

  /// Brings in the tail and makes room for the next one: its number. On disk when it returns, so
  /// that the old tail may go.
  func beginTail() throws(ActivityLogError) -> Int64 {
    try changing { () throws(ActivityLogError) in
      try takeTail()
      return try nextTail()
    }
  }

  /// In a transaction: the next tail's number.
  func nextTail() throws(ActivityLogError) -> Int64 {
    try database.run("UPDATE tail SET sequence = sequence + 1, merged = 0")
    return try database.integer("SELECT sequence FROM tail")
  }

  /// In a transaction.
  func takeTail() throws(ActivityLogError) {
    guard let bytes = TailFile.bytes(besides: path), let merged = try merged(of: bytes),
      let tail = Tail(reading: bytes, after: merged), let last = tail.commits.last
    else { return }
    try replace(tail)
    try sign(tail, last)
    let update = try Statement("UPDATE tail SET sequence = ?1, merged = ?2", on: database)
    update.bind(tail.sequence, at: 1)
    update.bind(Int64(tail.size), at: 2)
    try update.run()
  }

  /// Whether the tail may hold what the tables don't.
  func hasNews() throws(ActivityLogError) -> Bool {
    guard let bytes = TailFile.bytes(besides: path), let merged = try merged(of: bytes) else {
      return false
    }
    return merged < bytes.count
  }

  /// How many bytes of this tail the tables have; nil for none that they could take.
  private func merged(of bytes: [UInt8]) throws(ActivityLogError) -> Int? {
    guard let tail = Tail(opening: bytes) else { return nil }
    let known = try Statement("SELECT sequence, merged FROM tail", on: database)
    guard try known.step() else { return 0 }
    // An older one is whole in the tables: its place has been given to the next.
    if tail.sequence < known.integer(0) { return nil }
    return tail.sequence == known.integer(0) ? Int(known.integer(1)) : 0
  }

  private func replace(_ tail: Tail) throws(ActivityLogError) {
    let (from, spans) = tail.folded
    let source = try number(ofSource: tail.source)
    let clear = try Statement("DELETE FROM span WHERE source = ?1 AND start >= ?2", on: database)
    clear.bind(source, at: 1)
    clear.bind(from, at: 2)
    try clear.run()
    let add = try Statement("INSERT INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)", on: database)
    for span in spans {
      try key(of: span).bind(to: add)
      try add.run()
    }
  }

  private func sign(_ tail: Tail, _ last: Tail.Commit) throws(ActivityLogError) {
    let source = try number(ofSource: tail.source)
    let add = try Statement(
      """
      INSERT INTO run (source, start, alive, last_input, state)
      SELECT ?1, ?2, ?2, NULL, 0
      WHERE NOT EXISTS (SELECT 1 FROM run WHERE source = ?1 AND start = ?2)
      """, on: database)
    let update = try Statement(
      """
      UPDATE run SET alive = max(alive, ?3), last_input = ?4, state = ?5
      WHERE source = ?1 AND start = ?2
      """, on: database)
    add.bind(source, at: 1)
    add.bind(tail.start, at: 2)
    try add.run()
    update.bind(source, at: 1)
    update.bind(tail.start, at: 2)
    update.bind(last.alive, at: 3)
    update.bind(last.lastInput, at: 4)
    update.bind(last.state.rawValue, at: 5)
    try update.run()
  }
}
