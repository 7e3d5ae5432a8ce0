import Activity
import ActivityLog
import Books
import ConfigurationFiles
import Foundation

extension World {
  /// Makes books and record of a full export beside those in use, and verifies them. Nothing in use
  /// is changed until what it returns is carried out.
  ///
  /// - Parameters:
  ///   - source: a whole export.
  ///   - name: what the person calls it, for errors.
  /// - Throws: `Refusal` (2) with the number of the first line that can't be taken; (8) where all
  ///   of it together is not sound.
  public func prepareImport(_ source: ByteSource, named name: String) throws -> PreparedHome {
    let places = try settledPlaces()
    var reader = FullReader(source, name, progress)
    let head = try reader.head()
    let data = try stagedData(places)
    let record = data.path + "/activity.db"
    var files: [(name: String, bytes: Data)] = []
    var taken = Taken()
    func fill(_ insert: (BooksRow) throws -> Void) throws {
      let log = head.record ? try ActivityLog.open(path: record, mode: .write) : nil
      while let line = try reader.next() {
        switch line {
        case .head, .end: throw reader.refusal("It stands in the wrong place")
        case .file(let file):
          guard PersonFiles.isName(file.name), !files.contains(where: { $0.name == file.name })
          else { throw reader.refusal("Daybook has no such file, or it stands twice") }
          files.append((file.name, file.bytes))
        case .run(let run): taken.runs.append(run)
        case .span(let span): taken.spans.append(span)
        case .row(let row):
          guard head.books != nil else { throw reader.refusal("The head tells of no books") }
          do { try insert(row) } catch let error as BadBooksRow { throw reader.refusal(error.what) }
        }
        guard head.record || taken.isEmpty else {
          throw reader.refusal("The head tells of no record")
        }
        if let log { try taken.store(in: log, orLater: true, reader) }
      }
      if let log { try taken.store(in: log, orLater: false, reader) }
    }
    if let form = head.books {
      do {
        try Books.make(
          at: data.path + "/books.db", form: form, randomBytes: randomBytes, fill: fill)
      } catch let error as BadBooksRow {
        throw Refusal(.usage, "\(name): \(error.what). Nothing of the file was imported.")
      }
    } else {
      try fill { _ in }
    }
    let (counts, id) = try verified(data.path, head)
    progress?.end()
    return try PreparedHome(
      self, places, data: data, files: files, counts: counts, books: id, made: name)
  }

  private func verified(
    _ directory: String, _ head: FullLine.Head
  ) throws -> (counts: BackupCounts, books: String?) {
    var counts = BackupCounts()
    var id: String?
    if head.books != nil {
      let books = try soundBooks(in: directory)
      let held = try books.counts()
      (counts.entries, counts.events, counts.invoices) = (held.entries, held.events, held.invoices)
      id = try books.id()
      try books.letGo()
    }
    if head.record {
      let held = try soundRecord(in: directory).counts()
      (counts.spans, counts.runs) = (held.spans, held.runs)
    }
    return (counts, id)
  }
}

/// Spans and runs on their way into a record, many at a time.
private struct Taken {
  private static let batch = 5_000

  var spans: [Span] = []
  var runs: [Run] = []

  var isEmpty: Bool { spans.isEmpty && runs.isEmpty }

  mutating func store(in log: ActivityLog, orLater: Bool, _ reader: FullReader) throws {
    if orLater, spans.count + runs.count < Taken.batch { return }
    _ = try log.insert(runs)
    guard try log.insert(spans).inserted == spans.count else {
      throw reader.refusal("A span up to here stands twice, or two of a source begin at once")
    }
    self = Taken()
  }
}

/// The lines of a full export, each refused with its number.
private struct FullReader {
  private var source: SourceLines
  private let name: String
  private let progress: WorkProgress?
  private let decoder = JSONDecoder()
  private let encoder = FullLine.encoder
  private var number = 0

  init(_ source: ByteSource, _ name: String, _ progress: WorkProgress?) {
    self.source = SourceLines(source)
    self.name = name
    self.progress = progress
  }

  func refusal(_ what: String) -> Refusal {
    Refusal(.usage, "\(name):\(number): \(what). Nothing of the file was imported.")
  }

  mutating func head() throws -> FullLine.Head {
    guard case .head(let head)? = try line() else {
      number = 1
      throw refusal("This is no full export of Daybook's")
    }
    guard head.schema == FullLine.Head.newest, (2...Books.form).contains(head.books ?? 2) else {
      throw refusal(
        "Another Daybook wrote this file, in a form that this one does not know. Update")
    }
    return head
  }

  /// Nil at the end, which must be there, and the last.
  mutating func next() throws -> FullLine? {
    guard let line = try line() else {
      throw refusal("The file ends before its last line, so some of it is missing")
    }
    guard case .end(let lines) = line else { return line }
    guard lines == number - 1 else {
      throw refusal("\(number - 1) lines stand before this one, and there were \(lines)")
    }
    guard try source.next() == nil else {
      number += 1
      throw refusal("Something stands behind the last line")
    }
    return nil
  }

  private mutating func line() throws -> FullLine? {
    guard let line = try source.next() else { return nil }
    number += 1
    if number % 1000 == 0 {
      progress?.report("Reading", source.taken, of: Int64(source.count ?? 0))
    }
    guard case .whole(let bytes) = line, let text = String(validating: bytes, as: UTF8.self),
      let line = FullLine(text, decoder, encoder)
    else {
      if number == 1 { return nil }
      throw refusal("Daybook writes no such line")
    }
    return line
  }
}
