import Books
import Timesheet

extension Home {
  /// The events of the books, oldest first.
  ///
  /// - Parameters:
  ///   - entry: a prefix of an id, of a present entry or one that was: its events alone.
  ///   - range: the working days on which they happened; all without.
  public func history(entry: String? = nil, range: DateRange? = nil) throws -> [Event] {
    let books = try books()
    let events =
      try entry.map { try books.events(changing: entryID($0, in: books)) }
      ?? books.events()
    guard let range else { return events }
    return events.filter {
      range.days.contains(days.date(at: $0.reason.at.flooredSeconds))
    }
  }

  /// The id that a prefix means: of a present entry, else of one that the history knows.
  ///
  /// - Throws: `Refusal` (3) for none or several.
  func entryID(_ prefix: String, in books: Books) throws -> EntryID {
    let present = try books.entries(withPrefix: prefix).map(\.entry.id)
    let found = present.isEmpty ? try books.pastEntries(withPrefix: prefix) : present
    switch found.count {
    case 1: return found[0]
    case 0:
      throw Refusal(
        .noMatch, "No entry \"\(prefix)\", now or in the history. \"daybook entries\" lists them.")
    default:
      let candidates = found.prefix(5).map(\.text).joined(separator: ", ")
      throw Refusal(.noMatch, "\"\(prefix)\" could be \(candidates). Give more of the id.")
    }
  }
}
