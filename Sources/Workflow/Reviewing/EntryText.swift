import Activity
import Books
import Foundation
import Timesheet

/// Entries as lines of text that a person edits.
///
///     2026-11-20
///     6c162a  8:29:11-10:01:55  acme/website/development  Edited cart.ts
///     new     14:00-15:00       acme/website              Kick-off call
public struct EntryText: Sendable {
  public var text: String
  /// The lines of entries as they were written, by the ids that stand in them.
  var rows: [String: Row] = [:]

  struct Row: Hashable, Sendable {
    var id: EntryID?
    var day: CivilDate
    /// From 1.
    var line = 0
    var times: String
    /// `-` for unassigned time.
    var project: String
    var billed: Bool?
    var note: String
  }

  /// - Parameter entries: by start; those that are decided stand there to be read alone.
  init(_ entries: [BookedEntry], on days: [CivilDate], times: (Entry) -> String) {
    text = EntryText.heading
    let width = entries.map { EntryText.project(of: $0.entry).count }.max() ?? 0
    for day in days {
      text += "\n\(day)\n"
      for booked in entries where booked.entry.day == day {
        let entry = booked.entry
        let label = EntryText.label(of: entry.id, among: entries)
        let row = Row(
          id: entry.id, day: day, times: times(entry), project: EntryText.project(of: entry),
          billed: entry.key.map(\.billable), note: asOneLine(entry.note))
        let line = [
          label, EntryText.padded(row.times, 17), EntryText.padded(row.project, width),
          row.billed == false ? "[nobill] \(row.note)" : row.note,
        ].joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        if entry.state == .proposed {
          rows[label] = row
          text += line + "\n"
        } else {
          text += "# \(entry.state.name): \(line)\n"
        }
      }
    }
  }

  private static let heading = """
    # Change times, projects and notes, then save and close. [nobill] or [bill] before a note says
    # whether it is billed. A line that begins with "new" is added; a line that you delete leaves
    # its entry as it is. "-" is unassigned time. Lines with # are for you alone.

    """

  /// The shortest of at least 6 digits that none of the others begins with.
  private static func label(of id: EntryID, among entries: [BookedEntry]) -> String {
    for length in 6..<id.text.count {
      let prefix = String(id.text.prefix(length))
      if entries.filter({ $0.entry.id.text.hasPrefix(prefix) }).count == 1 { return prefix }
    }
    return id.text
  }

  private static func project(of entry: Entry) -> String {
    guard let key = entry.key else { return "-" }
    return "\(key.project)" + (key.task.map { "/\($0)" } ?? "")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// A mistake in a line.
public struct EntryTextProblem: Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  public var what: String

  public var description: String { "line \(line): \(what)" }
}

extension EntryText {
  /// What stands in an edited text, in its order.
  ///
  /// - Throws: `EntryTextProblems` with every line that can't be read.
  static func read(_ text: String) throws -> [(label: String, row: Row)] {
    var day: CivilDate?
    var rows: [(label: String, row: Row)] = []
    var problems: [EntryTextProblem] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.trimmingCharacters(in: .whitespaces)
      if words.isEmpty || words.hasPrefix("#") { continue }
      if let date = CivilDate(words) {
        day = date
        continue
      }
      do throws(EntryTextProblem) {
        var (label, row) = try EntryText.row(words, line: index + 1, on: day)
        row.line = index + 1
        if label != "new", rows.contains(where: { $0.label == label }) {
          throw EntryTextProblem(
            line: index + 1, what: "Entry \(label) stands here twice. Keep one of its lines.")
        }
        rows.append((label, row))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw EntryTextProblems(problems: problems) }
    return rows
  }

  private static func row(
    _ text: String, line: Int, on day: CivilDate?
  ) throws(EntryTextProblem) -> (String, Row) {
    guard let day else {
      throw EntryTextProblem(
        line: line, what: "No day stands above it. Write one, such as 2026-11-20.")
    }
    guard let match = text.wholeMatch(of: /(\S+)\s+(\S+)\s+(\S+)(?:\s+\[(no)?bill\])?(?:\s+(.*))?/)
    else {
      throw EntryTextProblem(
        line: line,
        what: "\"\(text)\" is no entry. Write an id or \"new\", times, a project and a note.")
    }
    let marked = text.contains(/\[(no)?bill\]/)
    return (
      String(match.1),
      Row(
        day: day, times: String(match.2), project: String(match.3),
        billed: marked ? match.4 == nil : nil, note: match.5.map(String.init) ?? "")
    )
  }
}

/// Every mistake of a text; nothing of it was done.
public struct EntryTextProblems: Error, Hashable, Sendable {
  public var problems: [EntryTextProblem]
}

extension EntryTextProblem: Error {}
