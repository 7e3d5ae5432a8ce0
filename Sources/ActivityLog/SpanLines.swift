import Activity

/// Spans as JSON Lines, one object a line: what `activity export` writes and `activity import`
/// takes back.
public enum SpanLines {
  /// The source of rows that name none.
  public static let importSource = "import"

  /// One span, without the line's end.
  public static func line(_ span: Span) -> String {
    var line = ""
    append(span, to: &line)
    return line
  }

  /// Adds one span, without the line's end.
  public static func append(_ span: Span, to line: inout String) {
    let window = span.subject.window ?? Window()
    line += "{\"start\":\"\(Timestamp.text(span.start, offset: span.zone.offset))\""
    line += ",\"end\":\"\(Timestamp.text(span.end, offset: span.zone.offset))\""
    line += ",\"presence\":\"\(span.presence.name)\""
    field("app", window.app, &line)
    field("instance", window.instance, &line)
    field("title", window.title, &line)
    field("workspace", window.workspace, &line)
    field("executable", window.executable, &line)
    field("source", span.source, &line)
    if !window.directory.isEmpty { field("directory", window.directory, &line) }
    if !window.url.isEmpty { field("url", window.url, &line) }
    if window.fullscreen { line += ",\"fullscreen\":true" }
    if span.subject == .private { line += ",\"private\":true" }
    if let reason = span.observation.handsOff { field("handsOff", reason.name, &line) }
    field("zone", span.zone.name, &line)
    line += "}"
  }

  /// Reads a whole file: every row or none.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; empty lines count as rows but say nothing.
  ///   - zone: the zone of rows that name none, from the start and the offset written in it.
  ///   - offset: the offset in force in a named zone, in seconds; nil for a name that is no zone,
  ///     whose row is refused. Without it every name is taken, with the offset in the row's start.
  /// - Throws: the first row that can't be taken, with its number and column.
  public static func spans(
    in bytes: some ContiguousBytesOfLines, zone: (Instant, Int32) -> Zone,
    offset: ((String, Instant) -> Int32?)? = nil
  ) throws(BadRow) -> [Span] {
    let result: Result<[Span], BadRow> = bytes.withBytes { buffer in
      do throws(BadRow) {
        return .success(try spans(inBuffer: buffer, zone, offset))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func spans(
    inBuffer buffer: UnsafeBufferPointer<UInt8>, _ zone: (Instant, Int32) -> Zone,
    _ offset: ((String, Instant) -> Int32?)?
  ) throws(BadRow) -> [Span] {
    var spans: [Span] = []
    var (position, row) = (0, 0)
    while position < buffer.count {
      row += 1
      let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count
      var last = end
      if last > position, buffer[last - 1] == UInt8(ascii: "\r") { last -= 1 }
      let line = UnsafeBufferPointer(rebasing: buffer[position..<last])
      position = end + 1
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
      var fields = FlatObjectReader(line, row: row)
      spans.append(try SpanRow(reading: &fields).span(zone, offset, row: row))
    }
    return spans
  }

  private static func field(_ name: String, _ text: String, _ line: inout String) {
    line += ",\"\(name)\":\""
    if text.utf8.allSatisfy(isPlain) { line += text } else { escape(text, &line) }
    line += "\""
  }

  /// Whether no character that has this byte needs a look: of those beyond ASCII, the hidden ones
  /// begin with one of four bytes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, 0x22, 0x5c, 0x7f, 0xc2, 0xd8, 0xe2, 0xef: false
    default: true
    }
  }

  private static func escape(_ text: String, _ line: inout String) {
    for scalar in text.unicodeScalars {
      if let escape = scalar.jsonEscape {
        line += escape
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }
}

/// A row that can't be taken. Nothing of its file was.
public struct BadRow: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1: the line in the file.
  public var row: Int
  /// From 1, in Unicode scalars.
  public var column: Int
  /// What is wrong and what would be right, as sentences.
  public var what: String

  public init(row: Int, column: Int, what: String) {
    self.row = row
    self.column = column
    self.what = what
  }

  public var description: String { "Row \(row), column \(column): \(what)" }
}

/// What holds its bytes in one piece: `[UInt8]`, or a mapped file.
public protocol ContiguousBytesOfLines {
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension [UInt8]: ContiguousBytesOfLines {
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeBufferPointer(body)
  }
}

extension UnsafeBufferPointer<UInt8>: ContiguousBytesOfLines {
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(self)
  }
}
