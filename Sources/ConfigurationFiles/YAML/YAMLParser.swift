// Yams brings libyaml, and its own `compose` follows aliases and nests as deep as the file says
// before anyone can refuse. So the events are read here, and refused as they come.
import CYaml

/// A YAML file as nodes. Refuses what a person's settings never need and an attacker likes:
/// anchors, aliases, merge keys, tags, several documents, the same key twice, deep nesting.
struct YAMLParser {
  static let deepest = 32
  static let mostNodes = 100_000
  static let tooDeep = "This is nested deeper than \(deepest) levels"

  private let file: String
  private let events: YAMLEvents
  private var nodes = 0

  /// - Parameters:
  ///   - text: checked by `SettingsFile`, at most 1 MiB.
  ///   - file: as the person knows it.
  /// - Returns: nil where the file holds nothing but comments.
  static func parse(_ text: String, file: String) throws(BadFile) -> YAMLNode? {
    var bytes = text
    // The parser keeps a pointer into the bytes while it runs.
    let result: Result<YAMLNode?, BadFile> = bytes.withUTF8 { buffer in
      do throws(BadFile) {
        var parser = YAMLParser(file: file, events: YAMLEvents(buffer, file: file))
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(file: String, events: YAMLEvents) {
    self.file = file
    self.events = events
  }

  private mutating func document() throws(BadFile) -> YAMLNode? {
    _ = try events.next()  // The stream's start.
    guard case .documentStart = try events.next().kind else { return nil }
    let root = try node(try events.next(), depth: 1)
    _ = try events.next()  // The document's end.
    let after = try events.next()
    if case .streamEnd = after.kind { return root }
    throw refusal(
      after.mark, "A second document begins here", "One file is one document",
      "Remove the '---', or move what follows to a file of its own")
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(BadFile) -> YAMLNode {
    nodes += 1
    guard nodes <= YAMLParser.mostNodes else {
      throw refusal(
        event.mark, "The file has more than \(YAMLParser.mostNodes) values", "", "Split it")
    }
    guard depth <= YAMLParser.deepest else {
      throw refusal(
        event.mark, YAMLParser.tooDeep, "", "Write it flatter")
    }
    if event.hasAnchor {
      throw refusal(
        event.mark, "Anchors ('&name') are not read here", "",
        "Write the value where it is used, or name a pattern under 'let'")
    }
    if event.hasTag {
      throw refusal(
        event.mark, "Tags ('!name') are not read here", "",
        "Remove the tag, or put the text in quotes")
    }
    switch event.kind {
    case .alias:
      throw refusal(
        event.mark, "Aliases ('*name') are not read here", "",
        "Write the value out, or put the text in quotes if it begins with '*'")
    case .scalar(let text, let style):
      try check(text, event.mark)
      return YAMLNode(value: .scalar(text, style), mark: event.mark)
    case .listStart: return YAMLNode(value: .list(try list(depth)), mark: event.mark)
    case .mapStart: return YAMLNode(value: .map(try map(depth)), mark: event.mark)
    case .documentStart, .listEnd, .mapEnd, .streamEnd, .other:
      throw refusal(event.mark, "This is not YAML", "", "Look at the lines above")
    }
  }

  private mutating func list(_ depth: Int) throws(BadFile) -> [YAMLNode] {
    var values: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .listEnd = event.kind { return values }
      values.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func map(_ depth: Int) throws(BadFile) -> [(key: YAMLKey, value: YAMLNode)] {
    var pairs: [(key: YAMLKey, value: YAMLNode)] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try events.next()
      if case .mapEnd = event.kind { return pairs }
      let key = try node(event, depth: depth + 1)
      guard case .scalar(let text, let style) = key.value else {
        throw refusal(key.mark, "A key is one word, not a list or a map", "", "Write one word")
      }
      if text == "<<", style == .plain {
        throw refusal(
          key.mark, "Merge keys ('<<') are not read here", "", "Write the keys out")
      }
      if let line = lines.updateValue(key.mark.line, forKey: text) {
        throw refusal(
          key.mark, "The key \(quoted(text)) stands here a second time",
          "The first is in line \(line)", "Keep one of them")
      }
      pairs.append(
        (YAMLKey(text: text, mark: key.mark), try node(try events.next(), depth: depth + 1)))
    }
  }

  /// Escapes in double quotes can write what the file itself may not hold.
  private func check(_ text: String, _ mark: YAMLMark) throws(BadFile) {
    for scalar in text.unicodeScalars
    where (scalar.value < 0x20 && scalar != "\t" && scalar != "\n")
      || (0x7f..<0xa0).contains(scalar.value)
    {
      throw refusal(
        mark, "The text holds the control character U+\(hexadecimal(scalar.value))", "",
        "Remove it")
    }
  }

  private func refusal(
    _ mark: YAMLMark, _ what: String, _ why: String, _ next: String
  ) -> BadFile {
    BadFile(
      file: file, line: mark.line, column: mark.column, what: what, why: why, next: next)
  }
}

/// Four digits or more, upper case.
func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
