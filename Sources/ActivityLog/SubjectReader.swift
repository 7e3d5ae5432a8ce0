import Activity

/// Turns context numbers back into subjects.
final class SubjectReader {
  private let database: Database
  private var queries: Queries?
  private var subjects: [Int64: Subject] = [:]
  private var programs: [Int64: Window] = [:]
  private var texts: [Int64: String] = [0: ""]

  init(_ database: Database) { self.database = database }

  /// Prepared at the first question: a year asks thousands of times.
  private final class Queries {
    let window: Statement
    let program: Statement
    let text: Statement

    init(_ database: Database) throws(ActivityLogError) {
      window = try Statement(
        """
        SELECT title.text, context.url, context.program FROM context
        JOIN text AS title ON title.id = context.title WHERE context.id = ?1
        """, on: database)
      program = try Statement(
        """
        SELECT app, instance, executable, directory, workspace, fullscreen FROM program
        WHERE id = ?1
        """, on: database)
      text = try Statement("SELECT text FROM text WHERE id = ?1", on: database)
    }
  }

  /// Remembered: a day has few windows, and looks at each of them often.
  func subject(of context: Int64) throws(ActivityLogError) -> Subject {
    if let known = subjects[context] { return known }
    let subject = try read(context)
    subjects[context] = subject
    return subject
  }

  func read(_ context: Int64) throws(ActivityLogError) -> Subject {
    switch context {
    case Interner.nothing: return .nothing
    case Interner.hidden: return .private
    default: break
    }
    let queries = try prepared()
    let found = try queries.window.row(context) { row in
      (title: row.text(0), url: row.integer(1), program: row.integer(2))
    }
    guard let found else { throw Self.torn }
    var window = try program(found.program, queries)
    window.title = found.title
    window.url = try text(found.url, queries)
    return .window(window)
  }

  private func prepared() throws(ActivityLogError) -> Queries {
    if let queries { return queries }
    let queries = try Queries(database)
    self.queries = queries
    return queries
  }

  private func program(
    _ number: Int64, _ queries: Queries
  ) throws(ActivityLogError) -> Window {
    if let known = programs[number] { return known }
    let found = try queries.program.row(number) { row in (0..<6).map { row.integer($0) } }
    guard let found else { throw Self.torn }
    let texts = try found.prefix(5).map { (id) throws(ActivityLogError) in try text(id, queries) }
    let window = Window(
      app: texts[0], instance: texts[1], workspace: texts[4], executable: texts[2],
      directory: texts[3], fullscreen: found[5] != 0)
    programs[number] = window
    return window
  }

  private func text(_ number: Int64, _ queries: Queries) throws(ActivityLogError) -> String {
    if let known = texts[number] { return known }
    guard let text = try queries.text.row(number, { $0.text(0) }) else { throw Self.torn }
    texts[number] = text
    return text
  }

  private static let torn = ActivityLogError(
    .damaged, "The activity log names a window that it doesn't hold. Bring back a backup.")
}

extension Statement {
  /// The row of this number, read and let go: an open read would hold back the log's checkpoints.
  fileprivate borrowing func row<Result>(
    _ number: Int64, _ read: (borrowing Statement) -> Result
  ) throws(ActivityLogError) -> Result? {
    bind(number, at: 1)
    defer { reset() }
    return try step() ? read(self) : nil
  }
}
