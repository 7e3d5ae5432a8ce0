import Activity
import Control
import TestSupport
import Testing

@Suite struct NoticeLineTests {
  private let lines = NoticeLines(
    next: Instant(seconds: 1_795_149_000), away: 1_200_000, waits: true,
    notices: [
      DueNotice(
        id: "away-1795145400", title: "You were away 1 h 00 m",
        body: "Was it <work>? 100 %\n\u{1b}",
        actions: [
          .init(
            id: "acme/website", label: "Website", way: .quiet,
            command: ["add", "acme/website", "a b", ""]),
          .init(id: "no-work", label: "Not work", way: .none, command: []),
        ]),
      DueNotice(id: "budget-acme-all-80", title: "", body: "Ümläut", urgency: .critical),
    ])

  @Test func `what is written is read again`() throws {
    #expect(try NoticeLines(lines.bytes) == lines)
    #expect(try NoticeLines([]) == NoticeLines(next: nil, away: nil, notices: []))
  }

  @Test func `lines hold nothing but printable text, and none is too long`() throws {
    var long = lines
    long.notices[0].body = String(repeating: "🙂", count: 5000)
    long.notices[0].actions[0].command = [String](repeating: long.notices[0].body, count: 50)
    for line in long.bytes.split(separator: Line.end) {
      #expect(line.count < Line.longest)
      #expect(line.allSatisfy { (0x20...0x7e).contains($0) })
    }
    #expect(try NoticeLines(long.bytes).notices.count == 2)
  }

  @Test(arguments: [
    "hello", "daybook 1 next x - -", "daybook 1 next 5 - perhaps",
    "daybook 1 action later quiet Later", "daybook 1 notice a b c d",
    "daybook 2 next 5 - -", "daybook 1 notice a low t",
  ])
  func `what is no such line is refused`(text: String) {
    #expect(throws: BadLine.self) { try NoticeLines(Array(text.utf8)) }
  }

  @Test(arguments: UInt64(0)..<200)
  func `broken lines are refused or read, and never more`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes = lines.bytes
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
    }
    guard let read = try? NoticeLines(bytes) else { return }
    #expect(read.notices.count <= 2)
  }
}
