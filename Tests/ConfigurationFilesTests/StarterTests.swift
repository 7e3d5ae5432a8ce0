import Foundation
import Testing

@testable import ConfigurationFiles

/// The rule files of `examples/rules.d`, to copy and edit.
@Suite struct StarterTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples")

  private static let starters = [
    "40-editors", "45-terminals", "50-webmail", "55-jira", "60-github", "65-figma",
    "70-google-docs", "75-office", "78-video-calls", "95-private-windows",
  ]

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.examples.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: starters)
  func `a starter stands alone, and passes its tests`(name: String) throws {
    let path = "rules.d/\(name).yaml"
    let settings = try TestHome([
      "clients.yaml": text("clients.yaml"), path: text(path),
    ]).load()
    #expect(settings.rules.rules.count >= 1)
    #expect(settings.tests.count >= 3)
    for test in settings.tests { #expect(test.run(settings.rules) == [], "\(test.place)") }
    #expect(try text(path).hasPrefix("# "), "it says what it is for")
  }

  @Test func `all of the examples together pass every test`() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.examples.appending(path: "rules.d").path)
    var files = ["clients.yaml": try text("clients.yaml")]
    for name in names { files["rules.d/" + name] = try text("rules.d/" + name) }
    #expect(Set(Self.starters.map { $0 + ".yaml" }).isSubset(of: names))
    let settings = try TestHome(files).load()
    for test in settings.tests { #expect(test.run(settings.rules) == [], "\(test.place)") }
  }
}
