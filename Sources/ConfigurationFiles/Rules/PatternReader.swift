import Rules

/// Compiles the patterns of one file, with those that its `let` names.
struct PatternReader {
  let values: Values
  let engine: PatternEngine
  /// Filled in already: a name is usable below its line.
  private(set) var named: [String: String] = [:]
  private var names: [String] = []
  private let budget = PatternBudget()

  init(_ values: Values, engine: PatternEngine) {
    self.values = values
    self.engine = engine
  }

  /// Reads `let: { name: pattern }`.
  mutating func define(_ node: YAMLNode) throws(BadFile) {
    let fields = try Fields(node, values.file, of: "let", known: nil)
    for key in fields.keys {
      guard let node = fields[key.text] else { continue }
      let first = key.text.unicodeScalars.first
      guard key.text.unicodeScalars.allSatisfy(PatternReader.isPartOfName),
        first.map({ !("0"..."9").contains($0) }) ?? false
      else {
        throw BadFile(
          file: values.file, line: key.mark.line, column: key.mark.column,
          what: "\(quoted(key.text)) can't name a pattern",
          why: "A name is letters, digits and '_', and begins with no digit",
          next: "Choose such a name")
      }
      let text = try values.text(node, "A pattern")
      _ = try pattern(text, node, skipping: 0)
      named[key.text] = try filled(text, node)
      names.append(key.text)
    }
  }

  /// A pattern in a key that takes nothing else.
  func pattern(_ node: YAMLNode, _ what: String) throws(BadFile) -> Pattern {
    try pattern(try values.text(node, what), node, skipping: 0)
  }

  /// A text compared whole, or `/pattern/`, or `$name`.
  func wholeOrPattern(_ node: YAMLNode, _ what: String) throws(BadFile) -> TextTest {
    let text = try values.text(node, what)
    if text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
      return .pattern(try pattern(String(text.dropFirst().dropLast()), node, skipping: 1))
    }
    if text.hasPrefix("$"), text.dropFirst().unicodeScalars.allSatisfy(PatternReader.isPartOfName) {
      return .pattern(try pattern(text, node, skipping: 0))
    }
    return .whole(text)
  }

  /// - Parameter skipping: how many characters of the scalar stand before the pattern.
  private func pattern(
    _ text: String, _ node: YAMLNode, skipping: Int
  ) throws(BadFile) -> Pattern {
    let filled = try filled(text, node)
    guard budget.take(filled.utf8.count) else {
      throw values.refusal(
        node, "The patterns of this file are longer than \(PatternBudget.largest >> 10) KiB",
        why: "Names of 'let' count wherever they are used", next: "Split the file, or shorten them")
    }
    do {
      return try Pattern(
        filled, engine: engine,
        at: Pattern.Mark(line: node.mark.line, column: node.mark.column))
    } catch {
      throw BadFile(
        file: values.file, line: node.mark.line,
        column: error.offset.map {
          column(of: $0 + skipping, in: text, node, filled: filled != text)
        } ?? node.mark.column,
        what: "The pattern \(quoted(text)) does not compile",
        why: error.description.prefix(1).uppercased() + error.description.dropFirst()
          + (filled == text ? "" : ", with its $names filled in"),
        next: "Correct it there, or put a backslash before a character that is meant as it is")
    }
  }

  /// Where the character `offset` of a scalar stands in its line, where that can be told.
  private func column(
    of offset: Int, in text: String, _ node: YAMLNode, filled: Bool
  ) -> Int {
    guard !filled, case .scalar(let whole, let style) = node.value, !whole.contains("\n") else {
      return node.mark.column
    }
    switch style {
    case .plain: return node.mark.column + offset
    case .singleQuoted where !whole.contains("'"): return node.mark.column + 1 + offset
    case .doubleQuoted where !whole.contains(where: { $0 == "\\" || $0 == "\"" || $0 == "\t" }):
      return node.mark.column + 1 + offset
    case .singleQuoted, .doubleQuoted, .block: return node.mark.column
    }
  }

  /// With each `$name` as the pattern that `let` gives it. A `$` in a class or after a backslash
  /// is a dollar; before anything but a name it is the end of the text, as ever.
  private func filled(_ text: String, _ node: YAMLNode) throws(BadFile) -> String {
    guard text.contains("$") else { return text }
    var output = String.UnicodeScalarView()
    var bytes = text.utf8.count
    var rest = text.unicodeScalars[...]
    var inClass = false
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        output.append(scalar)
        if let next = rest.popFirst() { output.append(next) }
      case "[" where !inClass:
        inClass = true
        output.append(scalar)
        // A bracket right at the beginning of a class is a member of it.
        if rest.first == "^" { output.append(rest.removeFirst()) }
        if rest.first == "]" { output.append(rest.removeFirst()) }
      case "]":
        inClass = false
        output.append(scalar)
      case "$" where !inClass:
        let word = String(String.UnicodeScalarView(rest.prefix(while: PatternReader.isPartOfName)))
        guard let first = word.unicodeScalars.first, !("0"..."9").contains(first) else {
          output.append(scalar)
          continue
        }
        guard let pattern = named[word] else { throw unknownName(word, node) }
        output.append(contentsOf: "(?:\(pattern))".unicodeScalars)
        bytes += pattern.utf8.count
        rest = rest.dropFirst(word.unicodeScalars.count)
      default: output.append(scalar)
      }
      // Names in names multiply: stop long before memory does.
      guard bytes <= 2 * Pattern.longest else {
        throw values.refusal(
          node, "The pattern is longer than \(Pattern.longest) bytes with its $names filled in",
          next: "Shorten it")
      }
    }
    return String(output)
  }

  private func unknownName(_ word: String, _ node: YAMLNode) -> BadFile {
    let near = nearest(to: word, in: names).map { "The nearest is '$\($0)'" }
    return values.refusal(
      node, "No pattern is named \(quoted("$" + word))",
      why: names.isEmpty
        ? "This file has no 'let' above" : "'let' has \(listed(names.map { "$" + $0 }))",
      next: near ?? "Name it under 'let', or write '\\$' for a dollar sign")
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }
}

/// How much one file may ask to compile: short names can stand for long patterns, many times.
private final class PatternBudget {
  static let largest = 512 << 10
  private var left = largest

  func take(_ bytes: Int) -> Bool {
    left -= bytes
    return left >= 0
  }
}
