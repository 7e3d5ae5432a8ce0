import Activity
import Books
import Foundation
import TestSupport
import Testing

@testable import Workflow

@Suite struct EntryEvidenceTests {
  /// The evidence behind each entry as text.
  private func drawn(_ home: SmallHome) throws -> [[String]] {
    let entries = try home.propose()
    return try home.open().evidence(behind: entries).map { evidence in
      #expect(evidence.windows.reduce(0) { $0 + $1.seconds } == evidence.booked.entry.seconds)
      return evidence.windows.map { window in
        let name =
          switch window.name {
          case .window(_, let title): title
          case .nothing: "nothing"
          case .private: "private"
          case .gone: "gone"
          }
        return "\(name) \(window.seconds)" + (window.absorbed ? " absorbed" : "")
          + (window.rule.map { " \($0.name)" } ?? "")
      }
    }
  }

  @Test func `windows are told longest first, absorbed time apart`() throws {
    let home = try SmallHome()
    try home.importRows(
      SmallHome.rows("web a 60, web b 100, other 30, web a 50, other 90, web b 200"))
    #expect(
      try drawn(home) == [
        ["web a 110 Web", "web b 100 Web", "other 30 absorbed"], ["other 90"], ["web b 200 Web"],
      ])
  }

  @Test func `what rules hide later is hidden at once`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web secret 100, web open 90"))
    let entries = try home.propose()
    try home.write(
      """
      rules:
        - { name: Hide, when: { title: secret }, exclude: true }
        - { name: Cut, when: { title: open }, redact: open }
      """, to: "config/rules.d/00.yaml")
    let windows = try home.open().evidence(behind: entries).flatMap(\.windows)
    #expect(windows.map(\.name) == [.private, .window(app: "x", title: "web …")])
  }

  @Test func `a window that a rule hides for a while is told as both`() throws {
    let home = try SmallHome(
      rules: SmallBusiness.rules
        + "\n  - { name: Late, when: { time: '09:02-10:00' }, redact: secret }\n")
    try home.importRows(SmallHome.rows("web secret 300"))
    #expect(try drawn(home) == [["web … 180 Web", "web secret 120 Web"]])
  }

  @Test func `evidence that is gone leaves its time`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web a 100, web b 60"))
    let entries = try home.propose()
    try FileManager.default.removeItem(atPath: home.root + "/data/activity.db")
    let evidence = try home.open().evidence(behind: entries)
    #expect(evidence.map { $0.windows.map(\.name) } == [[.gone]])
    #expect(evidence[0].windows[0].seconds == 160)
  }
}
