import Activity

/// A file a person wrote that can't be used. Exit code 2.
public struct BadFile: Error, Hashable, Sendable, CustomStringConvertible {
  /// As the person knows it, from the configuration directory on: `rules.d/10-acme.yaml`.
  public var file: String
  /// From 1, columns in Unicode scalars; both 0 where the file as a whole is meant.
  public var line, column: Int
  /// Sentences without their full stop; `why` may be empty.
  public var what, why, next: String

  public init(
    file: String, line: Int = 0, column: Int = 0, what: String, why: String = "", next: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
    self.why = why
    self.next = next
  }

  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(place): "
      + [what, why, next].filter { !$0.isEmpty }.map { $0 + "." }.joined(separator: " ")
  }
}

/// `text` for a sentence: in quotes, at most 60 characters, nothing in it that acts on a terminal.
func quoted(_ text: some StringProtocol) -> String {
  var shown = "\""
  for scalar in text.unicodeScalars.prefix(60) {
    shown +=
      scalar.isHidden ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
  }
  return shown + (text.unicodeScalars.count > 60 ? "…\"" : "\"")
}

/// `a`, `a and b`, `a, b and c`; past `limit` only their number.
func listed(_ words: [String], limit: Int = 12) -> String {
  guard words.count <= limit else {
    return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
  }
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

/// The word of `known` nearest to `word`: at most a third of its letters changed.
func nearest(to word: String, in known: [String]) -> String? {
  let limit = max(1, word.unicodeScalars.count / 3)
  return known.map { ($0, distance(word, $0)) }
    .filter { $0.1 <= limit }
    .min { $0.1 < $1.1 }?.0
}

/// Letters to insert, drop, replace or swap with their neighbour to make one word the other
/// (optimal string alignment).
func distance(_ left: String, _ right: String) -> Int {
  let (a, b) = (Array(left.lowercased().unicodeScalars), Array(right.lowercased().unicodeScalars))
  guard a.count <= 64, b.count <= 64 else { return .max }
  var (before, last) = ([Int](), Array(0...b.count))
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
      row.append(best)
    }
    (before, last) = (last, row)
  }
  return last[b.count]
}
