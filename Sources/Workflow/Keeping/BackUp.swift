import Activity
import ActivityLog
import Books
import ConfigurationFiles
import Control
import Foundation

/// A backup that was made.
public struct BackupOutcome: Sendable {
  public var path: String
  public var counts: BackupCounts
  public var bytes: Int64
  /// From the backup's directory on.
  public var files: [String]
}

extension World {
  /// Copies books, record and the files a person writes into a new directory, while all of them are
  /// in use, and verifies the copy. No token is in it; window titles are.
  ///
  /// - Parameter target: a directory to put it into, or a name for it that nothing has yet; nil
  ///   puts it into the working directory.
  /// - Throws: `Refusal` (8) where the copy is not sound; nothing is left then.
  public func backUp(to target: String?) throws -> BackupOutcome {
    let places = try settledPlaces()
    let path = try backupPath(target)
    let parent = (path as NSString).deletingLastPathComponent
    let staging = try Staging(in: parent, named: hexadecimal(randomBytes(8)))
    var manifest = BackupManifest(
      made: Moment.text(now().flooredSeconds, offset: zone.offset(at: now().flooredSeconds)),
      books: nil, counts: BackupCounts(), files: [])
    // The books first: what they name of the record is in the record's copy, then.
    try copyBooks(places, to: staging.path, &manifest)
    try copyRecord(places, to: staging.path, &manifest)
    try PersonFiles.write(
      PersonFiles.all(in: places).map { ("config/" + $0.name, $0.bytes) }, to: staging.path)
    for name in try staging.files() {
      let (bytes, sha256) = try PlainFile.digest(staging.path + "/" + name)
      manifest.files.append(.init(name: name, bytes: bytes, sha256: sha256))
    }
    guard !manifest.files.isEmpty else {
      throw Refusal(.usage, "There is nothing to back up yet: no record, no books, no files.")
    }
    try PlainFile.write(manifest.encoded(), to: staging.path + "/" + BackupManifest.file)
    try staging.place(at: path)
    progress?.end()
    return BackupOutcome(
      path: path, counts: manifest.counts, bytes: manifest.files.reduce(0) { $0 + $1.bytes },
      files: manifest.files.map(\.name))
  }

  private func backupPath(_ target: String?) throws -> String {
    let stamp = Moment.text(now().flooredSeconds, offset: 0).prefix(19).filter { $0 != ":" }
    let name = "daybook-backup-\(stamp)"
    let wanted = URL(fileURLWithPath: target ?? ".").path
    let path = isDirectory(wanted) ? "\(wanted)/\(name)" : wanted
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Refusal(.conflict, "\(path) is there already. Give another name.")
    }
    guard isDirectory((path as NSString).deletingLastPathComponent) else {
      throw Refusal(.usage, "There is no directory for \(path). Make it first.")
    }
    return path
  }

  private func copyBooks(
    _ places: Places, to directory: String, _ manifest: inout BackupManifest
  ) throws {
    guard FileManager.default.fileExists(atPath: places.books) else { return }
    let books = try Books(path: places.books, newID: newBooksID(self), randomBytes: randomBytes)
    let copied = try books.backUp(to: directory + "/books.db") {
      progress?.report("Copying books.db", $0, of: $1)
    }
    let copy = try soundBooks(in: directory)
    guard try copy.counts() == copied, try copy.id() == books.id() else {
      throw Refusal(.verification, "The copy of books.db holds other than the books. Try again.")
    }
    manifest.books = try copy.id()
    manifest.counts.entries = copied.entries
    manifest.counts.events = copied.events
    manifest.counts.invoices = copied.invoices
    try copy.letGo()
  }

  private func copyRecord(
    _ places: Places, to directory: String, _ manifest: inout BackupManifest
  ) throws {
    guard FileManager.default.fileExists(atPath: places.activity) else { return }
    let log = try ActivityLog.open(path: places.activity, mode: .read)
    let copied = try log.backUp(to: directory + "/activity.db") {
      progress?.report("Copying activity.db", $0, of: $1)
    }
    guard try soundRecord(in: directory).counts() == copied else {
      throw Refusal(
        .verification, "The copy of activity.db holds other than the record. Try again.")
    }
    manifest.counts.spans = copied.spans
    manifest.counts.runs = copied.runs
  }

  /// The books of a directory that nobody else has, once every check of them holds.
  func soundBooks(in directory: String) throws -> Books {
    progress?.report("Checking books.db", 0, of: 0)
    let books = try Books(
      path: directory + "/books.db", newID: newBooksID(self), randomBytes: randomBytes)
    let broken = try books.verify().filter { !$0.holds }
    guard broken.isEmpty, try books.hasOwnTables() else {
      let first = broken.first?.problems.first ?? "Its tables are not as Daybook makes them."
      throw Refusal(
        .verification,
        "These books don't verify, so nothing was done. \(first) \"daybook verify\" says more of "
          + "the books in use; an older backup may be sound.")
    }
    return books
  }

  func soundRecord(in directory: String) throws -> ActivityLog {
    progress?.report("Checking activity.db", 0, of: 0)
    let log = try ActivityLog.open(path: directory + "/activity.db", mode: .write)
    if let problem = try log.problems().first {
      throw Refusal(
        .verification,
        "This record is damaged, so nothing was done. \(problem) An older backup may be sound; "
          + "the agent mends its own record when it starts.")
    }
    return log
  }

  func isDirectory(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
