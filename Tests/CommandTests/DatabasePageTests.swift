import Foundation
import Testing

/// `docs/databases.md` has every table and column that fresh databases have, and no other.
@Suite struct DatabasePageTests {
  private static let page = "docs/databases.md"

  @Test(arguments: ["activity.db", "books.db"])
  func `the page has the tables and columns of the file`(file: String) throws {
    let there = try columns(of: file)
    let told = try Self.told(of: file)
    #expect(Set(told.keys) == Set(there.keys))
    for (table, names) in there { #expect(told[table]?.sorted() == names.sorted(), "\(table)") }
  }

  @Test(arguments: ["activity.db", "books.db"])
  func `the page names the file's form`(file: String) throws {
    let page = try ManualPage.lines(of: Self.page).joined(separator: " ")
    let form = try sqlite(file, "PRAGMA user_version").trimmingCharacters(in: .newlines)
    #expect(page.contains(try Regex("\(form)\\s+for\\s+`\(file)`")))
    let mark = try sqlite(file, "PRAGMA application_id").trimmingCharacters(in: .newlines)
    #expect(page.contains("`0x" + String(try #require(Int(mark)), radix: 16) + "`"))
  }

  private func columns(of file: String) throws -> [String: [String]] {
    let rows = try sqlite(
      file,
      """
      SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
      WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite~_%' ESCAPE '~'
      """
    ).split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
    #expect(rows.count > 20)
    return Dictionary(grouping: rows, by: \.[0]).mapValues { $0.map { $0[1] } }
  }

  private func sqlite(_ file: String, _ statement: String) throws -> String {
    try Program.proposed().session([
      "sqlite3 -readonly \"$DAYBOOK_HOME/data/\(file)\" \"\(statement)\""
    ])[0].output
  }

  /// The columns of each `### table` below `## file`.
  private static func told(of file: String) throws -> [String: [String]] {
    var told: [String: [String]] = [:]
    var (isBelow, table) = (false, "")
    for line in try ManualPage.lines(of: page) {
      if line.hasPrefix("## ") {
        isBelow = line == "## \(file)"
      } else if line.hasPrefix("### "), isBelow {
        table = String(line.dropFirst(4))
        told[table] = []
      } else if isBelow, line.hasPrefix("| `") {
        let cell = line.dropFirst(2).split(separator: " | ")[0]
        told[table]? += cell.matches(of: /`(\w+)`/).map { String($0.1) }
      }
    }
    return told
  }
}
