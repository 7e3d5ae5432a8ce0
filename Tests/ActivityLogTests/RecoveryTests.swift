import Activity
import CSQLite
import Glibc
import TestSupport
import Testing

@testable import ActivityLog

/// A file's bytes, to be damaged.
private struct Bytes {
  let path: String

  func overwrite(at offset: Int, with bytes: [UInt8]) {
    guard let file = fopen(path, "r+") else { return }
    fseek(file, offset, SEEK_SET)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  var size: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}

@Suite struct RecoveryTests {
  let home = TemporaryDirectory()
  var path: String { home.path + "/data/activity.db" }
  private let day = Instant(milliseconds: 1_795_000_000_000)
  private var aside: String { path + ".damaged-20261118T110640Z" }

  /// A log of `count` minutes, closed, with nothing left in its WAL.
  private func make(_ count: Int) throws -> [Span] {
    let spans = (0..<Int64(count)).map {
      span($0 * 60_000, $0 * 60_000 + 60_000, window("title \($0 % 700)"))
    }
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try log.insert(spans)
    try log.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return spans
  }

  private func all(_ log: ActivityLog) throws -> [Span] {
    try log.spans(from: at(0), to: at(.max))
  }

  @Test func `a sound file is opened and nothing is moved`() throws {
    let spans = try make(10)
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery == nil)
    #expect(try all(log) == spans)
    #expect(access(aside, F_OK) != 0)
  }

  @Test func `an empty file is damage, not a new log`() throws {
    _ = try make(1)
    truncate(path, 0)
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery == Recovery(keptAside: aside))
    #expect(try all(log).isEmpty)
    #expect(access(aside, F_OK) == 0)
  }

  @Test func `another program's database is kept aside, untouched`() throws {
    _ = try make(1)
    do {
      let database = try Database(path: path, readOnly: false, busyTimeout: 0)
      try database.run("PRAGMA application_id = 7")
      try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let size = Bytes(path: path).size
    let (_, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.keptAside == aside)
    #expect(Bytes(path: aside).size == size)
  }

  @Test func `a text under the log's name is kept aside`() throws {
    _ = try make(1)
    truncate(path, 0)
    Bytes(path: path).overwrite(at: 0, with: Array("this is no database at all".utf8))
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.spans == 0)
    #expect(recovery?.description.contains(aside) == true)
    #expect(try log.insert([span(0, 1)]).inserted == 1)
  }

  @Test func `a newer file is not damage`() throws {
    _ = try make(1)
    do {
      let database = try Database(path: path, readOnly: false, busyTimeout: 0)
      try database.run("PRAGMA user_version = 99")
    }
    let error = #expect(throws: ActivityLogError.self) {
      _ = try ActivityLog.openSound(path: path, at: day)
    }
    #expect(error?.kind == .newer)
    #expect(access(aside, F_OK) != 0)
  }

  @Test func `changes without their file are not played into the next one`() throws {
    _ = try make(1)
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try log.insert([span(60_000, 120_000, window("left over"))])
    unlink(path)
    #expect(access(path + "-wal", F_OK) == 0)
    let (fresh, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.keptAside == aside)
    #expect(try all(fresh).isEmpty)
    #expect(access(aside + "-wal", F_OK) == 0)
    withExtendedLifetime(log) {}
  }

  @Test func `who brings a record in does not play them in either`() throws {
    _ = try make(1)
    let log = try ActivityLog.open(path: path, mode: .write)
    _ = try log.insert([span(60_000, 120_000, window("left over"))])
    unlink(path)
    let error = #expect(throws: ActivityLogError.self) {
      try ActivityLog.open(path: path, mode: .write)
    }
    #expect(error?.kind == .damaged)
    #expect(access(path, F_OK) != 0)
    withExtendedLifetime(log) {}
  }

  @Test func `what a killed maker left is taken away, and the log has one name`() throws {
    _ = try make(1)
    rename(path, path + ".new")
    fclose(fopen(path + ".new-wal", "w"))
    _ = try make(2)
    #expect(access(path + ".new", F_OK) != 0)
    #expect(access(path + ".new-wal", F_OK) != 0)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_nlink == 1)
  }

  @Test func `a disk that takes no new log may take it later`() {
    errno = ENOSPC
    #expect(SafeFile.failure(path, "can't be made").kind == .storage)
    errno = EIO
    #expect(SafeFile.failure(path, "can't be made").kind == .storage)
    errno = EACCES
    #expect(SafeFile.failure(path, "can't be made").kind == .refused)
  }

  /// SQLite's quick check does not see it.
  @Test func `a text that its index has lost is damage`() throws {
    let spans = try make(700)
    let file = try #require(fopen(path, "r"))
    var bytes = [UInt8](repeating: 0, count: Bytes(path: path).size)
    #expect(fread(&bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
    let text = try #require(bytes.firstRange(of: Array("title 650".utf8)))
    Bytes(path: path).overwrite(at: text.lowerBound, with: Array("Title".utf8))
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.keptAside == aside)
    #expect(try all(log).count == spans.count)
    #expect(try log.isSound())
  }

  /// SQLite finds each page and each row in order.
  @Test func `a span that names a window which is not there is damage, and keeps its time`() throws
  {
    let spans = try make(700)
    let log = try ActivityLog.open(path: path, mode: .write)
    try log.database.run("PRAGMA foreign_keys = OFF")
    try log.database.run("UPDATE span SET context = 99999 WHERE start = \(at(60_000).milliseconds)")
    #expect(try !log.isSound())
    #expect(try log.problems().count == 1)
    let (mended, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.nameless == 1)
    let found = try all(mended)
    #expect(found.map(\.start) == spans.map(\.start))
    #expect(found[1].subject == .nothing && found[2] == spans[2])
    #expect(try mended.isSound())
  }

  /// One page anywhere but the first, overwritten with noise: what is brought over is true, in
  /// order, and nearly everything.
  @Test(arguments: UInt64(0)..<12)
  func `a torn page costs its own rows and no more`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spans = try make(6_000)
    let file = Bytes(path: path)
    let pages = file.size / 1024
    let page = Int.random(in: 1..<pages, using: &random)
    file.overwrite(
      at: page * 1024, with: (0..<1024).map { _ in UInt8.random(in: 0...255, using: &random) })
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    let found = try all(log)
    guard let recovery else {
      // A page that holds nothing.
      #expect(found == spans)
      return
    }
    #expect(recovery.spans == found.count)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.end <= $1.start })
    let truth = Dictionary(uniqueKeysWithValues: spans.map { ($0.start, $0) })
    for span in found where truth[span.start]?.end != span.end { Issue.record("\(span)") }
    let renamed = found.filter { truth[$0.start]?.subject != $0.subject }
    #expect(renamed.allSatisfy { $0.subject == .nothing })
    #expect(renamed.count == recovery.nameless)

    #expect(try log.isSound())
  }

  @Test func `most torn pages cost less than a day's rows`() throws {
    var random = SplitMix64(seed: 7)
    var losses: [Int] = []
    for _ in 0..<9 {
      let home = TemporaryDirectory()
      let path = home.path + "/data/activity.db"
      let spans = (0..<Int64(6_000)).map { span($0 * 60_000, $0 * 60_000 + 60_000, window("t")) }
      do {
        let log = try ActivityLog.open(path: path, mode: .write)
        _ = try log.insert(spans)
        try log.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
      }
      let file = Bytes(path: path)
      let page = Int.random(in: file.size / 8192..<file.size / 1024, using: &random)
      file.overwrite(at: page * 1024, with: [UInt8](repeating: 0xa5, count: 1024))
      let (log, _) = try ActivityLog.openSound(path: path, at: day)
      losses.append(6_000 - (try log.spans(from: at(0), to: at(.max)).count))
    }
    #expect(losses.sorted()[4] < 500, "\(losses)")
    #expect(losses.contains { $0 > 0 })
  }

  @Test func `the runs come over, and those that were open are lost`() throws {
    do {
      let log = try ActivityLog.open(path: path, mode: .write)
      _ = try RunWriter(log, source: "x11@studio", at: at(0))
      try log.database.run("PRAGMA application_id = 7")
      try log.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let (log, recovery) = try ActivityLog.openSound(path: path, at: day)
    #expect(recovery?.runs == 1)
    #expect(
      try log.runs(from: at(0), to: at(.max)) == [
        Run(source: "x11@studio", start: at(0), alive: at(0), lastInput: nil, state: .lost)
      ])
  }

  @Test func `a link under the log's name is refused, and stays`() throws {
    _ = try make(1)
    rename(path, path + ".elsewhere")
    symlink(path + ".elsewhere", path)
    let error = #expect(throws: ActivityLogError.self) {
      _ = try ActivityLog.openSound(path: path, at: day)
    }
    #expect(error?.kind == .refused)
  }
}
