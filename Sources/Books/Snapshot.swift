import Foundation
import GRDB

/// What an event keeps of all that it changed, on one side of the change.
struct Snapshot: Codable, Hashable {
  var entries: [EntrySnapshot] = []
  var links: [LinkRow] = []
  var days: [ClosedDayRow] = []
  /// Digests of notes that were erased.
  var notes: [String] = []
  /// Digests of pushes and invoices that were made, by their ids.
  var pushes: [String: String]?
  var invoices: [String: String]?
  /// Rules that were taken out, or written.
  var rules: [RuleSnapshot]?
  /// The numbers of the proposals that were taken back, or made again, with the event's step.
  var steps: [Int64]?

  var isEmpty: Bool { entries.isEmpty && links.isEmpty && days.isEmpty && notes.isEmpty }

  /// As an event stores it: each note by its digest.
  func json(_ notes: Notes, salt: () -> [UInt8]) throws -> String {
    var sealed = self
    for index in sealed.entries.indices {
      let entry = sealed.entries[index].entry
      sealed.entries[index].entry.note = try notes.keep(entry.note, of: entry.id, salt: salt)
    }
    sealed.rules = try rules?.map {
      RuleSnapshot(file: $0.file, text: try notes.keep($0.text, of: $0.file, salt: salt))
    }
    return try sealed.text()
  }

  /// With each note's digest in place of its text.
  init(sealed json: String) throws {
    do {
      self = try JSONDecoder().decode(Snapshot.self, from: Data(json.utf8))
    } catch {
      throw BooksError.damaged("An event can't be read: \(error)")
    }
  }

  init(_ json: String, _ notes: Notes) throws {
    try self.init(sealed: json)
    for index in entries.indices {
      entries[index].entry.note = try notes.text(entries[index].entry.note)
    }
    rules = try rules?.map { RuleSnapshot(file: $0.file, text: try notes.text($0.text)) }
  }

  init(
    entries: [EntrySnapshot] = [], links: [LinkRow] = [], days: [ClosedDayRow] = []
  ) {
    self.entries = entries
    self.links = links
    self.days = days
  }
}

/// An entry as an event keeps it.
struct EntrySnapshot: Codable, Hashable {
  var entry: EntryRecord
  var spans: [ShareRecord]

  init(_ booked: BookedEntry) {
    entry = EntryRecord(booked)
    spans = booked.entry.shares.map { ShareRecord($0, of: booked.entry.id) }
  }

  init(entry: EntryRecord, spans: [ShareRecord]) {
    self.entry = entry
    self.spans = spans
  }

  private enum CodingKeys: CodingKey { case entry, spans }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let entry = try container.decode(EntryRecord.self, forKey: .entry)
    self.init(
      entry: entry,
      spans: try container.decode([String].self, forKey: .spans).map {
        try ShareRecord($0, of: entry.id)
      })
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(entry, forKey: .entry)
    try container.encode(spans.map(\.text), forKey: .spans)
  }

  func booked() throws -> BookedEntry { try entry.booked(shares: spans.map { try $0.share() }) }
}

extension ShareRecord {
  /// `from to span`, with `-` for no span and a `+` behind what was absorbed: shares are most of a
  /// history.
  var text: String { "\(from_s) \(to_s) \(span ?? "-")\(absorbed ? "+" : "")" }

  init(_ text: String, of entry: String) throws {
    let words = text.split(separator: " ")
    guard words.count == 3, let from = Int64(words[0]), let to = Int64(words[1]) else {
      throw BooksError.damaged("An event tells of evidence that is none: \(text)")
    }
    let absorbed = words[2].hasSuffix("+")
    let span = absorbed ? words[2].dropLast() : words[2]
    self.init(
      entry: entry, from_s: from, to_s: to, span: span == "-" ? nil : String(span),
      absorbed: absorbed)
  }
}
