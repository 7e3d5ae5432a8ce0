import Activity

/// What a person asks of the running agent: one line there, one line back, then the end.
public enum Request: Hashable, Sendable {
  case status
  /// Record no window until then; nil is until `resume`.
  case pause(until: Instant?)
  case resume
  /// Take every name from what is in memory of [from, to). What is on disk is the asker's work.
  case forget(from: Instant, to: Instant)
  /// Let the rules as they stand act on what is in memory.
  case censor
  /// End, if you are this process and have no display: another agent of this home has one.
  case giveWay(process: Int32)
}

extension Request {
  /// With its line end.
  public var line: [UInt8] {
    switch self {
    case .status: Line.text(["status"])
    case .pause(let until): Line.text(["pause", Line.word(until)])
    case .resume: Line.text(["resume"])
    case .forget(let from, let to): Line.text(["forget", Line.word(from), Line.word(to)])
    case .censor: Line.text(["censor"])
    case .giveWay(let process): Line.text(["give-way", String(process)])
    }
  }

  /// - Parameter line: without its end. Anything may stand in it.
  public init(line: some Collection<UInt8>) throws(BadLine) {
    let words = try Line.words(line)
    switch (words.first, words.count) {
    case ("status", 1): self = .status
    case ("pause", 2): self = .pause(until: try Line.optionalInstant(words[1]))
    case ("resume", 1): self = .resume
    case ("forget", 3):
      let (from, to) = (try Line.instant(words[1]), try Line.instant(words[2]))
      guard from < to else { throw .malformed }
      self = .forget(from: from, to: to)
    case ("censor", 1): self = .censor
    case ("give-way", 2): self = .giveWay(process: try Line.process(words[1]))
    default: throw .malformed
    }
  }
}
