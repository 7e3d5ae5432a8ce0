/// The texts that a pattern can't match without, read from its form alone.
///
/// Whatever is not understood counts as anything at all: what is found here is certain.
struct LiteralRuns: Equatable {
  /// In order. Whoever matches the pattern holds each of them, without regard to case.
  private(set) var runs: [String] = []
  /// The first run stands at the beginning of the text, the last one at its end.
  private(set) var beginsText = false
  private(set) var endsText = false
  /// The pattern is its one run and no more: what holds the run matches it.
  private(set) var isPlain = false

  init(_ pattern: String) {
    var reader = Reader(rest: Array(pattern.unicodeScalars)[...])
    guard reader.read() else { return }
    runs = reader.runs
    beginsText = reader.beginsText
    endsText = reader.endsText
    isPlain = !reader.isMore && runs.count == 1
  }

  /// Whether all that matches this also matches `other`.
  func implies(_ other: LiteralRuns) -> Bool {
    guard other.isPlain, let wanted = other.runs.first else { return false }
    switch (other.beginsText, other.endsText) {
    case (false, false): return runs.contains { $0.holds(wanted) }
    case (true, false): return beginsText && (runs.first?.hasPrefix(wanted) ?? false)
    case (false, true): return endsText && (runs.last?.hasSuffix(wanted) ?? false)
    case (true, true): return isPlain && beginsText && endsText && runs == other.runs
    }
  }

  /// Whether `text`, in any case, matches this.
  func isMatched(by text: String) -> Bool {
    // Letters beyond ASCII may have cases that one comparison knows and another does not.
    guard isPlain, text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0a }), let wanted = runs.first
    else { return false }
    let text = text.lowercased()
    return switch (beginsText, endsText) {
    case (false, false): text.holds(wanted)
    case (true, false): text.hasPrefix(wanted)
    case (false, true): text.hasSuffix(wanted)
    case (true, true): text == wanted
    }
  }

  private struct Reader {
    var rest: ArraySlice<Unicode.Scalar>
    var runs: [String] = []
    var beginsText = false
    var endsText = false
    var isMore = false
    private var isLost = false
    private var run = String.UnicodeScalarView()

    init(rest: ArraySlice<Unicode.Scalar>) { self.rest = rest }

    /// False where nothing certain can be said.
    mutating func read() -> Bool {
      if rest.first == "^" {
        rest.removeFirst()
        beginsText = true
      }
      while let scalar = rest.popFirst() {
        switch scalar {
        case "|": return false
        case "\\":
          guard let next = rest.popFirst(), next != "Q" else { return false }
          // \d, \b, \1 and their like, some of which go on.
          if isAlphanumeric(next) {
            guard "bBdDsSwWhH".unicodeScalars.contains(next) else { return false }
            anything()
          } else {
            literal(next)
          }
        case "(":
          guard skipGroup() else { return false }
          anything()
        case "[":
          guard skipClass() else { return false }
          anything()
        case "$" where rest.isEmpty:
          endsText = !run.isEmpty
          if run.isEmpty { isMore = true }
        case ".", "^", "$": anything()
        case "?", "*", "+", "{", "}", "]", ")": return false
        default: literal(scalar)
        }
      }
      end()
      if runs.isEmpty { beginsText = false }
      return !isLost
    }

    private mutating func literal(_ scalar: Unicode.Scalar) {
      if let quantifier = rest.first, "?*+{".unicodeScalars.contains(quantifier) {
        anything()
      } else {
        run.append(scalar)
      }
    }

    /// Something that is no fixed text, with its quantifier.
    private mutating func anything() {
      end()
      if runs.isEmpty { beginsText = false }
      isMore = true
      guard let quantifier = rest.first, "?*+{".unicodeScalars.contains(quantifier) else { return }
      rest.removeFirst()
      if quantifier == "{" {
        while let next = rest.popFirst(), next != "}" {
          // A brace that is no quantifier is a text, and anything may stand in it.
          if !("0"..."9").contains(next), next != "," { isLost = true }
        }
      }
      while let next = rest.first, next == "?" || next == "+" { rest.removeFirst() }
    }

    private mutating func end() {
      guard !run.isEmpty else { return }
      runs.append(String(run).lowercasedASCII)
      run = String.UnicodeScalarView()
    }

    /// False for what changes how the rest is read.
    private mutating func skipGroup() -> Bool {
      if rest.first == "*" { return false }
      if rest.first == "?" {
        let after = rest.dropFirst().first
        guard let after, ":<=!>P'|".unicodeScalars.contains(after) else { return false }
      }
      var depth = 1
      while let scalar = rest.popFirst() {
        switch scalar {
        case "\\":
          guard let next = rest.popFirst(), next != "Q" else { return false }
        case "[": guard skipClass() else { return false }
        case "(":
          depth += 1
          // Options and comments within, and what a branch may end early.
          if rest.first == "*" { return false }
          if rest.first == "?" {
            let after = rest.dropFirst().first
            guard let after, ":<=!>P'|".unicodeScalars.contains(after) else { return false }
          }
        case ")":
          depth -= 1
          if depth == 0 { return true }
        default: break
        }
      }
      return false
    }

    private mutating func skipClass() -> Bool {
      if rest.first == "^" { rest.removeFirst() }
      if rest.first == "]" { rest.removeFirst() }
      while let scalar = rest.popFirst() {
        switch scalar {
        case "\\":
          guard let next = rest.popFirst(), next != "Q" else { return false }
        case "[":
          // [:alpha:] and its like.
          if rest.first == ":" || rest.first == "." || rest.first == "=" { return false }
        case "]": return true
        default: break
        }
      }
      return false
    }

    private func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
  }
}

extension String {
  fileprivate var lowercasedASCII: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map {
          ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) | 0x20) : $0
        }))
  }

  /// By scalars, whatever would combine.
  fileprivate func holds(_ part: String) -> Bool {
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}
