import Activity
import Foundation
import Testing
import Timesheet
import Workflow

@testable import Review

/// A screen without a terminal on a real home: keys in, what the books hold out.
private final class Evening {
  let root: String
  var model: ReviewModel
  var desk: ReviewDesk
  private(set) var presses = 0

  static let clients = """
    clients:
      acme:
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 150 }]
        projects: { website: { tasks: { design: {} } }, support: {} }
      brightside:
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 120 }]
        projects: { booking: {} }
    """
  static let rules = """
    rules:
      - { name: Web, when: { title: '^web' }, set: { project: acme/website, note: Web } }
      - { name: Help, when: { title: '^help' }, set: { project: acme/support } }
      - { name: Booking, when: { title: '^booking' }, set: { project: brightside/booking } }
    """

  /// - Parameter windows: titles and minutes, one after the other from 08:00 on.
  init(_ windows: [(title: String, minutes: Int64)], config settings: String? = nil) throws {
    root = FileManager.default.temporaryDirectory.path + "/daybook-evening-" + UUID().uuidString
    let config = root + "/config"
    try FileManager.default.createDirectory(
      atPath: config + "/rules.d", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    for (path, text) in [("clients.yaml", Self.clients), ("rules.d/10.yaml", Self.rules)] {
      try Data(text.utf8).write(to: URL(filePath: "\(config)/\(path)"))
    }
    if let settings { try Data(settings.utf8).write(to: URL(filePath: config + "/config.yaml")) }
    let now = try #require(Moment.instant("2026-11-20T23:30:00+13:00"))
    let home = try Home(
      World(
        environment: ["DAYBOOK_HOME": root], now: { now }, realNow: { now }, clockIsFixed: true,
        zone: #require(TimeZone(identifier: "Pacific/Auckland")), user: "hana",
        randomBytes: { [UInt8](repeating: 7, count: $0) }, sinceBoot: { nil }, bootID: nil,
        sleep: { _ in }))
    var time = TestDay.at(8)
    let rows = windows.map { window -> String in
      defer { time += window.minutes * 60 }
      let (start, end) = (
        Moment.text(time, offset: 46_800), Moment.text(time + window.minutes * 60, offset: 46_800)
      )
      return """
        {"start":"\(start)","end":"\(end)","presence":"active","app":"Code","instance":"code",\
        "title":"\(window.title)","workspace":"1","executable":"/usr/bin/code","source":"x11@t",\
        "zone":"Pacific/Auckland"}
        """
    }
    _ = try home.importActivity(
      Array(rows.joined(separator: "\n").utf8), named: "test", dryRun: false)
    desk = ReviewDesk(home)
    model = ReviewModel(
      days: home.today...home.today, today: home.today, size: ScreenSize(columns: 80, rows: 24))
    carryOut(model.start)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func press(_ keys: String) { for key in keys { press(.character(key)) } }

  func press(_ key: Key) {
    presses += 1
    carryOut(model.handle(key))
  }

  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      for outcome in desk.perform(effect, on: model.day?.date) { model.receive(outcome) }
    }
  }

  var entries: [Entry] { model.day?.entries.map(\.entry) ?? [] }
  var said: String { model.notice?.text ?? "" }
  func events() throws -> [String] { try desk.home.history().map(\.reason.what) }
  func states() -> [String: Int] {
    Dictionary(grouping: entries, by: \.state.name).mapValues(\.count)
  }
}

extension Key {
  /// A key as a test writes it: carriage return is Enter, ^U empties a line.
  fileprivate init(typed character: Character) {
    switch character {
    case "\r": self = .enter
    case "\u{15}": self = .control("u")
    default: self = .character(character)
    }
  }
}

@Suite struct ReviewDeskTests {
  private func evening() throws -> Evening {
    try Evening([("web a", 30), ("help b", 20), ("booking c", 40), ("other d", 15), ("web e", 10)])
  }

  @Test(arguments: [
    ("a", "approve", "Approved acme/website, 0:30:00."),
    ("r", "reject", "Rejected acme/website, 0:30:00: it will not be proposed again."),
    ("b", "nobill", "Not billable."),
    ("A", "approve", "Approved 4 entries, 1:40:00."),
    ("nx\r", "note", "Noted."),
    ("pbook\r", "assign", "Given to brightside/booking, 0:30:00."),
    ("tdes\r", "assign", "Given to acme/website design, 0:30:00."),
    ("s\r", "split", "Split into 0:15:00 and 0:15:00."),
    ("e\u{15}8:00-8:20\r", "edit", "Moved: acme/website, 0:20:00."),
  ])
  func `a key's change is one event, and u and ^R take it back and forth`(
    keys: String, event: String, said: String
  ) throws {
    let evening = try evening()
    let before = evening.entries
    for key in keys { evening.press(Key(typed: key)) }
    #expect(evening.said == said)
    #expect(try evening.events() == ["propose", event])
    let after = evening.entries
    #expect(after != before)
    evening.press("u")
    #expect(evening.said == "Took back: \(event).")
    #expect(evening.entries == before)
    evening.press(.control("r"))
    #expect(evening.said == "Did again: \(event).")
    #expect(evening.entries == after)
  }

  @Test func `m merges what s has split, and u splits it again`() throws {
    let evening = try evening()
    let before = evening.entries
    evening.press("s")
    evening.press(.enter)
    let split = evening.entries
    evening.press("m")
    #expect(evening.said == "Merged: acme/website, 0:30:00.")
    #expect(try evening.events() == ["propose", "split", "merge"])
    #expect(evening.entries.map(\.seconds) == before.map(\.seconds))
    evening.press("u")
    #expect(evening.entries == split)
    evening.press("u")
    #expect(evening.entries == before)
  }

  @Test func `the target stands beside what is counted`() throws {
    let evening = try Evening([("web a", 30), ("help b", 20)], config: "target: 7h30m\n")
    #expect(evening.model.screen().text.contains("Counted 0:50:00 of 7:30  Billable 0:50:00"))
  }

  @Test func `u never takes back the proposal alone`() throws {
    let evening = try evening()
    let before = evening.entries
    evening.press("u")
    #expect(evening.said == "Nothing is left to take back.")
    #expect(evening.entries == before)
    #expect(try evening.events() == ["propose"])
  }

  @Test func `what is locked is refused in a sentence, and nothing changes`() throws {
    let evening = try evening()
    evening.press("a")
    let before = evening.entries
    evening.press(.up)
    for keys in ["a", "r", "b", "s\r", "pbook\r", "tdes\r", "e\u{15}8:00-8:20\r"] {
      for key in keys { evening.press(Key(typed: key)) }
      #expect(evening.model.notice?.isRefusal == true)
      #expect(evening.said.contains("approved"))
      #expect(evening.entries == before)
    }
    #expect(try evening.events() == ["propose", "approve"])
  }

  @Test func `evidence shows the titles, why the rule`() throws {
    let evening = try evening()
    evening.press("i")
    #expect(evening.model.screen().text.contains("0:30:00  Code  web a"))
    evening.press("i?")
    #expect(evening.model.screen().text.contains("“Web”"))
    #expect(evening.model.screen().text.contains("rules.d/10.yaml:2"))
  }

  @Test func `a rule of a correction is written on a yes and moves what is proposed`() throws {
    let evening = try Evening([("other d", 15), ("web a", 30), ("other d", 25)])
    evening.press(.end)
    evening.press("pbook")
    evening.press(.enter)
    evening.press("R")
    #expect(evening.model.screen().text.contains("It would stand first in rules.d/00-learned.yaml"))
    evening.press("y")
    #expect(evening.said == "Written to rules.d/00-learned.yaml; what is proposed follows it.")
    #expect(evening.entries.allSatisfy { $0.key != nil })
  }

  @Test func `forty proposals are reviewed with at most sixty keys`() throws {
    let titles = ["web", "help", "booking", "other"]
    let evening = try Evening((0..<40).map { ("\(titles[$0 % 4]) \($0)", Int64(7 + $0 % 5)) })
    #expect(evening.entries.count == 40)
    // The ten that no rule knew: the last project again, or no work.
    evening.press("A")
    for number in 0..<10 {
      evening.press(.tab)
      if number % 2 == 0 {
        evening.press("p")
        evening.press(.enter)
        evening.press("a")
      } else {
        evening.press("r")
      }
    }
    #expect(evening.states() == ["approved": 35, "rejected": 5])
    #expect(evening.presses <= 60, "\(evening.presses) keys")
    #expect(evening.model.screen().text.contains("all decided ✓"))
  }
}
