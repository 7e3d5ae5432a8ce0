import Activity
import Books
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// A home in a temporary directory with one client and evidence of its own, gone with the value.
///
/// Evidence is drawn as `window seconds, …` from 2026-11-20T09:00 in its zone on.
final class SmallHome {
  let root: String
  var zone = "Pacific/Auckland"
  var now = "2026-11-21T18:00:00+13:00"

  init(rules: String = SmallBusiness.rules) throws {
    root = FileManager.default.temporaryDirectory.path + "/daybook-small-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: root + "/config/rules.d", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try write(SmallBusiness.clients, to: "config/clients.yaml")
    try write(rules, to: "config/rules.d/10.yaml")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + path))
    chmod(root + "/" + path, 0o600)
  }

  /// Opened anew: files are read as they stand.
  func open() throws -> Home {
    let now = try #require(Moment.instant(now))
    return try Home(
      World(
        environment: ["DAYBOOK_HOME": root], now: { now }, realNow: { now }, clockIsFixed: true,
        zone: #require(TimeZone(identifier: zone)), user: "hana",
        randomBytes: { [UInt8](repeating: 7, count: $0) }, sinceBoot: { nil }, bootID: nil,
        sleep: { _ in }))
  }

  /// A morning by chance, of `count` parts, for `rows`.
  static func drawing(of count: Int, using random: inout SplitMix64) -> String {
    let kinds = ["web", "help", "booking", "other", "idle", "locked", "asleep"]
    return (0..<count).map { _ in
      "\(kinds.randomElement(using: &random)!) \(Int.random(in: 5...400, using: &random))"
    }.joined(separator: ", ")
  }

  /// Rows of an import; `idle`, `locked` and `asleep` are presences, all else is a title.
  static func rows(
    _ drawing: String, from start: String = "2026-11-20T09:00:00+13:00",
    zone: String = "Pacific/Auckland", source: String = "x11@test"
  ) throws -> [String] {
    let offset = try #require(TimeZone(identifier: zone))
    var now = try #require(Moment.instant(start)).flooredSeconds
    return try drawing.split(separator: ",").map { part in
      let words = part.split(separator: " ").map(String.init)
      let seconds = try #require(Int64(words[words.count - 1]))
      let title = words.dropLast().joined(separator: " ")
      let presence = Presence(name: title)
      let moments = [now, now + seconds].map { moment in
        Moment.text(
          moment,
          offset: Int32(
            offset.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment)))))
      }
      now += seconds
      return "{\"start\":\"\(moments[0])\",\"end\":\"\(moments[1])\","
        + "\"presence\":\"\(presence == nil ? "active" : title)\","
        + (presence == nil ? "\"app\":\"x\",\"title\":\"\(title)\"," : "")
        + "\"source\":\"\(source)\",\"zone\":\"\(zone)\"}"
    }
  }

  func importRows(_ rows: [String]) throws {
    _ = try open().importActivity(
      Array((rows.joined(separator: "\n") + "\n").utf8), named: "rows", dryRun: false)
  }

  /// The entries of a day after proposing it.
  @discardableResult
  func propose(_ day: String = "2026-11-20") throws -> [BookedEntry] {
    let home = try open()
    return try home.propose(home.range(day), dryRun: false)
      .days.flatMap(\.entries)
  }
}
