import Activity
import CSQLite

/// A span as numbers.
struct SpanKey {
  var source, start, length, presence, zone, context: Int64

  func bind(to statement: borrowing Statement) {
    statement.bind(source, at: 1)
    statement.bind(start, at: 2)
    statement.bind(length, at: 3)
    statement.bind(presence, at: 4)
    statement.bind(zone, at: 5)
    statement.bind(context, at: 6)
  }
}

/// Gives every source, zone, text and window a number, the same one each time.
///
/// Remembers a bounded number of answers; valid inside the transaction that asked and after its
/// commit, so `forget` after a rollback.
final class Interner {
  static let nothing: Int64 = 0
  static let hidden: Int64 = 1

  /// How many windows are remembered: little in an agent that runs for weeks.
  var limit = 256

  private let database: Database
  private var sources: [String: Int64] = [:]
  private var zones: [Zone: Int64] = [:]
  private var windows: [Window: Int64] = [:]

  init(_ database: Database) { self.database = database }

  func forget() {
    sources = [:]
    zones = [:]
    windows = [:]
  }

  func key(of span: Span) throws(ActivityLogError) -> SpanKey {
    SpanKey(
      source: try number(ofSource: span.source), start: span.start.milliseconds,
      length: span.milliseconds, presence: PresenceCode.code(of: span.observation),
      zone: try number(of: span.zone), context: try number(of: span.subject))
  }

  func number(ofSource name: String) throws(ActivityLogError) -> Int64 {
    if let known = sources[name] { return known }
    let find = try Statement("SELECT id FROM source WHERE name = ?1", on: database)
    let add = try Statement("INSERT INTO source (name) VALUES (?1)", on: database)
    find.bind(name, at: 1)
    add.bind(name, at: 1)
    let number = try Self.number(find, add, database)
    sources[name] = number
    return number
  }

  private func number(of zone: Zone) throws(ActivityLogError) -> Int64 {
    if let known = zones[zone] { return known }
    let find = try Statement("SELECT id FROM zone WHERE name = ?1 AND offset = ?2", on: database)
    let add = try Statement("INSERT INTO zone (name, offset) VALUES (?1, ?2)", on: database)
    find.bind(zone.name, at: 1)
    find.bind(Int64(zone.offset), at: 2)
    add.bind(zone.name, at: 1)
    add.bind(Int64(zone.offset), at: 2)
    let number = try Self.number(find, add, database)
    if zones.count >= limit { zones = [:] }
    zones[zone] = number
    return number
  }

  private func number(of subject: Subject) throws(ActivityLogError) -> Int64 {
    switch subject {
    case .nothing: return Self.nothing
    case .private: return Self.hidden
    // A window of which nothing is known is told from no window by nothing.
    case .window(Window()): return Self.nothing
    case .window(let window):
      if let known = windows[window] { return known }
      let number = try number(of: window)
      if windows.count >= limit { windows = [:] }
      windows[window] = number
      return number
    }
  }

  private func number(of window: Window) throws(ActivityLogError) -> Int64 {
    let program = try number(ofProgram: window)
    let title = try number(ofText: window.title)
    let url = try number(ofText: window.url)
    let find = try Statement(
      "SELECT id FROM context WHERE title = ?1 AND program = ?2 AND url = ?3", on: database)
    let add = try Statement(
      "INSERT INTO context (title, program, url) VALUES (?1, ?2, ?3)", on: database)
    for (index, value) in [title, program, url].enumerated() {
      find.bind(value, at: Int32(index + 1))
      add.bind(value, at: Int32(index + 1))
    }
    return try Self.number(find, add, database)
  }

  private func number(ofProgram window: Window) throws(ActivityLogError) -> Int64 {
    let columns = "app, instance, executable, directory, workspace, fullscreen"
    let find = try Statement(
      "SELECT id FROM program WHERE (\(columns)) = (?1, ?2, ?3, ?4, ?5, ?6)", on: database)
    let add = try Statement(
      "INSERT INTO program (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", on: database)
    let texts = [
      window.app, window.instance, window.executable, window.directory, window.workspace,
    ]
    for (index, text) in texts.enumerated() {
      let number = try number(ofText: text)
      find.bind(number, at: Int32(index + 1))
      add.bind(number, at: Int32(index + 1))
    }
    find.bind(window.fullscreen ? 1 : 0, at: 6)
    add.bind(window.fullscreen ? 1 : 0, at: 6)
    return try Self.number(find, add, database)
  }

  private func number(ofText text: String) throws(ActivityLogError) -> Int64 {
    guard !text.isEmpty else { return 0 }
    let find = try Statement("SELECT id FROM text WHERE text = ?1", on: database)
    let add = try Statement("INSERT INTO text (text) VALUES (?1)", on: database)
    find.bind(text, at: 1)
    add.bind(text, at: 1)
    return try Self.number(find, add, database)
  }

  private static func number(
    _ find: borrowing Statement, _ add: borrowing Statement, _ database: Database
  ) throws(ActivityLogError) -> Int64 {
    if let found = try find.first() { return found }
    try add.run()
    return sqlite3_last_insert_rowid(database.handle)
  }
}
