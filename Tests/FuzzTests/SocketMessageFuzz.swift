import Activity
import TestSupport
import Testing

@testable import Control

/// What anybody who reaches the agent's socket may say, what may answer there, and the agent's
/// other small texts: the pause file, and what `daybook notify` tells it.
@Suite struct SocketMessageFuzz {
  private static let words = [
    "daybook 1 ", "daybook 2 ", "status ", "pause ", "resume", "forget ", "censor", "give-way 1",
    "done",
    "refused ", "paused ", "window ", "nothing", "private", "none", "- ", "%", "%0a", "%e2%80%ae",
    "%c3%28", "%F0", "active ", "idle ", "valid ", "closed ", "alarms ", "writes ", "fails ",
    "notifier", "xembed", "notice ", "action ", "next ", "waits", "critical ", "terminal ",
    "253402300799999", " ", "\n",
  ]

  @Test func `a message is understood or not, and what is understood is said again alike`() throws {
    try Fuzzer(name: "messages", words: Self.words, longest: 2 * Line.longest, inputs: 3_000).run {
      bytes in
      [
        try again(bytes, { line in Result { try Request(line: line) } }, \.line),
        try again(bytes, { line in Result { try Answer(line: line) } }, \.line),
        try pause(bytes), try notices(bytes),
      ].joined(separator: " ")
    }
  }

  private func again<Message: Equatable>(
    _ bytes: [UInt8], _ read: ([UInt8]) -> Result<Message, any Error>,
    _ line: (Message) -> [UInt8]
  ) throws -> String {
    switch read(bytes) {
    case .failure(let error):
      try Law.holds(error is BadLine, "\(error) is no word about a line.")
      return "\(error)"
    case .success(let message):
      let said = line(message)
      try Law.holds(said.count <= Line.longest, "A line of \(said.count) bytes.")
      try Law.holds(said.firstIndex(of: Line.end) == said.count - 1, "More than one line.")
      try Law.isPlain(String(decoding: said.dropLast(), as: UTF8.self))
      // What is too long is cut, once.
      let cut = try read(Array(said.dropLast())).get()
      try Law.holds(line(cut) == said, "Said again it is another message.")
      return "\(message)".prefix { $0.isLetter }.description
    }
  }

  private func pause(_ bytes: [UInt8]) throws -> String {
    let pause = Pause(file: bytes)
    try Law.holds(pause != .none, "A pause file that is there is no pause.")
    if let file = pause.file { try Law.holds(Pause(file: file) == pause, "Another pause.") }
    return pause.word.prefix(1).description
  }

  private func notices(_ bytes: [UInt8]) throws -> String {
    do {
      let lines = try NoticeLines(bytes)
      let said = lines.bytes
      let cut = try NoticeLines(said)
      try Law.holds(cut.bytes == said, "Told again they are other notices.")
      return "\(lines.notices.count) notices"
    } catch let error as BadLine {
      return "\(error)"
    }
  }
}
