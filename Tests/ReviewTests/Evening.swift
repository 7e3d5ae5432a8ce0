import Activity
import Billing
import Books
import Foundation
import TestSupport
import Testing
import Timesheet
import Workflow

@testable import Review

/// Work of four projects' windows, one after the other from 08:00 to 09:55.
func workedEvening() throws -> Evening {
  try Evening([("web a", 30), ("help b", 20), ("booking c", 40), ("other d", 15), ("web e", 10)])
}

/// A screen without a terminal on a real home: keys in, what the books hold out.
final class Evening {
  let root: String
  var model: ReviewModel
  var desk: ReviewDesk
  private(set) var presses = 0

  static let clients = SmallBusiness.clients.replacing(
    "website: {}", with: "website: { tasks: { design: {} } }")

  /// - Parameter windows: titles and minutes, one after the other from `start` on.
  init(
    _ windows: [(title: String, minutes: Int64)], config settings: String? = nil,
    at start: String = "2026-11-20T08:00:00+13:00", now: String = "2026-11-20T23:30:00+13:00"
  ) throws {
    root = FileManager.default.temporaryDirectory.path + "/daybook-evening-" + UUID().uuidString
    let config = root + "/config"
    try FileManager.default.createDirectory(
      atPath: config + "/rules.d", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    for (path, text) in [("clients.yaml", Self.clients), ("rules.d/10.yaml", SmallBusiness.rules)] {
      try Data(text.utf8).write(to: URL(filePath: "\(config)/\(path)"))
    }
    if let settings { try Data(settings.utf8).write(to: URL(filePath: config + "/config.yaml")) }
    let now = try #require(Moment.instant(now))
    let home = try Home(
      World(
        environment: ["DAYBOOK_HOME": root], now: { now }, realNow: { now }, clockIsFixed: true,
        zone: #require(TimeZone(identifier: "Pacific/Auckland")), user: "hana",
        randomBytes: { [UInt8](repeating: 7, count: $0) }, sinceBoot: { nil }, bootID: nil,
        sleep: { _ in }))
    var time = try #require(Moment.instant(start)).flooredSeconds
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

  /// Keys as a test writes them: see `Key(typed:)`.
  func type(_ keys: String) { for key in keys { press(Key(typed: key)) } }

  func press(_ key: Key) {
    presses += 1
    carryOut(model.handle(key))
  }

  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      receive(desk.perform(effect, on: model.day?.date))
    }
  }

  /// What the session does while nobody presses a key.
  func settle() {
    while desk.isReckoning { receive(desk.goOn()) }
    receive(desk.look(at: model.day?.date))
  }

  func receive(_ outcomes: [Outcome]) { for outcome in outcomes { model.receive(outcome) } }

  /// Puts an approved entry into a push, and on an invoice where that is settled.
  func push(_ entry: Entry, settled: Bool) throws {
    let invoice = InvoiceID(text: "2f2a1d1c-0000-4000-8000-000000000001")
    try desk.home.books().change(desk.home.reason("invoice push")) { change in
      try change.insert(
        PushRecord(
          id: "p1", environment: "test", tenant: "t", organisation: "Org", contact: "c",
          contactName: "Acme",
          draft: InvoiceDraft(
            client: "acme", currency: Currency("NZD")!, reference: "Nov 2026 DB-1",
            date: entry.day, due: nil, lineAmountTypes: .exclusive,
            lines: [
              InvoiceLine(
                description: "Work", quantity: 1, unitAmount: 150, lineAmount: 150,
                account: "200", taxType: "OUTPUT2", tax: 22,
                shares: [BilledShare(entry: entry.id, amount: entry.seconds)])
            ]),
          idempotencyKey: "k", body: Data(), bodySHA256: "", state: "\"sent\"", isOpen: true,
          createdAt: desk.home.world.now()))
      guard settled else { return }
      try change.setState("\"created\"", isOpen: false, ofPush: "p1")
      try change.insert(
        InvoiceRecord(
          id: invoice, push: "p1", number: "INV-0001", status: "DRAFT", total: 150,
          createdAt: desk.home.world.now()),
        entries: [entry.id])
    }
    settle()
  }

  /// All that u and ^R give back.
  var decided: [String] { entries.map { "\($0)" } + [learned() ?? ""] }

  /// What the program wrote of rules; nil without the file.
  func learned() -> String? {
    try? String(contentsOfFile: root + "/config/rules.d/00-learned.yaml", encoding: .utf8)
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
  init(typed character: Character) {
    switch character {
    case "\r": self = .enter
    case "\u{15}": self = .control("u")
    case "\u{12}": self = .control("r")
    case "\u{1b}": self = .escape
    case "↓": self = .down
    case "↑": self = .up
    default: self = .character(character)
    }
  }
}
