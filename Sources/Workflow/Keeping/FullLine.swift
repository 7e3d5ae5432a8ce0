import Activity
import ActivityLog
import Books
import Foundation

/// One line of a full export.
///
/// It has one spelling: an import takes a line only where it is, byte for byte, what an export
/// would write for what it says.
enum FullLine: Equatable {
  case head(Head)
  case file(File)
  case span(Span)
  case run(Run)
  case row(BooksRow)
  /// How many lines came before; a file without it was cut off.
  case end(lines: Int)

  struct Head: Codable, Equatable {
    static let newest = 1

    /// Of these lines.
    var schema = Head.newest
    /// Of the books' tables; nil where there are none.
    var books: Int?
    /// Whether there is a record.
    var record: Bool
  }

  /// One of the files a person writes.
  struct File: Codable, Equatable {
    var name: String
    /// Base64 where it is no text.
    var text: String?
    var base64: Data?

    init(_ name: String, _ bytes: Data) {
      self.name = name
      text = String(validating: bytes, as: UTF8.self)
      base64 = text == nil ? bytes : nil
    }

    var bytes: Data { text.map { Data($0.utf8) } ?? base64 ?? Data() }
  }

  private struct WrittenRun: Codable {
    var source: String
    var start: Int64
    var alive: Int64
    var last_input: Int64?
    var state: Int64
  }

  private struct End: Codable { var lines: Int }

  private static let spanBegins = "{\"span\":"

  /// Without the line's end.
  func text(_ encoder: JSONEncoder) throws -> String {
    func object(_ name: String, _ value: some Encodable) throws -> String {
      FullLine.escaped(String(decoding: try encoder.encode([name: value]), as: UTF8.self))
    }
    switch self {
    case .head(let head): return try object("daybook", head)
    case .file(let file): return try object("file", file)
    case .span(let span): return FullLine.spanBegins + SpanLines.line(span) + "}"
    case .run(let run):
      return try object(
        "run",
        WrittenRun(
          source: run.source, start: run.start.milliseconds, alive: run.alive.milliseconds,
          last_input: run.lastInput?.milliseconds, state: run.state.rawValue))
    case .row(let row): return try object(row.table, row.cells)
    case .end(let lines): return try object("end", End(lines: lines))
    }
  }

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// - Returns: nil for a line that an export would not write.
  init?(_ line: String, _ decoder: JSONDecoder, _ encoder: JSONEncoder) {
    guard let read = FullLine.read(line, decoder), let again = try? read.text(encoder),
      again.utf8.elementsEqual(line.utf8)
    else { return nil }
    self = read
  }

  private static func read(_ line: String, _ decoder: JSONDecoder) -> FullLine? {
    if line.hasPrefix(spanBegins), line.hasSuffix("}") {
      let bytes = Array(line.utf8.dropFirst(spanBegins.utf8.count).dropLast())
      let spans = try? SpanLines.spans(
        in: bytes, zone: { (_: Instant, offset: Int32) in Zone(name: "", offset: offset) })
      return spans?.first.map(FullLine.span)
    }
    let bytes = Data(line.utf8)
    func value<Value: Decodable>(_ type: Value.Type, of name: String) -> Value? {
      line.hasPrefix("{\"\(name)\":")
        ? try? decoder.decode([String: Value].self, from: bytes)[name] : nil
    }
    if let head = value(Head.self, of: "daybook") { return .head(head) }
    if let file = value(File.self, of: "file") { return .file(file) }
    if let end = value(End.self, of: "end") { return .end(lines: end.lines) }
    if let run = value(WrittenRun.self, of: "run") {
      // 1970 to 9998, as of spans: beyond them arithmetic ends.
      let known: ClosedRange<Int64> = 0...253_370_764_800_000
      guard let state = Run.State(rawValue: run.state), run.start <= run.alive,
        known.contains(run.start), known.contains(run.alive),
        run.last_input.map(known.contains) ?? true
      else { return nil }
      return .run(
        Run(
          source: run.source, start: Instant(milliseconds: run.start),
          alive: Instant(milliseconds: run.alive),
          lastInput: run.last_input.map { Instant(milliseconds: $0) }, state: state))
    }
    guard let row = try? decoder.decode([String: [String: BooksRow.Cell]].self, from: bytes),
      let (table, cells) = row.first, row.count == 1
    else { return nil }
    return .row(BooksRow(table: table, cells: cells))
  }

  /// What controls a terminal, or hides or turns around text beside it, as `\u` of JSON.
  private static func escaped(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 >= 0x7f }) else { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.value >= 0x7f, let escape = scalar.jsonEscape {
        text += escape
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
