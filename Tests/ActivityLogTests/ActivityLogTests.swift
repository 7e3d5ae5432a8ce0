import Activity
import CSQLite
import Glibc
import TestSupport
import Testing

@testable import ActivityLog

private func size(_ path: String) -> Int64 {
  var status = stat()
  return stat(path, &status) == 0 ? Int64(status.st_size) : 0
}

private func mode(_ path: String) -> UInt32 {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}

@Suite struct ActivityLogTests {
  let home = TemporaryDirectory()
  var path: String { home.path + "/data/activity.db" }

  private func open(_ mode: ActivityLog.Mode = .write) throws -> ActivityLog {
    try ActivityLog.open(path: path, mode: mode)
  }

  // MARK: - Spans

  @Test func `what is inserted is read back, by start, then source`() throws {
    let log = try open()
    let spans = [
      span(0, 1_000, window("a")), span(500, 700, .private, source: "b@c"),
      span(1_000, 2_000, .nothing, presence: .locked),
      span(1_000, 2_000, window("é\u{0}z"), presence: .idle, source: "zz"),
    ]
    #expect(try log.insert(spans.reversed()) == .init(inserted: 4, present: 0, conflicting: 0))
    #expect(try log.spans(from: at(0), to: at(5_000)) == spans)
    #expect(try open(.read).spans(from: at(0), to: at(5_000)) == spans)
  }

  @Test func `a range holds what overlaps it and no more`() throws {
    let log = try open()
    let spans = [span(0, 1_000), span(1_000, 2_000), span(2_000, 3_000), span(3_000, 4_000)]
    _ = try log.insert(spans)
    #expect(try log.spans(from: at(1_000), to: at(3_000)) == Array(spans[1...2]))
    #expect(try log.spans(from: at(1_999), to: at(2_001)) == Array(spans[1...2]))
    #expect(try log.spans(from: at(2_000), to: at(2_000)) == [])
  }

  @Test func `what is read in one reading is of one moment`() throws {
    let log = try open()
    _ = try log.insert([span(0, 1_000)])
    let reader = try open(.read)
    let counts = try reader.reading {
      let before = try reader.spans(from: at(0), to: at(5_000)).count
      _ = try log.insert([span(1_000, 2_000)])
      return (before, try reader.reading { try reader.spans(from: at(0), to: at(5_000)).count })
    }
    #expect(counts == (1, 1))
    #expect(try reader.spans(from: at(0), to: at(5_000)).count == 2)
    #expect(throws: CancellationError.self) { try reader.reading { throw CancellationError() } }
    #expect(try log.insert([span(2_000, 3_000)]).inserted == 1)
    #expect(try reader.spans(from: at(0), to: at(5_000)).count == 3)
  }

  @Test func `inserting twice changes nothing`() throws {
    let log = try open()
    let spans = [span(0, 1_000, window("a")), span(1_000, 2_000)]
    _ = try log.insert(spans)
    #expect(try log.insert(spans) == .init(inserted: 0, present: 2, conflicting: 0))
    #expect(try log.spans(from: at(0), to: at(5_000)) == spans)
  }

  @Test func `another span with the same identity is counted and left out`() throws {
    let log = try open()
    let first = span(0, 1_000, window("a"))
    _ = try log.insert([first])
    let others = [
      span(0, 2_000, window("a")), span(0, 1_000, window("b")),
      span(0, 1_000, window("a"), presence: .idle), span(0, 1_000, window("a"), zone: .utc),
    ]
    #expect(try log.insert(others) == .init(inserted: 0, present: 0, conflicting: 4))
    #expect(try log.spans(from: at(0), to: at(5_000)) == [first])
  }

  @Test func `a long span is found from its middle`() throws {
    let log = try open()
    let year = span(0, 31_536_000_000, presence: .off, source: "import")
    let hour = span(10_000_000, 13_600_000)
    let more = span(20_000_000, 23_600_001)
    _ = try log.insert([year, hour, more])
    #expect(try log.spans(from: at(13_599_999), to: at(13_600_000)) == [year, hour])
    #expect(try log.spans(from: at(23_600_000), to: at(23_600_001)) == [year, more])
    #expect(try log.spans(from: at(0), to: at(1)) == [year])
  }

  @Test(arguments: UInt64(0)..<20)
  func `any range agrees with a plain search`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let log = try open()
    var spans: [Span] = []
    for index in 0..<200 {
      let start = Int64.random(in: 0...50_000_000, using: &random) * 10 + Int64(index % 10)
      let length = Int64.random(in: 1...(index % 7 == 0 ? 40_000_000 : 4_000_000), using: &random)
      spans.append(span(start, start + length, window("\(index % 9)"), source: "s\(index % 3)"))
    }
    #expect(try log.insert(spans).conflicting == 0)
    for _ in 0..<20 {
      let from = at(.random(in: 0...500_000_000, using: &random))
      let to = from.advanced(by: .random(in: 1...90_000_000, using: &random))
      let expected = spans.filter { $0.start < to && $0.end > from }
        .sorted { ($0.start, $0.source) < ($1.start, $1.source) }
      #expect(try log.spans(from: from, to: to) == expected)
      var starts: [Instant] = []
      try log.rows(from: from, to: to) { starts.append($0.start) }
      #expect(starts == expected.map(\.start))
    }
  }

  @Test func `a year of 250,000 spans stays under 8 MB`() throws {
    var random = SplitMix64(seed: 42)
    let spans = random.year(of: 250_000)
    do {
      let log = try open()
      for start in stride(from: 0, to: spans.count, by: 10_000) {
        _ = try log.insert(Array(spans[start..<start + 10_000]))
      }
      try log.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(size(path) < 8_000_000)
    let log = try open(.read)
    var total: Int64 = 0
    try log.rows(from: at(0), to: at(Int64.max)) { total += $0.end - $0.start }
    #expect(total == spans.reduce(0) { $0 + $1.milliseconds })
    let day = try log.spans(from: spans[100_000].start, to: spans[100_700].start)
    #expect(day == Array(spans[100_000..<100_700]))
  }

  @Test func `names are erased where spans of one source overlap, and no time with them`() throws {
    let log = try open()
    // Three begin where the first is cut, or one and two milliseconds beside; two are cut alike.
    let spans = [
      span(0, 9_000, window("a")), span(500, 8_000, window("b")),
      span(998, 1_200, .nothing), span(999, 1_100, .nothing), span(1_000, 2_000, window("c")),
      span(7_000, 7_500, window("d")), span(7_001, 7_100, window("e")),
    ]
    _ = try log.insert(spans)
    let hide = { (span: Span) in span.forgetting(from: at(1_000), to: at(7_000)) }
    let plan = try log.erasure(from: at(1_000), to: at(7_000), pieces: hide)
    #expect(try log.erase(from: at(1_000), to: at(7_000), pieces: hide) == plan)

    let left = try log.spans(from: at(0), to: at(10_000))
    #expect(left.reduce(0) { $0 + $1.milliseconds } == spans.reduce(0) { $0 + $1.milliseconds })
    let within = left.filter { $0.start < at(7_000) && $0.end > at(1_000) }
    #expect(within.allSatisfy { $0.subject.window == nil })
    #expect(
      left.filter { $0.subject == window("a") }.map { $0.start..<$0.end }
        == [at(0)..<at(997), at(7_002)..<at(9_000)])
    #expect(
      left.filter { $0.subject == window("b") }.map { $0.start..<$0.end }
        == [at(500)..<at(996), at(7_003)..<at(8_000)])
  }

  // MARK: - Files

  @Test func `file and directory are ours alone`() throws {
    mkdir(home.path + "/data", 0o755)
    let log = try open()
    _ = try log.insert([span(0, 1)])
    #expect(mode(home.path + "/data") == 0o700)
    #expect(mode(path) == 0o600)
    #expect(mode(path + "-wal") == 0o600)
  }

  @Test func `reading where nothing is makes nothing`() throws {
    let error = #expect(throws: ActivityLogError.self) { try open(.read) }
    #expect(error?.kind == .missing)
    #expect(mode(home.path + "/data") == 0)
  }

  @Test func `a newer file is refused with what to do`() throws {
    try open().database.run("PRAGMA user_version = 99")
    for mode in [ActivityLog.Mode.read, .write] {
      let error = #expect(throws: ActivityLogError.self) { try open(mode) }
      #expect(error?.kind == .newer)
      #expect(error?.description.contains("Update Daybook") == true)
    }
  }

  @Test func `a reason to be there though idle is stored`() throws {
    let spans = ([nil] + HandsOff.allCases).enumerated().map { index, reason in
      var made = span(Int64(index) * 1000, Int64(index) * 1000 + 1000, presence: .idle)
      made.observation.handsOff = reason
      return made
    }
    let log = try open()
    #expect(try log.insert(spans).inserted == 3)
    #expect(try log.insert(spans).present == 3)
    #expect(try log.spans(from: at(0), to: at(3000)) == spans)
  }

  @Test(arguments: [ActivityLog.Mode.read, .write])
  func `a log of the first version is brought up to date by whoever opens it`(
    mode: ActivityLog.Mode
  ) throws {
    let kept = span(0, 1000, presence: .idle)
    // An agent of the first version that still runs: it has the file open.
    let agent = try open()
    _ = try agent.insert([kept])
    try agent.database.run("DROP TABLE tail")
    try agent.database.run("PRAGMA user_version = 1")
    #expect(try open(mode).spans(from: at(0), to: at(1000)) == [kept])
    #expect(try agent.database.integer("PRAGMA user_version") == Schema.version)
    _ = try agent.insert([span(1000, 2000)])
    #expect(try open(.read).spans(from: at(0), to: at(2000)).count == 2)
  }

  @Test func `an older log that another program writes to is busy, not refused`() throws {
    let agent = try open()
    try agent.database.run("DROP TABLE tail")
    try agent.database.run("PRAGMA user_version = 1")
    try agent.database.run("BEGIN IMMEDIATE")
    let error = #expect(throws: ActivityLogError.self) {
      try ActivityLog.open(path: path, mode: .read, busyTimeout: 0)
    }
    #expect(error?.kind == .busy)
    try agent.database.run("COMMIT")
    _ = try open(.read)
    #expect(try agent.database.integer("PRAGMA user_version") == Schema.version)
  }

  @Test func `links, pipes and directories are refused`() throws {
    _ = try open()
    for make: (String) -> Int32 in [
      { symlink(self.path, $0) }, { link(self.path, $0) }, { mkfifo($0, 0o600) },
      { mkdir($0, 0o700) },
    ] {
      let other = home.path + "/data/other.db"
      #expect(make(other) == 0)
      let error = #expect(throws: ActivityLogError.self) {
        try ActivityLog.open(path: other, mode: .write)
      }
      #expect(error?.kind == .refused)
      if unlink(other) != 0 { rmdir(other) }
    }
  }

  @Test func `an empty, a foreign and a text file are damage, not a beginning`() throws {
    mkdir(home.path + "/data", 0o700)
    for content in ["", "not a database, but long enough to be looked at"] {
      let file = fopen(path, "w")
      fputs(content, file)
      fclose(file)
      let error = #expect(throws: ActivityLogError.self) { try open() }
      #expect(error?.kind == .damaged)
    }
    unlink(path)
    var foreign: OpaquePointer?
    sqlite3_open(path, &foreign)
    sqlite3_exec(foreign, "CREATE TABLE t (a)", nil, nil, nil)
    sqlite3_close(foreign)
    #expect(throws: ActivityLogError.self) { try open() }
  }

  @Test func `a link in the directory's path is followed`() throws {
    _ = try open()
    symlink(home.path + "/data", home.path + "/elsewhere")
    _ = try ActivityLog.open(path: home.path + "/elsewhere/activity.db", mode: .read)
  }

  // MARK: - Runs

  @Test func `an agent's open span grows, is re-cut and ends`() throws {
    let log = try open()
    let run = try RunWriter(log, source: "x11@studio", at: at(1_000))
    try run.commit(
      replacing: at(1_000), with: [span(1_000, 2_000, window("a"))], alive: at(2_000),
      lastInput: at(1_500))
    try run.commit(
      replacing: at(1_000), with: [span(1_000, 9_000, window("a")), span(9_000, 9_500)],
      alive: at(9_500), lastInput: at(1_500), durable: false)
    #expect(try open(.read).runs(from: at(0), to: at(9_500)).map(\.lastInput) == [at(1_500)])
    let cut = [
      span(1_000, 1_500, window("a")), span(1_500, 9_000, window("a"), presence: .idle),
      span(9_000, 9_900, presence: .idle),
    ]
    try run.commit(replacing: at(1_000), with: cut, alive: at(9_900), lastInput: at(1_500))
    #expect(try open(.read).spans(from: at(0), to: at(99_999)) == cut)
    try run.end(replacing: at(9_900), with: [], at: at(9_900), lastInput: at(1_500))
    #expect(
      try log.runs(from: at(0), to: at(99_999)) == [
        Run(
          source: "x11@studio", start: at(1_000), alive: at(9_900), lastInput: at(1_500),
          state: .stopped)
      ])
  }

  @Test func `a run that was cut off is lost when the next begins`() throws {
    let log = try open()
    let first = try RunWriter(log, source: "x11@studio", at: at(0))
    try first.commit(
      replacing: at(0), with: [span(0, 5_000)], alive: at(5_000), lastInput: nil)
    #expect(try log.runs(from: at(0), to: at(9_000)).map(\.state) == [.running])
    let second = try RunWriter(log, source: "x11@studio", at: at(8_000))
    #expect(second.source == "x11@studio")
    let runs = try log.runs(from: at(6_000), to: at(9_000))
    #expect(runs.map(\.state) == [.lost, .running])
    #expect(runs.map(\.alive) == [at(5_000), at(8_000)])
    #expect(runs.map(\.lastInput) == [nil, nil])
  }

  @Test func `a clock put back never touches what is recorded`() throws {
    let log = try open()
    let first = try RunWriter(log, source: "x11@studio", at: at(10_000))
    let recorded = span(10_000, 20_000, window("a"))
    try first.end(replacing: at(10_000), with: [recorded], at: at(20_000), lastInput: nil)
    let second = try RunWriter(log, source: "x11@studio", at: at(5_000))
    #expect(second.source == "x11@studio~2")
    let late = span(5_000, 15_000, window("b"), source: second.source)
    try second.commit(replacing: at(5_000), with: [late], alive: at(15_000), lastInput: nil)
    #expect(try open(.read).spans(from: at(0), to: at(99_999)) == [late, recorded])
  }
}
