import Foundation
import TestSupport
import Testing

/// Several processes on one home, and processes that are killed.
@Suite struct TogetherTests {
  private func work(_ program: Program) throws -> [EntryList.Entry] {
    try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
      .filter { $0.client != nil }
  }

  @Test func `of processes at once none loses its change`() async throws {
    let program = try Program.proposed()
    let ids = try work(program).map(\.id)
    try #require(ids.count > 15)
    let environment = program.environment
    let codes = await withTaskGroup(of: Int32.self) { group in
      for id in ids {
        group.addTask { await Program.inBackground(["approve", id], environment) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == ids.map { _ in 0 })
    // Gathered visits that were approved before the blocks around them leave more to approve.
    let approved = try work(program).filter { $0.state == "approved" }.map(\.id)
    #expect(Set(approved) == Set(ids))
    let events = try program.json(EventList.self, "history", "--json").events
    #expect(events.map(\.seq) == Array(1...(ids.count + 1)))
    #expect(try program.run("verify").code == 0)
  }

  @Test func `approving what was unapproved loses no second, and moves none`() throws {
    let program = try Program.proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let before = try work(program)
    for entry in before.filter({ $0.state == "approved" }).prefix(8) {
      #expect(try program.run("unapprove", entry.id, "--reason", "A look again").code == 0)
      #expect(try program.run("approve", entry.id).code == 0)
    }
    // Visits that stayed approved end blocks: what was one may be several by now.
    #expect(try program.run("approve", "2026-11-20").code == 0)
    func seconds(_ entries: [EntryList.Entry]) -> [String: Int] {
      entries.filter { $0.state == "approved" }.reduce(into: [:]) {
        $0["\($1.project ?? "-") \($1.task ?? "-") \($1.billable)", default: 0] += $1.seconds
      }
    }
    #expect(seconds(try work(program)) == seconds(before))
  }

  @Test func `of two that want the same, the later one gets a sentence`() async throws {
    let program = try Program.proposed()
    let id = try #require(try work(program).first).id
    let environment = program.environment
    async let first = Program.inBackground(["approve", id], environment)
    async let second = Program.inBackground(["approve", id], environment)
    let codes = await [first, second].sorted()
    #expect(codes == [0, 5])
    let again = try program.run("approve", id)
    #expect(again.code == 5)
    #expect(again.error.contains("approved"))
  }

  /// Starts a command and kills it after so many milliseconds, done or not.
  private func kill(_ program: Program, _ arguments: [String], after milliseconds: UInt32) throws {
    let process = Process()
    process.executableURL = try Program.built("daybook")
    process.arguments = arguments
    process.environment = program.environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(milliseconds * 1000)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test(arguments: UInt64(0)..<2)
  func `a kill at any moment leaves what was before or what came after`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let program = try Program.proposed()
    let id = try #require(try work(program).first).id
    // How long a whole command takes here decides where the blows fall.
    let begin = DispatchTime.now().uptimeNanoseconds
    _ = try program.run("approve", "2026-11-20", "--dry-run")
    let whole = UInt32((DispatchTime.now().uptimeNanoseconds - begin) / 1_000_000) + 2
    let commands = [
      ["approve", "2026-11-20"], ["undo"], ["redo"], ["undo", id], ["reject", id],
      ["unapprove", id], ["note", id, "Support"],
    ]
    for _ in 0..<25 {
      let command = commands.randomElement(using: &random)!
      let before = try program.run("export").output
      var after = before
      // What it would do is tried on a copy of the home.
      let copy = try Program(examples: true)
      try FileManager.default.createDirectory(
        at: copy.home.appending(path: "data"), withIntermediateDirectories: true)
      for file in try FileManager.default.contentsOfDirectory(
        atPath: program.home.appending(path: "data").path)
      {
        try FileManager.default.copyItem(
          at: program.home.appending(path: "data/\(file)"),
          to: copy.home.appending(path: "data/\(file)"))
      }
      _ = try copy.run(command)
      after = try copy.run("export").output
      try kill(program, command, after: .random(in: 0...whole, using: &random))
      let now = try program.run("export").output
      #expect(now == before || now == after, "\(command)")
    }
    let verified = try program.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
  }
}
