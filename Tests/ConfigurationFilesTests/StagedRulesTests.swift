import Activity
import Foundation
import Rules
import Testing

@testable import ConfigurationFiles

@Suite struct StagedRulesTests {
  private struct BooksGone: Error {}

  private static let nothing = LearnedStep(rules: [], others: [])

  private func rule(_ name: String = "It") throws -> RuleText {
    try #require(
      RuleText(
        name: name, condition: .text(.app, .whole("code")),
        project: ProjectKey(client: "acme", project: "website"), task: nil))
  }

  private func text(_ home: TestHome) throws -> String? {
    try SettingsFile.read(LearnedRules.name, in: home.places.config)?.text
  }

  /// What lies in `rules.d` besides rule files.
  private func beside(_ home: TestHome) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.places.rules)
      .filter { !$0.hasSuffix(".yaml") }
  }

  /// Leaves a change on its way, as a process that dies does: it gives its lock back.
  private func leave(
    _ home: TestHome, step: Int64, _ body: (LearnedRules, StagedRules) throws -> Void
  ) throws {
    let file = LearnedRules(home.places)
    try body(file, StagedRules(of: file, step: step) { _ in Self.nothing })
  }

  @Test func `what is staged is no rule yet, and is one once it is finished`() throws {
    let (home, other) = (try TestHome(Example.all), try TestHome(Example.all))
    let rules = try home.load().rules
    let file = LearnedRules(home.places)
    let staged = try StagedRules(of: file, step: 7) { _ in Self.nothing }
    let settings = try file.add(rule(), staging: staged)
    #expect(settings.rules.rules.first?.name == "It")
    #expect(try home.load().rules == rules)
    #expect(try text(home) == nil)
    #expect(try beside(home) == ["00-learned.yaml.step-7"])
    let path = home.places.rules + "/00-learned.yaml.step-7"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try staged.finish()
    try LearnedRules(other.places).add(rule())
    #expect(try text(home) == text(other))
    #expect(try home.load().rules == settings.rules)
    #expect(try beside(home) == [])
  }

  @Test func `two rules of one step stand one above the other`() throws {
    let home = try TestHome(Example.all)
    let file = LearnedRules(home.places)
    let staged = try StagedRules(of: file, step: 7) { _ in Self.nothing }
    try file.add(rule("A"), staging: staged)
    let second = try #require(
      RuleText(
        name: "B", condition: .text(.app, .whole("gimp")),
        project: ProjectKey(client: "acme", project: "website"), task: nil))
    try file.putBack(second.written, staging: staged)
    try staged.finish()
    #expect(try home.load().rules.rules.prefix(2).map(\.name) == ["B", "A"])
  }

  @Test(arguments: [true, false])
  func `what was left of writing a rule is as the books have it`(isBooked: Bool) throws {
    let home = try TestHome(Example.all)
    let rule = try rule()
    try leave(home, step: 3) { try $0.add(rule, staging: $1) }
    let file = LearnedRules(home.places)
    #expect(file.isUnsettled)
    try file.settle { step in
      #expect(step == 3)
      return isBooked ? LearnedStep(rules: [(rule.written, true)], others: []) : Self.nothing
    }
    let stands = rule.text(indentation: 2)
    #expect(try text(home) == (isBooked ? LearnedRules.heading + stands : nil))
    #expect(try beside(home) == [])
    try file.settle { _ in throw BooksGone() }
  }

  @Test(arguments: [true, false])
  func `what was left of taking the only rule out is as the books have it`(
    isBooked: Bool
  ) throws {
    let home = try TestHome(Example.all)
    let rule = try rule()
    try LearnedRules(home.places).add(rule)
    let before = try text(home)
    try leave(home, step: 4) { try $0.takeOut(rule.written, staging: $1) }
    #expect(try text(home) == before)
    try LearnedRules(home.places).settle { _ in
      isBooked ? LearnedStep(rules: [(rule.written, false)], others: []) : Self.nothing
    }
    #expect(try text(home) == (isBooked ? nil : before))
    #expect(try beside(home) == [])
  }

  @Test func `who was killed in the last moment left nothing to do`() throws {
    let home = try TestHome(Example.all)
    let rule = try rule()
    try LearnedRules(home.places).add(rule)
    try leave(home, step: 4) { try $0.takeOut(rule.written, staging: $1) }
    #expect(unlink(home.path(LearnedRules.name)) == 0)
    try LearnedRules(home.places).settle { _ in
      LearnedStep(rules: [(rule.written, false)], others: [])
    }
    #expect(try text(home) == nil)
    #expect(try beside(home) == [])
  }

  @Test func `what a person wrote meanwhile is kept`() throws {
    let home = try TestHome(Example.all)
    let rule = try rule()
    let mine = "rules:\n  - name: Mine\n    when: { app: gimp }\n    exclude: true\n"
    try leave(home, step: 3) { try $0.add(rule, staging: $1) }
    try home.write(LearnedRules.name, Data(mine.utf8))
    let file = LearnedRules(home.places)
    try file.settle { _ in LearnedStep(rules: [(rule.written, true)], others: []) }
    #expect(try home.load().rules.rules.prefix(2).map(\.name) == ["It", "Mine"])

    try leave(home, step: 4) { try $0.takeOut(rule.written, staging: $1) }
    let changed = try #require(try text(home)).replacing("app: code", with: "app: vim")
    try home.write(LearnedRules.name, Data(changed.utf8))
    try file.settle { _ in LearnedStep(rules: [(rule.written, false)], others: []) }
    #expect(try text(home) == changed)
    #expect(try beside(home) == [])
  }

  @Test func `it waits for books that can't be asked, and for files that can be read`() throws {
    let home = try TestHome(Example.all)
    let rule = try rule()
    try leave(home, step: 3) { try $0.add(rule, staging: $1) }
    let file = LearnedRules(home.places)
    #expect(throws: BooksGone.self) { try file.settle { _ in throw BooksGone() } }
    #expect(throws: BooksGone.self) {
      _ = try StagedRules(of: file, step: 4) { _ in throw BooksGone() }
    }
    let good = try #require(Example.all["rules.d/10-acme.yaml"])
    try home.write("rules.d/10-acme.yaml", Data("rules: [".utf8))
    let written = LearnedStep(rules: [(rule.written, true)], others: [])
    #expect(throws: SettingsError.self) { try file.settle { _ in written } }
    #expect(try beside(home) == ["00-learned.yaml.step-3"])
    try home.write("rules.d/10-acme.yaml", Data(good.utf8))
    try file.settle { _ in written }
    #expect(try home.load().rules.rules.first?.name == "It")
    #expect(try beside(home) == [])
  }

  @Test func `forgetting leaves no text behind`() throws {
    let home = try TestHome(Example.all)
    try leave(home, step: 3) { try $0.add(rule(), staging: $1) }
    try home.write("rules.d/00-learned.yaml.new", Data("rules:\n".utf8))
    try LearnedRules(home.places).forgetStaged()
    #expect(try beside(home) == [])
    #expect(try text(home) == nil)
  }
}
