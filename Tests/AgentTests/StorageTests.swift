import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

@testable import daybook_agent

private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

extension Agent {
  /// How long a file of this process may become, in bytes.
  fileprivate func limitFiles(to bytes: String) {
    let change = TestProcess(["prlimit", "--pid", "\(process.pid)", "--fsize=\(bytes):unlimited"])
    _ = change.wait()
  }
}

@Suite(.serialized) struct StorageTests {
  let home = TemporaryDirectory()
  private var database: String { home.path + "/home/data/activity.db" }
  private var state: String { home.path + "/home/state" }

  @Test func `a full disk costs nothing once it has room again`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    // Long titles: what is on disk of this run is longer than the limit that comes.
    for letter in "abcdef" {
      client.activate(client.window(title: String(repeating: letter, count: 1_000)))
      #expect(agent.comesToShow(String(repeating: letter, count: 1_000)))
    }
    client.activate(window)
    #expect(agent.comesToShow("before"))
    agent.limitFiles(to: "4096")
    client.title("meanwhile", on: window)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.output.contains("kept and written later")
      })
    #expect(exists(state + "/notice.storage"))
    // A title that the agent reads only when the next is there already was never there.
    #expect(eventually { runDaybook(["status", "--json"], in: home).contains("meanwhile") })
    for _ in 0..<5 { agent.process.signal(SIGHUP) }
    agent.limitFiles(to: "unlimited")
    client.title("after", on: window)
    #expect(agent.comesToShow("after"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.titles.suffix(3) == ["before", "meanwhile", "after"])
    #expect(agent.spans.tile)
    #expect(agent.runs.map(\.state) == [.stopped])
    #expect(agent.output.split(separator: "\n").count { $0.contains("written later") } == 1)
    #expect(agent.journal.contains("written again"))
    #expect(!exists(state + "/notice.storage"))
  }

  @Test func `a disk that is full at the start loses nothing of the time since`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "first")
    client.activate(window)
    let agent = Agent(
      x.display, home: home, under: ["prlimit", "--fsize=0:unlimited"])
    // Its output is a file too: the notice is what tells, when it can be written.
    #expect(eventually { exists(state + "/agent.log") })
    agent.limitFiles(to: "4096")
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return exists(state)
      })
    agent.limitFiles(to: "unlimited")
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return !agent.spans.isEmpty
      })
    client.title("second", on: window)
    #expect(agent.comesToShow("second"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.titles == ["first", "second"])
    #expect(agent.spans.tile)
    #expect(agent.runs.last?.start == agent.spans.first?.start)
  }

  @Test func `a damaged log is kept aside and the person is told`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "work"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.stop() == 0)
    truncate(database, 50)
    let next = Agent(x.display, home: home)
    #expect(next.isReady())
    #expect(next.stop() == 0)
    #expect(next.output.contains("activity.db.damaged-"))
    #expect(next.journal.contains("activity.db.damaged-"))
    #expect(next.text("home/state/notice.damaged").contains("was damaged"))
    #expect(next.runs.map(\.state) == [.stopped])
  }

  @Test func `damage that a clean end left unseen is found when nobody is there`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "work"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.stop() == 0)
    // The index of long spans: an agent's first commits have no use for it.
    let damage = TestProcess([
      "python3", "-c",
      """
      import sqlite3, sys
      log = sqlite3.connect(sys.argv[1])
      log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      page = log.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'long_span'").fetchone()[0]
      size = log.execute("PRAGMA page_size").fetchone()[0]
      log.close()
      with open(sys.argv[1], "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"x" * size)
      """, database,
    ])
    #expect(damage.wait() == 0)
    let next = Agent(x.display, home: home, arguments: ["--idle", "1s"])
    // At the start, where nobody has been there for a second; at the latest when that is so.
    #expect(eventually { next.runs.count >= 2 })
    #expect(eventually { next.text("home/state/notice.damaged").contains("was damaged") })
    #expect(next.stop() == 0)
    #expect(next.spans.titles.contains("work"))
    #expect(next.spans.last?.presence == .idle)
    #expect(next.runs.last?.state == .stopped)
    let own = next.spans.filter { $0.start >= next.runs[next.runs.count - 1].start }
    #expect(own.tile)
  }

  @Test func `the agent's own log holds its story and no title`() throws {
    let number = TestX.lastingNumber()
    var x: TestX? = TestX(display: number)
    var client: TestClient? = TestClient(try #require(x?.display))
    let window = try #require(client?.window(title: "a secret thing"))
    client?.activate(window)
    client = nil
    let agent = Agent(x?.display, home: home)
    #expect(agent.isReady())
    x?.server.signal(SIGKILL)
    _ = x?.server.wait()
    x = nil
    #expect(eventually { agent.journal.contains("the display has gone") })
    unlink("/tmp/.X\(number)-lock")
    x = TestX(manager: false, display: number)
    #expect(eventually { agent.journal.contains("the display is back") })
    #expect(agent.stop() == 0)
    #expect(agent.journal.contains("started."))
    #expect(agent.journal.contains("stopped."))
    #expect(!agent.journal.contains("secret"))
    #expect(agent.journal.split(separator: "\n").allSatisfy { $0.contains("Z ") })
  }

  // MARK: - Without a display

  private func recording(_ keeper: LogKeeper) -> Recording {
    Recording(
      keeper, source: "x11@test", at: at(0), zone: .utc,
      subject: .window(Window(app: "A", title: "0"))
    ) { _ in }
  }

  private func keeper(_ told: @escaping (Recovery) -> Void = { _ in }) -> LogKeeper {
    LogKeeper(path: database, clock: { at(1_795_000_000_000) }, recovered: told)
  }

  private var spans: [Span] {
    (try? ActivityLog.open(path: database, mode: .read).spans(from: at(0), to: at(.max))) ?? []
  }

  @Test func `damage while recording costs no time that was still known`() throws {
    var told: [Recovery] = []
    let keeper = keeper { told.append($0) }
    var recording = recording(keeper)
    recording.note(.focus(.window(Window(app: "A", title: "1"))), at: at(10_000))
    try recording.commit(at: at(20_000), lastInput: at(20_000), durable: true)
    recording.note(.focus(.window(Window(app: "A", title: "2"))), at: at(30_000))
    truncate(database, 512)
    keeper.discard()
    try recording.commit(at: at(40_000), lastInput: at(40_000), durable: true)
    recording.note(.focus(.window(Window(app: "A", title: "3"))), at: at(50_000))
    recording.end(at: at(60_000), lastInput: at(60_000))
    try recording.settle()
    #expect(told.count == 1)
    #expect(spans.tile)
    // What was on disk is in the tail too.
    #expect(spans.first?.start == at(0))
    #expect(spans.titles == ["0", "1", "2", "3"])
    #expect(spans.last?.end == at(60_000))
  }

  @Test func `what waits is bounded: the oldest titles go, and no time`() throws {
    mkdir(home.path + "/home", 0o700)
    // Nothing can be written where a file stands in the directory's place.
    fclose(fopen(home.path + "/home/data", "w"))
    var recording = recording(keeper())
    let count = Int64(Recording.waitingLimit * 3)
    for index in 1...count {
      recording.note(.focus(.window(Window(app: "A", title: "\(index)"))), at: at(index * 1_000))
    }
    #expect(throws: ActivityLogError.self) {
      try recording.commit(at: at(count * 1_000), lastInput: nil, durable: true)
    }
    #expect(recording.waiting.count <= Recording.waitingLimit)
    #expect(recording.waiting.tile)
    #expect(recording.waiting.first?.start == at(0))
    #expect(recording.waiting.first?.subject == .nothing)
    #expect(recording.waiting.last?.subject.window?.title == "\(count - 1)")
    // Idle found late reaches into what has lost its titles.
    recording.note(.idle(since: at(1_000)), at: at(count * 1_000))
    #expect(recording.waiting.tile)
    unlink(home.path + "/home/data")
    try recording.commit(at: at(count * 1_000 + 1), lastInput: nil, durable: true)
    #expect(spans.tile)
    #expect(spans.first?.start == at(0))
    #expect(spans.last?.end == at(count * 1_000 + 1))
  }

  @Test(arguments: UInt64(0)..<8)
  func `commits that fail at any time leave spans that tile`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let keeper = keeper()
    _ = try keeper.opened()
    var recording = recording(keeper)
    var now: Int64 = 0
    let hidden = home.path + "/home/elsewhere"
    for step in 0..<60 {
      now += .random(in: 1...40_000, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: recording.note(.idle(since: at(now - 30_000)), at: at(now))
      case 1: recording.note(.input, at: at(now))
      case 2:
        // The file vanishes under a keeper that must open it again, then is back.
        rename(home.path + "/home/data", hidden)
        fclose(fopen(home.path + "/home/data", "w"))
        keeper.discard()
        #expect(throws: ActivityLogError.self) {
          try recording.commit(at: at(now), lastInput: nil, durable: true)
        }
        unlink(home.path + "/home/data")
        rename(hidden, home.path + "/home/data")
      case 3: try recording.commit(at: at(now), lastInput: at(now), durable: true)
      default:
        recording.note(.focus(.window(Window(app: "A", title: "\(step)"))), at: at(now))
      }
    }
    recording.end(at: at(now + 1), lastInput: nil)
    try recording.settle()
    // A file that was opened anew gets a source of its own where spans would come twice.
    #expect(spans.tile, "\(spans)")
    #expect(spans.first?.start == at(0))
    #expect(spans.last?.end == at(now + 1))
  }
}

@Suite struct JournalTests {
  let home = TemporaryDirectory()

  private func size(_ name: String) -> Int {
    var status = stat()
    return stat(home.path + "/" + name, &status) == 0 ? Int(status.st_size) : 0
  }

  @Test func `it stays within its bound, with one rotation`() {
    var time: Int64 = 0
    let journal = Journal(directory: home.path, largest: 1_000) { at(time) }
    journal.begin()
    for index in 0..<500 {
      time += 10_000
      journal.note("sentence \(index).")
      #expect(size("agent.log") <= 1_000)
    }
    #expect(size("agent.log") > 0)
    #expect((1...1_000).contains(size("agent.log.1")))
    #expect(!exists(home.path + "/agent.log.2"))
  }

  @Test func `a link under its name is not followed`() {
    let journal = Journal(directory: home.path) { at(0) }
    journal.begin()
    symlink(home.path + "/elsewhere", home.path + "/agent.log")
    journal.note("sentence.")
    #expect(!exists(home.path + "/elsewhere"))
  }

  @Test func `the same sentence comes once in ten minutes`() {
    var limiter = MessageLimiter()
    #expect(limiter.admit("a", at: at(0)) == 0)
    #expect(limiter.admit("a", at: at(1_000)) == nil)
    #expect(limiter.admit("b", at: at(2_000)) == 1)
    #expect(limiter.admit("a", at: at(600_000)) == 0)
    // The clock was put back.
    #expect(limiter.admit("a", at: at(1_000)) == 0)
  }

  @Test func `a flood is cut to thirty lines a minute`() {
    var limiter = MessageLimiter()
    let admitted = (0..<6_000).count { limiter.admit("\($0)", at: at(Int64($0) * 100)) != nil }
    #expect(admitted == 300)
  }
}
