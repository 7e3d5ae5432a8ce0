/// A map of a file, read by a schema: every key is known, or the file is refused.
struct Fields {
  let file: String
  let mark: YAMLMark
  private let values: [String: YAMLNode]
  let keys: [YAMLKey]

  /// - Parameter known: the keys that may stand here; nil for any.
  init(_ node: YAMLNode, _ file: String, of what: String, known: [String]?) throws(BadFile) {
    self.file = file
    mark = node.mark
    if node.isEmpty {
      (values, keys) = ([:], [])
      return
    }
    guard case .map(let pairs) = node.value else {
      throw BadFile(
        file: file, line: node.mark.line, column: node.mark.column,
        what: "\(what) takes keys and values", next: "Write 'key: value' pairs here")
    }
    if let known {
      for (key, _) in pairs where !known.contains(key.text) {
        throw BadFile.unknownKey(key, file, of: what, known)
      }
    }
    values = Dictionary(pairs.map { ($0.key.text, $0.value) }) { first, _ in first }
    keys = pairs.map(\.key)
  }

  /// Nil where the key is absent.
  subscript(key: String) -> YAMLNode? { values[key] }

  func required(_ key: String, of what: String, next: String) throws(BadFile) -> YAMLNode {
    guard let node = values[key] else {
      throw BadFile(
        file: file, line: mark.line, column: mark.column, what: "\(what) has no '\(key)'",
        next: next)
    }
    return node
  }
}

extension BadFile {
  static func unknownKey(
    _ key: YAMLKey, _ file: String, of what: String, _ known: [String]
  ) -> BadFile {
    let near = nearest(to: key.text, in: known)
    return BadFile(
      file: file, line: key.mark.line, column: key.mark.column,
      what: "Unknown key \(quoted(key.text))",
      why: "\(what) takes \(listed(known, limit: 20))",
      next: near.map { "The nearest is '\($0)'" } ?? "Use one of those")
  }
}
