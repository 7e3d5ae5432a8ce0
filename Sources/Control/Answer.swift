import Activity

/// What the agent says to a request.
public enum Answer: Hashable, Sendable {
  case done
  /// Why it was not done: a sentence for the person.
  case refused(String)
  case status(AgentStatus)
}

extension Answer {
  /// A sentence longer than this many bytes is cut.
  static let longestSentence = 1000

  /// With its line end; at most `Line.longest` bytes.
  public var line: [UInt8] {
    switch self {
    case .done: Line.text(["done"])
    case .refused(let sentence):
      Line.text(["refused", Line.escaped(sentence.cut(Answer.longestSentence))])
    case .status(let status): Line.text(["status"] + status.words)
    }
  }

  /// - Parameter line: without its end. Anything may stand in it.
  public init(line: some Collection<UInt8>) throws(BadLine) {
    let words = try Line.words(line)
    switch (words.first, words.count) {
    case ("done", 1): self = .done
    case ("refused", 2): self = .refused(try Line.unescaped(words[1]))
    case ("status", _): self = .status(try AgentStatus(words: words.dropFirst()))
    default: throw .malformed
    }
  }
}
