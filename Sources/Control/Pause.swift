import Activity

/// Whether recording is paused, as the pause file says.
public enum Pause: Hashable, Sendable {
  case none
  /// The wall clock ends it.
  case until(Instant)
  /// Until somebody says `resume`.
  case untilResumed
  /// There is a pause file that can't be read: somebody wanted a pause, so it is one.
  case unreadable

  public func holds(at time: Instant) -> Bool {
    switch self {
    case .none: false
    case .until(let end): time < end
    case .untilResumed, .unreadable: true
    }
  }

  public var end: Instant? {
    guard case .until(let end) = self else { return nil }
    return end
  }

  public init(until end: Instant?) { self = end.map { .until($0) } ?? .untilResumed }

  // MARK: - The file

  /// A pause file longer than this is none of ours.
  public static let longestFile = 100

  /// What stands in the file; nil for no file at all.
  public var file: [UInt8]? {
    switch self {
    case .none, .unreadable: nil
    case .until(let end): Line.text(["paused", Line.word(end)])
    case .untilResumed: Line.text(["paused", Line.word(nil)])
    }
  }

  /// - Parameter file: what was read of it; nil where it is there and can't be read.
  public init(file: [UInt8]?) {
    self = .unreadable
    guard let file, file.count <= Pause.longestFile, file.last == Line.end,
      let words = try? Line.words(file.dropLast()), words.count == 2, words[0] == "paused"
    else { return }
    // `try?` would make one nil of "no end" and of "no instant".
    do { self = Pause(until: try Line.optionalInstant(words[1])) } catch { return }
  }

  // MARK: - The word in a line

  var word: String {
    switch self {
    case .none: "none"
    case .until(let end): Line.word(end)
    case .untilResumed: "-"
    case .unreadable: "unreadable"
    }
  }

  init(word: String) throws(BadLine) {
    switch word {
    case "none": self = .none
    case "unreadable": self = .unreadable
    default: self = Pause(until: try Line.optionalInstant(word))
    }
  }
}
