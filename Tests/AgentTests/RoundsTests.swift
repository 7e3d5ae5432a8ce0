import Activity
import Desktop
import Glibc
import TestSupport
import Testing

@testable import daybook_agent

@Suite struct RoundsTests {
  private func at(_ seconds: Int64) -> Instant { Instant(seconds: seconds) }

  /// Asked at 0, and told to ask again at 3600 or after ten minutes of absence.
  private var rounds: Rounds {
    var rounds = Rounds()
    rounds.answered(next: at(3600), away: 600_000, at: at(0))
    return rounds
  }

  @Test func `the first look is at once, the next when it was said to be`() {
    #expect(Rounds().isDue(at: at(0)))
    #expect(!rounds.isDue(at: at(3599)))
    #expect(rounds.isDue(at: at(3600)))
    #expect(rounds.due(after: at(0)) == at(3600))
  }

  @Test(arguments: [Presence.idle, .locked, .asleep])
  func `while nobody is there nothing is due, and no timer is set`(presence: Presence) {
    var rounds = rounds
    rounds.saw(presence, lastInput: at(100), at: at(200))
    #expect(!rounds.isDue(at: at(9999)))
    #expect(rounds.due(after: at(300)) == nil)
    // What came due meanwhile waits for the return.
    rounds.saw(.active, lastInput: at(9999), at: at(9999))
    #expect(rounds.isDue(at: at(9999)))
  }

  @Test func `a long absence is asked about at once, a short one is not`() {
    var short = rounds
    short.saw(.idle, lastInput: at(100), at: at(280))
    short.saw(.active, lastInput: at(699), at: at(699))
    #expect(!short.isDue(at: at(699)))
    var long = rounds
    long.saw(.idle, lastInput: at(100), at: at(280))
    // Locked on the way: one absence.
    long.saw(.locked, lastInput: at(100), at: at(400))
    long.saw(.active, lastInput: at(700), at: at(700))
    #expect(long.isDue(at: at(700)))
  }

  @Test func `what fails is tried again, later each time`() {
    var rounds = Rounds()
    var now: Int64 = 0
    var delays: [Int64] = []
    for _ in 0..<7 {
      rounds.failed(at: at(now))
      let due = rounds.due(after: at(now)).map(\.flooredSeconds) ?? now
      delays.append((due - now) / 60)
      now = due
    }
    #expect(delays == [10, 20, 40, 80, 160, 240, 240])
  }

  @Test func `changes that come in numbers are looked at once, a moment later`() {
    var rounds = rounds
    for second in [600, 603, 606] as [Int64] { rounds.askSoon(at: at(second)) }
    #expect(rounds.due(after: at(606)) == at(610))
    // Nobody is there: it waits for the return.
    rounds.saw(.idle, lastInput: at(606), at: at(606))
    #expect(rounds.due(after: at(606)) == nil)
  }

  @Test func `a program that is mistaken is not asked over and over`() {
    var rounds = Rounds()
    rounds.answered(next: at(0), away: nil, at: at(1000))
    #expect(!rounds.isDue(at: at(1059)))
    #expect(rounds.isDue(at: at(1060)))
  }
}

@Suite struct ChildTests {
  private let start = Uptime(milliseconds: 0)

  private func end(of program: String..., merged: Bool = false) throws -> Child.End? {
    var child = try #require(Child(program, merged: merged, at: start))
    var end: Child.End?
    _ = eventually {
      end = child.look(at: start)
      return end != nil
    }
    return end
  }

  @Test func `what it says is heard, its complaints where they are wanted`() throws {
    #expect(try end(of: "sh", "-c", "echo yes; echo no >&2") == .answered(Array("yes\n".utf8)))
    #expect(
      try end(of: "sh", "-c", "echo yes; echo no >&2; exit 3", merged: true)
        == .failed(3, Array("yes\nno\n".utf8)))
  }

  @Test func `what hangs is ended with all that it started`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/pid"
    var child = try #require(
      Child(
        ["sh", "-c", "sleep 1000 & echo $! >\(path).new; mv \(path).new \(path); wait"],
        merged: false, at: start))
    #expect(eventually { access(path, F_OK) == 0 })
    #expect(child.look(at: start) == nil)
    #expect(child.look(at: child.deadline) == .hung)
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var grandchild: Int32 = 0
    withUnsafeMutablePointer(to: &grandchild) { pointer in
      withVaList([pointer]) { _ = vfscanf(file, "%d", $0) }
    }
    #expect(grandchild > 0)
    #expect(
      eventually { kill(grandchild, 0) != 0 || isZombie(grandchild) })
  }

  @Test func `who says too much is ended`() throws {
    #expect(try end(of: "yes") == .hung)
  }

  /// Nobody may have waited for an orphan yet.
  private func isZombie(_ process: Int32) -> Bool {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return true }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self).contains(") Z ")
  }
}
