import ActivityLog
import Books
import ConfigurationFiles
import Foundation

extension World {
  /// Writes all there is as JSON Lines: the person's files, spans, runs, and every row of the books
  /// with their history, pushes, links and rates. No token is in it; window titles are.
  ///
  /// - Parameter write: gets each line, with its end.
  /// - Returns: how many lines.
  public func exportAll(_ write: (String) throws -> Void) throws -> Int {
    let places = try settledPlaces()
    let manager = FileManager.default
    let hasBooks = manager.fileExists(atPath: places.books)
    let hasRecord = manager.fileExists(atPath: places.activity)
    let files = try PersonFiles.all(in: places)
    guard hasBooks || hasRecord || !files.isEmpty else {
      throw Refusal(.usage, "There is nothing to export yet: no record, no books, no files.")
    }
    let encoder = FullLine.encoder
    var lines = 0
    func put(_ line: FullLine) throws {
      lines += 1
      if lines % 1000 == 0 { progress?.report("Writing", Int64(lines), of: 0) }
      try write(line.text(encoder) + "\n")
    }
    let books =
      hasBooks
      ? try Books(path: places.books, newID: newBooksID(self), randomBytes: randomBytes) : nil
    try put(.head(.init(books: books.map { _ in Books.form }, record: hasRecord)))
    for file in files { try put(.file(.init(file.name, file.bytes))) }
    // The books first: what they name of the record is in the record, then.
    try books?.eachRow { try put(.row($0)) }
    if hasRecord {
      let log = try ActivityLog.open(path: places.activity, mode: .read)
      for run in try log.allRuns() { try put(.run(run)) }
      var failure: (any Error)?
      try log.eachSpan { span in
        guard failure == nil else { return }
        do { try put(.span(span)) } catch { failure = error }
      }
      if let failure { throw failure }
    }
    try put(.end(lines: lines))
    progress?.end()
    return lines
  }

  /// The same into a new file, for the owner alone, that is there when it is whole.
  public func exportAll(to path: String) throws -> Int {
    guard access(path, F_OK) != 0 else {
      throw Refusal(.conflict, "\(path) is there already. Give another name.")
    }
    let beside = "\(path).\(getpid()).unfinished"
    unlink(beside)
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Staging.failure(path) }
    defer {
      close(file)
      unlink(beside)
    }
    let handle = FileHandle(fileDescriptor: file)
    var pending = Data()
    func flush() throws {
      do { try handle.write(contentsOf: pending) } catch { throw Staging.failure(path) }
      pending.removeAll(keepingCapacity: true)
    }
    let lines = try exportAll { line in
      pending += line.utf8
      if pending.count > 1 << 16 { try flush() }
    }
    try flush()
    guard fsync(file) == 0, link(beside, path) == 0 else { throw Staging.failure(path) }
    DirectorySync.settleName(of: URL(fileURLWithPath: path).path)
    return lines
  }
}
