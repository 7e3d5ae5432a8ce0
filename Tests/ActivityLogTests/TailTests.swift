import Activity
import Glibc
import TestSupport
import Testing

@testable import ActivityLog

extension SplitMix64 {
  /// Commits as a run makes them: each replaces what was open, some re-cut what came before.
  fileprivate mutating func commits(_ count: Int, source: String) -> [Tail.Commit] {
    var commits: [Tail.Commit] = []
    var spans: [Span] = []
    var now: Int64 = 1_000
    for _ in 0..<count {
      let back = Int.random(in: 0...min(2, spans.count), using: &self)
      let from = back == 0 ? now : spans[spans.count - back].start.milliseconds
      spans.removeLast(back)
      var new: [Span] = []
      var start = from
      repeat {
        let end = start + .random(in: 1...20_000, using: &self)
        var made = anySpan()
        made.source = source
        (made.start, made.end) = (at(start), at(end))
        new.append(made)
        start = end
      } while start < now || Bool.random(using: &self)
      now = start
      spans += new
      commits.append(
        Tail.Commit(
          from: at(from), spans: new, alive: at(now),
          lastInput: .random(using: &self) ? at(now - .random(in: 0...900_000, using: &self)) : nil,
          state: .running))
    }
    return commits
  }
}

private func tail(_ commits: [Tail.Commit], sequence: Int64 = 7) -> (Tail, [UInt8]) {
  var tail = Tail(sequence: sequence, source: "x11@studio", start: at(1_000))
  var bytes = tail.opening
  for commit in commits { bytes += Tail.bytes(of: commit, in: sequence) }
  tail.commits = commits
  tail.size = bytes.count
  return (tail, bytes)
}

@Suite struct TailTests {
  private let example = Tail.Commit(
    from: at(1_000),
    spans: [span(1_000, 3_000, window("index.ts")), span(3_000, 4_500, .private)],
    alive: at(4_500), lastInput: at(4_200), state: .running)

  @Test func `what is written is read back`() {
    let (tail, bytes) = tail([example])
    #expect(Tail(reading: bytes) == tail)
    #expect(Tail(reading: [UInt8]("anything else".utf8)) == nil)
    #expect(Tail(reading: []) == nil)
  }

  @Test func `a commit of ten short titles takes less than 600 bytes`() {
    let spans = (0..<Int64(10)).map {
      span(1_000 + $0 * 1_000, 2_000 + $0 * 1_000, window("index.ts - acme-web \($0)"))
    }
    let commit = Tail.Commit(
      from: at(1_000), spans: spans, alive: at(11_000), lastInput: at(11_000), state: .running)
    #expect(Tail.bytes(of: commit, in: 1).count < 600)
  }

  @Test(arguments: UInt64(0)..<10)
  func `any commits are read back, also from the middle on`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let commits = random.commits(20, source: "x11@studio")
    let (whole, bytes) = tail(commits)
    #expect(Tail(reading: bytes) == whole)
    let half = tail(Array(commits.prefix(9))).1.count
    #expect(Tail(reading: bytes, after: half)?.commits == Array(commits.dropFirst(9)))
    #expect(Tail(reading: bytes, after: bytes.count)?.commits == [])
  }

  @Test(arguments: UInt64(0)..<4)
  func `a tail that was cut off has its whole commits and no more`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let commits = random.commits(6, source: "x11@studio")
    let (whole, bytes) = tail(commits)
    let ends = (0...6).map { tail(Array(commits.prefix($0))).1.count }
    for count in 0...bytes.count {
      let cut = Tail(reading: Array(bytes.prefix(count)))
      guard count >= whole.opening.count else {
        #expect(cut == nil)
        continue
      }
      #expect(cut?.commits == Array(commits.prefix(ends.count { $0 <= count } - 1)))
    }
  }

  @Test(arguments: UInt64(0)..<4)
  func `a flipped bit costs commits and invents none`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let commits = random.commits(6, source: "x11@studio")
    let bytes = tail(commits).1
    for _ in 0..<500 {
      var torn = bytes
      torn[.random(in: 0..<torn.count, using: &random)] ^=
        1
        << UInt8.random(
          in: 0..<8, using: &random)
      guard let read = Tail(reading: torn) else { continue }
      #expect(read.commits == Array(commits.prefix(read.commits.count)))
      #expect(read.commits.count < commits.count)
    }
  }

  @Test func `what an older tail left behind is not read`() {
    let old = Tail.bytes(of: example, in: 6)
    #expect(Tail(reading: tail([]).1 + old)?.commits == [])
  }
}

@Suite struct BringingInTests {
  let home = TemporaryDirectory()
  var path: String { home.path + "/data/activity.db" }
  private var tailPath: String { path + "-tail" }

  private func stored(_ mode: ActivityLog.Mode = .read) throws -> [Span] {
    try ActivityLog.open(path: path, mode: mode).spans(from: at(0), to: at(.max))
  }

  /// What the tables hold without a look at the tail.
  private func inTables() throws -> [Span] {
    try ActivityLog.openTables(path: path, mode: .read).spans(from: at(0), to: at(.max))
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private func holds(_ text: String, _ path: String) -> Bool {
    TestProcess(["grep", "-aq", text, path]).wait() == 0
  }

  @Test func `what an agent commits, everybody reads at once`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    let writer = try RunWriter(log, source: "x11@studio", at: at(1_000))
    let first = span(1_000, 2_000, window("a"))
    try writer.commit(replacing: at(1_000), with: [first], alive: at(2_000), lastInput: nil)
    #expect(try inTables() == [])
    #expect(try stored() == [first])
    // Now the tables have it too, and looking twice changes nothing.
    #expect(try inTables() == [first])
    #expect(try stored(.write) == [first])
    let whole = span(1_000, 2_500, window("a"))
    let second = span(2_500, 3_000, window("b"))
    try writer.commit(
      replacing: at(1_000), with: [whole, second], alive: at(3_000), lastInput: at(2_900))
    #expect(try stored() == [whole, second])
    let run = try ActivityLog.open(path: path, mode: .read).runs(from: at(0), to: at(.max))
    #expect(run.map(\.alive) == [at(3_000)])
    #expect(run.map(\.lastInput) == [at(2_900)])
  }

  @Test func `the tail is ours alone, and gone after a clean end`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    let writer = try RunWriter(log, source: "x11@studio", at: at(0))
    var status = stat()
    #expect(stat(tailPath, &status) == 0 && status.st_mode & 0o777 == 0o600)
    try writer.end(
      replacing: at(0), with: [span(0, 1_000, window("a"))], at: at(1_000), lastInput: nil)
    #expect(!exists(tailPath))
    #expect(try inTables().count == 1)
  }

  @Test func `a run that was killed is whole for the next one, and lost`() throws {
    do {
      let log = try ActivityLog.open(path: path, mode: .write)
      let writer = try RunWriter(log, source: "x11@studio", at: at(0))
      try writer.commit(
        replacing: at(0), with: [span(0, 1_000, window("a"))], alive: at(1_000), lastInput: nil)
    }
    let log = try ActivityLog.openTables(path: path, mode: .write)
    let writer = try RunWriter(log, source: "x11@studio", at: at(5_000))
    #expect(writer.source == "x11@studio")
    #expect(try inTables() == [span(0, 1_000, window("a"))])
    #expect(try log.runs(from: at(0), to: at(.max)).map(\.state) == [.lost, .running])
  }

  @Test func `an old tail is not taken a second time`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    let writer = try RunWriter(log, source: "x11@studio", at: at(0))
    try writer.commit(
      replacing: at(0), with: [span(0, 1_000, window("a"))], alive: at(1_000), lastInput: nil)
    let copy = home.path + "/copy"
    #expect(TestProcess(["cp", tailPath, copy]).wait() == 0)
    try writer.bringIn()
    _ = try log.erase(from: at(0), to: at(5_000)) { span in
      var span = span
      span.observation.subject = .private
      return [span]
    }
    rename(copy, tailPath)
    #expect(try stored(.write) == [span(0, 1_000, .private)])
  }

  @Test func `damaged tables are begun anew with what the tail knows`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    let writer = try RunWriter(log, source: "x11@studio", at: at(0))
    let spans = [span(0, 1_000, window("a")), span(1_000, 2_000, window("b"))]
    try writer.commit(replacing: at(0), with: spans, alive: at(2_000), lastInput: nil)
    #expect(try stored() == spans)
    truncate(path, 512)
    let (fresh, recovery) = try ActivityLog.openSound(path: path, at: at(9_000))
    #expect(recovery != nil)
    #expect(try fresh.spans(from: at(0), to: at(.max)) == spans)
    #expect(try fresh.runs(from: at(0), to: at(.max)).map(\.start) == [at(0)])
  }

  @Test func `what is forgotten is gone from the tail of a killed agent`() throws {
    do {
      let log = try ActivityLog.open(path: path, mode: .write)
      let writer = try RunWriter(log, source: "x11@studio", at: at(0))
      try writer.commit(
        replacing: at(0), with: [span(0, 1_000, window("marker-815"))], alive: at(1_000),
        lastInput: nil)
    }
    #expect(holds("marker-815", tailPath))
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try log.erase(from: at(0), to: at(5_000)) { span in
      var span = span
      span.observation.subject = .private
      return [span]
    }
    for file in [path, path + "-wal", tailPath] { #expect(!holds("marker-815", file)) }
    #expect(try stored() == [span(0, 1_000, .private)])
  }

  @Test func `a link, a pipe or noise in the tail's place is no harm`() throws {
    _ = try ActivityLog.open(path: path, mode: .write).insert([span(0, 1_000)])
    symlink("/etc/passwd", tailPath)
    #expect(try stored().count == 1)
    unlink(tailPath)
    mkfifo(tailPath, 0o600)
    #expect(try stored().count == 1)
    unlink(tailPath)
    let noise = fopen(tailPath, "w")
    fputs("noise", noise)
    fclose(noise)
    #expect(try stored(.write).count == 1)
    // And the next agent puts its own there.
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try RunWriter(log, source: "x11@studio", at: at(2_000))
    #expect(!holds("noise", tailPath))
  }

  @Test func `a run that a failing disk kept all the same is begun again, and is one`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try RunWriter(log, source: "x11@studio", at: at(2_000))
    let again = try RunWriter(log, source: "x11@studio", at: at(2_000))
    try again.commit(replacing: at(2_000), with: [], alive: at(3_000), lastInput: nil)
    let runs = try log.runs(from: at(0), to: at(9_000))
    #expect(runs.map(\.start) == [at(2_000)])
    #expect(runs.map(\.state) == [.running])
  }

  @Test func `what is added after a bringing-in that seemed to fail is not lost`() throws {
    let log = try ActivityLog.open(path: path, mode: .write)
    let reader = try ActivityLog.open(path: path, mode: .read)
    var fails = false
    let writer = try RunWriter(
      opened: { () throws(ActivityLogError) in
        guard fails else { return log }
        // As a disk that has the change and does not confirm it.
        _ = try log.beginTail()
        return reader
      }, source: "x11@studio", at: at(1_000))
    try writer.commit(replacing: at(1_000), with: [], alive: at(2_000), lastInput: nil)
    fails = true
    #expect(throws: ActivityLogError.self) { try writer.bringIn() }
    fails = false
    try writer.commit(replacing: at(2_000), with: [], alive: at(3_000), lastInput: nil)
    try writer.bringIn()
    #expect(try log.runs(from: at(0), to: at(9_000)).map(\.alive) == [at(3_000)])
  }

  @Test func `commits go on while somebody else holds the tables, or they can't be opened`() throws
  {
    let log = try ActivityLog.open(path: path, mode: .write, busyTimeout: 20)
    var isShut = false
    let writer = try RunWriter(
      opened: { () throws(ActivityLogError) in
        if isShut { throw ActivityLogError(.refused, "It can't be opened.") }
        return log
      }, source: "x11@studio", at: at(1_000))
    let other = try Database(path: path, readOnly: false, busyTimeout: 20)
    try other.run("BEGIN IMMEDIATE")
    #expect(throws: ActivityLogError.self) { try writer.bringIn() }
    try writer.commit(replacing: at(1_000), with: [], alive: at(2_000), lastInput: nil)
    isShut = true
    #expect(throws: ActivityLogError.self) { try writer.bringIn() }
    try writer.commit(replacing: at(2_000), with: [], alive: at(3_000), lastInput: nil)
    isShut = false
    try other.run("ROLLBACK")
    try writer.bringIn()
    #expect(try log.runs(from: at(0), to: at(9_000)).map(\.alive) == [at(3_000)])
  }

  @Test func `a long tail is not tried at each commit while somebody else holds the tables`() throws
  {
    let log = try ActivityLog.open(path: path, mode: .write, busyTimeout: 20)
    var opened = 0
    let writer = try RunWriter(
      opened: { () throws(ActivityLogError) in
        opened += 1
        return log
      }, source: "x11@studio", at: at(0))
    let other = try Database(path: path, readOnly: false, busyTimeout: 20)
    try other.run("BEGIN IMMEDIATE")
    let begun = opened
    for second in 0..<Int64(9) {
      let long = span(
        second * 1_000, second * 1_000 + 1_000,
        window(String(repeating: "\(second)", count: 100 << 10)))
      try writer.commit(
        replacing: long.start, with: [long], alive: long.end, lastInput: nil, durable: false)
    }
    // At some 300, 600 and 900 KiB.
    #expect(opened - begun == 3)
    try other.run("ROLLBACK")
    #expect(try stored().count == 9)
  }

  @Test(arguments: [true, false])
  func `what could not be forgotten at once goes with the next bringing-in`(isBusy: Bool) throws {
    let log = try ActivityLog.open(path: path, mode: .write, busyTimeout: 20)
    let reader = try ActivityLog.open(path: path, mode: .read)
    var fails = false
    let writer = try RunWriter(
      opened: { () throws(ActivityLogError) in fails ? reader : log }, source: "x11@studio",
      at: at(0))
    try writer.commit(
      replacing: at(0), with: [span(0, 1_000, window("marker-816"))], alive: at(1_000),
      lastInput: nil)
    // What is left of the file, whatever becomes of its name.
    let bytes = home.path + "/bytes"
    #expect(link(tailPath, bytes) == 0)
    let other = try Database(path: path, readOnly: false, busyTimeout: 20)
    if isBusy { try other.run("BEGIN IMMEDIATE") } else { fails = true }
    #expect(throws: ActivityLogError.self) { try writer.bringIn(scrubbing: true) }
    #expect(holds("marker-816", bytes))
    if isBusy { try other.run("ROLLBACK") } else { fails = false }
    try writer.commit(
      replacing: at(0), with: [span(0, 1_000, .private)], alive: at(2_000), lastInput: nil)
    try writer.bringIn()
    #expect(!holds("marker-816", bytes))
    #expect(try stored() == [span(0, 1_000, .private)])
  }

  @Test func `a directory that can't be synced, as on some file systems, is no failure`() throws {
    let directory = open("/proc/self", O_RDONLY | O_DIRECTORY)
    defer { close(directory) }
    let isSynced = fsync(directory) == 0
    try #require(!isSynced)
    #expect(SafeFile.settleName(of: "/proc/self/status"))
    #expect(!SafeFile.settleName(of: home.path + "/none/status"))
  }

  /// Readers, killed agents and quiet moments in any order: the record is what the commits say.
  @Test(arguments: UInt64(0)..<20)
  func `whoever brings it in and whenever, the spans are those committed`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var truth: [Span] = []
    var start = at(1_000)
    var log = try ActivityLog.open(path: path, mode: .write)
    var writer = try RunWriter(log, source: "x11@studio", at: at(1_000))
    for commit in random.commits(40, source: "x11@studio") {
      let mayEnd = commit.from >= truth.last?.end ?? at(0)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: _ = try stored()
      case 1: _ = try stored(.write)
      case 2: try writer.bringIn()
      case 3 where mayEnd:
        log = try ActivityLog.open(path: path, mode: .write)
        start = commit.from
        writer = try RunWriter(log, source: "x11@studio", at: start)
      case 4 where mayEnd:
        try writer.end(replacing: commit.from, with: [], at: commit.from, lastInput: nil)
        start = commit.from
        writer = try RunWriter(log, source: "x11@studio", at: start)
      default: break
      }
      try writer.commit(
        replacing: commit.from, with: commit.spans, alive: commit.alive,
        lastInput: commit.lastInput, durable: false)
      // A run never reaches back into an older one.
      truth.removeAll { $0.start >= max(commit.from, start) }
      truth += commit.spans.filter { $0.start >= start }
      if Int.random(in: 0..<4, using: &random) == 0 { #expect(try stored() == truth) }
    }
    #expect(try stored() == truth)
  }
}
