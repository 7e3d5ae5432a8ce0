import Foundation
import Testing

/// Processes that are killed while a learned rule is on its way between its file and the books.
@Suite struct KilledRuleTests {
  private static let accept = [
    "rules", "suggest", "--accept", "1", "--project", "northwind/shop", "--yes",
  ]

  /// The file, what else lies beside the rules, and how many events the books have.
  private struct State: Equatable {
    var file: String?
    var others: [String]
    var events: [String]
  }

  private func file(_ program: Program) -> String? {
    try? String(
      contentsOf: program.home.appending(path: "config/rules.d/00-learned.yaml"), encoding: .utf8)
  }

  private func beside(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: program.home.appending(path: "config/rules.d").path
    ).filter { !$0.hasSuffix(".yaml") }
  }

  private func state(_ program: Program) throws -> State {
    let events = try program.json(EventList.self, "history", "--json").events.map(\.what)
    return State(file: file(program), others: try beside(program), events: events)
  }

  private func kill(_ program: Program, at moment: String, _ words: [String]) throws {
    program.environment["DAYBOOK_CUT_OFF"] = moment
    defer { program.environment["DAYBOOK_CUT_OFF"] = nil }
    #expect(try program.run(words).code == 137, "\(words)")
    #expect(try beside(program).count == 1, "\(words) was not on its way")
  }

  private enum Next: CaseIterable { case rules, compiler, books, history }

  private func words(_ next: Next) -> [String] {
    switch next {
    case .rules: ["rules", "check"]
    case .compiler: ["rules", "compile"]
    case .books: ["entries", "2026-11-20"]
    case .history: ["history"]
    }
  }

  /// For writing it, taking it out and putting it back: after each kill, the same step again.
  @Test func `killed before the books have the step it is not done, killed after it is`() throws {
    let program = try Program.proposed(starters: false)
    var nexts = Next.allCases.makeIterator()
    for (step, expected) in [
      (Self.accept, "rules suggest"), (["undo"], "undo"), (["redo"], "redo"),
    ] {
      let before = try state(program)
      #expect(before.others == [])
      try kill(program, at: "rule-staged", step)
      #expect(file(program) == before.file)
      let next = words(nexts.next() ?? .rules)
      #expect(try program.run(next).code == 0)
      #expect(try beside(program) == [], "\(next)")
      #expect(try state(program) == before, "\(step)")

      let whole = try copy(program)
      #expect(try whole.run(step).code == 0)
      let after = try state(whole)
      #expect(after.events == before.events + [expected] && after.file != before.file)
      try kill(program, at: "rule-booked", step)
      #expect(file(program) == before.file)
      let other = words(nexts.next() ?? .books)
      #expect(try program.run(other).code == 0)
      #expect(try beside(program) == [], "\(other)")
      #expect(try state(program) == after, "\(step)")
    }
    #expect(try program.run("verify").code == 0)
  }

  /// The same home at another place: what a step does when nobody kills it is tried there.
  private func copy(_ program: Program) throws -> Program {
    let copy = try Program()
    try FileManager.default.removeItem(at: copy.home)
    try FileManager.default.copyItem(at: program.home, to: copy.home)
    return copy
  }

  @Test func `several that come next at once all find it done`() async throws {
    let program = try Program.proposed(starters: false)
    let whole = try copy(program)
    #expect(try whole.run(Self.accept).code == 0)
    try kill(program, at: "rule-booked", Self.accept)
    let environment = program.environment
    let codes = await withTaskGroup(of: Int32.self) { group in
      for next in Next.allCases + [.rules, .books, .history] {
        group.addTask { await Program.inBackground(self.words(next), environment) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.allSatisfy { $0 == 0 }, "\(codes)")
    #expect(try state(program) == state(whole))
  }

  @Test(arguments: ["rule-staged", "rule-booked"])
  func `the next rule settles the one before`(moment: String) throws {
    let program = try Program.proposed(starters: false)
    try kill(program, at: moment, Self.accept)
    let next = try program.run(["undo", "--dry-run"])
    #expect(next.code == 0)
    #expect(next.output.contains("00-learned.yaml") == (moment == "rule-booked"))
    #expect(try program.run("undo").code == 0)
    #expect(file(program) == nil)
    #expect(try beside(program) == [])
  }

  @Test(arguments: ["rule-staged", "rule-booked"])
  func `forgetting leaves nothing on its way`(moment: String) throws {
    let program = try Program.proposed(starters: false)
    try kill(program, at: moment, Self.accept)
    // No settings can be read, so the rule can't come into its file.
    try program.write("rules: [", to: "config/rules.d/10-acme.yaml")
    let answer = try program.run(
      "forget", "--from", "2026-11-20T08:00", "--to", "2026-11-20T09:00", "--yes")
    #expect(answer.code == 0, "\(answer.error)")
    #expect(try beside(program) == [])
    #expect(file(program) == nil)
  }

  @Test func `a key in the review that was killed is a step all the same`() throws {
    let program = try Program.proposed(starters: false)
    let daybook = try Program.built("daybook").path
    let screen = try Tmux(
      "DAYBOOK_CUT_OFF=rule-booked \(daybook) review 2026-11-20; echo \"exit $?\"",
      program.environment)
    try screen.waitFor("Friday 20 November 2026")
    try screen.press("p")
    try screen.type("webmee")
    try screen.waitFor("> webmee")
    try screen.press("Enter")
    try screen.waitFor("Given to acme/website meetings")
    try screen.press("R")
    try screen.waitFor("Write it?")
    try screen.press("y")
    try screen.waitFor("exit 137")
    #expect(file(program) == nil)
    #expect(try beside(program).count == 1)
    let after = try state(program)
    #expect(after.events.last == "rules suggest")
    #expect(after.others == [])
    #expect(after.file?.contains("project: acme/website") == true)
    #expect(try program.run("rules", "check").code == 0)
  }
}
