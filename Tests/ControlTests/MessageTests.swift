import Activity
import TestSupport
import Testing

@testable import Control

@Suite struct MessageTests {
  static let requests: [Request] = [
    .status, .pause(until: nil), .pause(until: Instant(milliseconds: 1_795_000_000_123)), .resume,
    .forget(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1_795_000_000_000)), .censor,
    .giveWay(process: 4711),
  ]

  static let answers: [Answer] =
    [
      .done, .refused("The disk is full. Free some space, 100 % is taken."),
      .refused("é\u{0}\n\u{1b}"),
    ] + statuses.map(Answer.status)

  static let statuses = [
    AgentStatus(
      process: 1, presence: .active, since: Instant(milliseconds: 5),
      subject: .window(Window(app: "Code", title: "a b % \n\u{202e}é")),
      lastWrite: Instant(milliseconds: 9), pause: .none, filter: .valid, idleSource: .alarms,
      storageFails: false),
    AgentStatus(
      process: .max, presence: .paused, since: Instant(milliseconds: 0), subject: .nothing,
      lastWrite: nil, pause: .until(Instant(milliseconds: 77)), filter: .closed, idleSource: nil,
      storageFails: true),
    AgentStatus(
      process: 2, presence: .idle, since: Instant(milliseconds: 0), subject: .private,
      lastWrite: nil, pause: .unreadable, filter: .open, idleSource: .screenSaver,
      storageFails: false, tray: .notifier),
    AgentStatus(
      process: 3, presence: .paused, since: Instant(milliseconds: 0),
      subject: .window(Window(app: "", title: "")), lastWrite: nil, pause: .untilResumed,
      filter: .open, idleSource: .nothing, storageFails: false, tray: .xembed),
  ]

  @Test(arguments: requests) func `a request is read as it was said`(request: Request) throws {
    #expect(request.line.last == Line.end)
    #expect(try Request(line: request.line.dropLast()) == request)
  }

  @Test(arguments: answers) func `an answer is read as it was said`(answer: Answer) throws {
    #expect(answer.line.firstIndex(of: Line.end) == answer.line.count - 1)
    #expect(try Answer(line: answer.line.dropLast()) == answer)
  }

  @Test func `the form of a line is the same from one release to the next`() {
    let lines = Self.requests.map { String(decoding: $0.line, as: UTF8.self) }
    #expect(
      lines == [
        "daybook 1 status\n", "daybook 1 pause -\n", "daybook 1 pause 1795000000123\n",
        "daybook 1 resume\n", "daybook 1 forget 0 1795000000000\n", "daybook 1 censor\n",
        "daybook 1 give-way 4711\n",
      ])
    #expect(
      String(decoding: Answer.status(Self.statuses[0]).line, as: UTF8.self)
        == "daybook 1 status 1 active 5 9 none valid alarms writes window Code "
        + "a%20b%20%25%20%0a%e2%80%ae%c3%a9 none\n")
  }

  @Test(arguments: statuses)
  func `an agent that says nothing of a tray has none`(status: AgentStatus) throws {
    var (line, expected) = (Answer.status(status).line.dropLast(), status)
    line.removeLast(" \(status.tray.rawValue)".utf8.count)
    expected.tray = .none
    #expect(try Answer(line: line) == .status(expected))
  }

  @Test(
    arguments: [
      "", " ", "daybook", "daybook 1", "daybook 1 ", "daybook 1 nonsense", "daybook 1 status now",
      "daybook 1  status", " daybook 1 status", "daybook 1 pause", "daybook 1 pause soon",
      "daybook 1 pause -5", "daybook 1 pause +5", "daybook 1 pause 05",
      "daybook 1 pause 253402300800000", "daybook 1 pause 99999999999999999999",
      "daybook 1 forget 5", "daybook 1 forget 5 5", "daybook 1 forget 6 5", "daybook 1 forget - 5",
      "daybook -1 status", "daybook x status", "Daybook 1 status", "daybook 1 status\r",
      "daybook 1 st\u{0}atus", "daybook 1 státus", "daybook 1 give-way", "daybook 1 give-way 0",
      "daybook 1 give-way -1", "daybook 1 give-way 2147483648",
    ])
  func `what is no request is refused`(line: String) {
    #expect(throws: BadLine.malformed) { try Request(line: Array(line.utf8)) }
  }

  @Test func `another version is told from nonsense`() {
    #expect(throws: BadLine.version(2)) { try Request(line: Array("daybook 2 dance 7".utf8)) }
    #expect(throws: BadLine.version(2)) { try Answer(line: Array("daybook 2 ok".utf8)) }
  }

  @Test func `a line has a bound, whatever a window is called`() throws {
    let title = String(repeating: "\u{1f4a5}", count: 5000)
    var status = Self.statuses[0]
    status.subject = .window(Window(app: title, title: title))
    let line = Answer.status(status).line
    #expect(line.count < Line.longest)
    guard case .status(let read) = try Answer(line: line.dropLast()) else {
      Issue.record("no status")
      return
    }
    #expect(read.subject.window?.title == String(title.prefix(150)))
    #expect(Answer.refused(title).line.count < Line.longest)
    let long = Array("daybook 1 status".utf8) + [UInt8](repeating: 0x20, count: Line.longest)
    #expect(throws: BadLine.malformed) { try Request(line: long) }
  }

  @Test(arguments: UInt64(0)..<300)
  func `a damaged line is refused or another message, never a trap`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let lines = Self.requests.map(\.line) + Self.answers.map(\.line)
    for _ in 0..<50 {
      var line = Array(lines[.random(in: 0..<lines.count, using: &random)].dropLast())
      for _ in 0...Int.random(in: 0..<4, using: &random) where !line.isEmpty {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line[place] = .random(in: 0...255, using: &random)
        case 1: line.remove(at: place)
        default: line.removeSubrange(place...)
        }
      }
      // What is understood is said again in the very same bytes, or in a form that means the same.
      if let request = try? Request(line: line) {
        #expect((try? Request(line: request.line.dropLast())) == request)
      }
      if let answer = try? Answer(line: line) {
        #expect((try? Answer(line: answer.line.dropLast())) == answer)
      }
    }
  }
}
