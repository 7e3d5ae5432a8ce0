import Activity
import ActivityLog
import Books
import ConfigurationFiles
import Control
import Foundation

/// A complete and verified set of data that waits to take the place of what is there.
public final class PreparedHome {
  /// What it holds.
  public let counts: BackupCounts
  /// When it was made, as its maker wrote it; RFC 3339.
  public let made: String
  /// What is there now; nil where that is nothing.
  public let present: BackupCounts?
  /// Whether the books in use are the same books, at another time; nil where there are none.
  public let hasSameBooks: Bool?
  /// The person's files that would be others, from the configuration directory on.
  public let changedFiles: [String]
  /// Whether anything is there that it would take the place of.
  public let replaces: Bool

  private let world: World
  private let places: Places
  private let data: Staging
  private let files: [(name: String, bytes: Data)]

  /// What is where when it is done.
  public struct Outcome: Sendable {
    /// Where the former data and files are; nil where there were none.
    public var dataAside: String?
    public var configAside: String?
  }

  /// - Parameters:
  ///   - data: holds `activity.db` and `books.db`, both sound and closed.
  ///   - files: the person's files; none leaves those that are there.
  init(
    _ world: World, _ places: Places, data: Staging, files: [(name: String, bytes: Data)],
    counts: BackupCounts, books: String?, made: String
  ) throws {
    self.world = world
    self.places = places
    self.data = data
    self.files = files
    self.counts = counts
    self.made = made
    let now = try Dictionary(
      PersonFiles.all(in: places).map { ($0.name, $0.bytes) },
      uniquingKeysWith: { first, _ in first })
    let then = Dictionary(
      files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    changedFiles =
      files.isEmpty ? [] : Set(now.keys).union(then.keys).filter { now[$0] != then[$0] }.sorted()
    let living = try world.living(places)
    present = living?.counts
    replaces = living != nil || !now.isEmpty && !changedFiles.isEmpty
    hasSameBooks = living?.books.map { $0 == books }
  }

  /// Puts it in place of what is there, which is kept aside. Whatever cuts it off, all is as before
  /// or all is as it should be.
  ///
  /// - Throws: `Refusal` (6) while the agent runs or something is pushed.
  public func carryOut() throws -> Outcome {
    let agent = try AgentAbsence(places)
    let push = try PushLock(directory: places.data)
    defer {
      withExtendedLifetime(push) {}
      withExtendedLifetime(agent) {}
    }
    let stamp = Moment.text(world.realNow().flooredSeconds, offset: 0).prefix(19).filter {
      $0 != ":"
    }
    guard let real = realpath(places.data, nil) else { throw Staging.failure(places.data) }
    let current = String(cString: real)
    free(real)
    let hadConfig = access(places.config, F_OK) == 0
    let config = try changedFiles.isEmpty ? nil : stagedConfiguration()
    let swap = HomeSwap(
      data: data.path, dataAside: unused("\(current).before-\(stamp)"), config: config?.path,
      configAside: config.map { _ in unused("\(places.config).before-\(stamp)") },
      current: current)
    try config?.complete()
    try data.complete()
    do {
      try Books.heldAlone(at: current + "/books.db") {
        data.leave()
        config?.leave()
        try swap.exchange(data: current, in: places)
      }
    } catch BooksError.busy {
      throw Refusal(
        .conflict,
        "Another daybook command has the books open, such as a review in another terminal. Nothing "
          + "was changed; end it, and do the same again.")
    }
    try HomeSwap.finish(places)
    let left = try FileManager.default.contentsOfDirectory(atPath: swap.dataAside)
    let hadData = !Set(left).isSubset(of: ["agent.lock", "push.lock"])
    if !hadData { try FileManager.default.removeItem(atPath: swap.dataAside) }
    return Outcome(
      dataAside: hadData ? swap.dataAside : nil, configAside: hadConfig ? swap.configAside : nil)
  }

  /// All that lies beside the person's files stays with them: they may be under version control.
  private func stagedConfiguration() throws -> Staging {
    let manager = FileManager.default
    let parent = (places.config as NSString).deletingLastPathComponent
    try manager.createDirectory(
      atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let staging = try Staging(in: parent, named: hexadecimal(world.randomBytes(8)))
    for name in (try? manager.contentsOfDirectory(atPath: places.config)) ?? [] {
      try manager.copyItem(atPath: "\(places.config)/\(name)", toPath: "\(staging.path)/\(name)")
    }
    // A directory that is a link leads to the person's own files: only the link goes.
    unlink("\(staging.path)/rules.d")
    for file in try PersonFiles.all(in: places) { unlink("\(staging.path)/\(file.name)") }
    try PersonFiles.write(files, to: staging.path)
    return staging
  }

  /// A name that nothing has.
  private func unused(_ path: String) -> String {
    var (name, count) = (path, 1)
    while access(name, F_OK) == 0 {
      count += 1
      name = "\(path)-\(count)"
    }
    return name
  }
}

/// No agent runs for this home, and none starts while this is there.
final class AgentAbsence {
  private let file: Int32

  init(_ places: Places) throws {
    try places.makeDataDirectory()
    file = open(places.agentLock, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Staging.failure(places.agentLock) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      let text = FileManager.default.contents(atPath: places.agentLock) ?? Data()
      let process = String(decoding: text.prefix(16), as: UTF8.self).filter(\.isNumber)
      throw Refusal(
        .conflict,
        "daybook-agent is recording (process \(process)), so nothing was changed. Stop it, do the "
          + "same again, then start it: systemctl --user stop daybook-agent, or kill \(process).")
    }
  }

  deinit { close(file) }
}

extension World {
  /// How much the home in use holds, and the id of its books; nil where there is nothing, or where
  /// all of it is too damaged to be counted.
  func living(_ places: Places) throws -> (counts: BackupCounts, books: String?)? {
    let manager = FileManager.default
    guard manager.fileExists(atPath: places.books) || manager.fileExists(atPath: places.activity)
    else { return nil }
    var counts = BackupCounts()
    var id: String?
    // What is damaged must not keep a sound copy from its place.
    if manager.fileExists(atPath: places.books),
      let books = try? Books(path: places.books, newID: newBooksID(self), randomBytes: randomBytes),
      let held = try? books.counts()
    {
      (counts.entries, counts.events, counts.invoices) = (held.entries, held.events, held.invoices)
      id = try? books.id()
      try? books.letGo()
    }
    if let log = try? ActivityLog.open(path: places.activity, mode: .read),
      let held = try? log.counts()
    {
      (counts.spans, counts.runs) = (held.spans, held.runs)
    }
    return (counts, id)
  }

  /// A place beside the data for what is to take its place.
  func stagedData(_ places: Places) throws -> Staging {
    try places.makeDataDirectory()
    guard let real = realpath(places.data, nil) else { throw Staging.failure(places.data) }
    defer { free(real) }
    return try Staging(
      in: (String(cString: real) as NSString).deletingLastPathComponent,
      named: hexadecimal(randomBytes(8)))
  }
}
