import Activity
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
    let first = range.map { Instant(seconds: days.range(of: $0.days.lowerBound).start) }
    let end = range.map { Instant(seconds: days.range(of: $0.days.upperBound).end) }
    guard let entry else {
      guard let first, let end else { return try books.events() }
      return try books.events(from: first, to: end)
    }
    let events = try books.events(changing: entryID(entry, in: books))
    guard let first, let end else { return events }
    return events.filter { first <= $0.reason.at && $0.reason.at < end }
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
