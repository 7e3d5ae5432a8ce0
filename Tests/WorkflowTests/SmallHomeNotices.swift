import Foundation
import Testing

@testable import Workflow

/// What tests of notices do with a home.
extension SmallHome {
  func due(
    at time: String, isBack: Bool = true, dryRun: Bool = false
  ) throws -> DueNotices {
    now = time
    return try world().dueNotices(isBack: isBack, dryRun: dryRun)
  }

  func ids(at time: String) throws -> [String] { try due(at: time).notices.map(\.id) }

  /// A day's work on the web, from nine on.
  func work(_ drawing: String, on day: String = "2026-11-20") throws {
    try importRows(
      SmallHome.rows(drawing, from: "\(day)T09:00:00+13:00", source: "x11@\(day)"))
  }

  func approve(_ day: String) throws {
    try propose(day)
    let home = try open()
    _ = try home.approve(EntrySelection(ids: [], range: home.range(day)), dryRun: false)
  }

  func configure(_ config: String) throws {
    try write(config, to: "config/config.yaml")
  }

  /// Whatever its files say.
  func world() throws -> World {
    let now = try #require(Moment.instant(now))
    return World(
      environment: ["DAYBOOK_HOME": root], now: { now }, realNow: { now }, clockIsFixed: true,
      zone: try #require(TimeZone(identifier: zone)), user: "hana",
      randomBytes: { [UInt8](repeating: 7, count: $0) }, sinceBoot: { nil }, bootID: nil,
      sleep: { _ in })
  }
}
