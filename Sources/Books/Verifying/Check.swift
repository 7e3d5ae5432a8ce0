/// One thing that was verified, and what is wrong with it.
public struct Check: Hashable, Sendable {
  /// One word, for files and scripts.
  public var name: String
  /// What holds where nothing is wrong.
  public var claim: String
  /// Sentences; none where it holds.
  public var problems: [String]

  public var holds: Bool { problems.isEmpty }

  public init(_ name: String, _ claim: String, _ problems: [String]) {
    self.name = name
    self.claim = claim
    self.problems = problems
  }
}
