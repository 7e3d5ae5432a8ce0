import Activity
import ActivityLog
import Books
import CLinux
import ConfigurationFiles
import Control
import Foundation

/// The files of a home and what stands in them.
struct HomeChecks {
  let world: World
  let places: Places

  var all: [HealthCheck] { [configuration, permissions, record, books, disk, clock] }

  private var configuration: HealthCheck {
    do throws(SettingsError) {
      let settings = try Settings.load(from: places)
      let (clients, rules) = (settings.clients.clients.count, settings.rules.rules.count)
      return .fine(
        "configuration",
        "The files can be read: \(plural(clients, "client", "clients")), \(rules) rules.")
    } catch {
      switch error {
      case .notSetUp:
        return .failed("configuration", "There is no clients.yaml yet.", "daybook init")
      case .badFile(let bad):
        // Its sentence may quote a pattern, and with it a title.
        return .failed(
          "configuration", "\(bad.file):\(bad.line):\(bad.column) can't be used.",
          "daybook config check")
      }
    }
  }

  /// Others may look into nothing that holds titles, and write to nothing that is followed.
  private var permissions: HealthCheck {
    var wrong: [String] = []
    func look(_ path: String, _ forbidden: mode_t, _ remedy: String) {
      var facts = stat()
      guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFLNK else { return }
      if facts.st_uid != geteuid() {
        wrong.append("chown \(NSUserName()) \(path)")
      } else if facts.st_mode & forbidden != 0 {
        wrong.append("chmod \(remedy) \(path)")
      }
    }
    for directory in [places.data, places.state] { look(directory, 0o077, "700") }
    for file in files(of: places.data) + files(of: places.state + "/xero") {
      look(file, 0o077, "600")
    }
    for path in [places.config, places.rules] { look(path, 0o002, "o-w") }
    for name in (try? PersonFiles.all(in: places).map(\.name)) ?? [] {
      look(places.config + "/" + name, 0o002, "o-w")
    }
    guard let first = wrong.first else {
      return .fine("permissions", "Nobody else can read the record or change the rules.")
    }
    return .failed(
      "permissions",
      "Others can read or change \(wrong.count == 1 ? "a file" : "\(wrong.count) files") of yours.",
      wrong.count == 1 ? first : wrong.joined(separator: " && "))
  }

  private func files(of directory: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().map { directory + "/" + $0 }.filter { path in
      var facts = stat()
      return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }
  }

  private var record: HealthCheck {
    guard FileManager.default.fileExists(atPath: places.activity) else {
      return .warning("record", "Nothing is recorded yet.", "daybook-agent")
    }
    do {
      let log = try ActivityLog.open(path: places.activity, mode: .read)
      guard try log.isSound() else {
        return .failed(
          "record", "activity.db is damaged.",
          "Start daybook-agent anew, which saves what can be read, or: daybook restore BACKUP")
      }
      let spans = try log.counts().spans
      return .fine("record", "activity.db is sound: \(plural(spans, "span", "spans")).")
    } catch {
      return .failed("record", "\(error)", remedy(for: places.activity))
    }
  }

  private var books: HealthCheck {
    guard FileManager.default.fileExists(atPath: places.books) else {
      return .fine("books", "There are no books yet; the first entry begins them.")
    }
    do {
      let books = try Books(
        path: places.books, newID: newBooksID(world), randomBytes: world.randomBytes)
      let broken = try books.verify().filter { !$0.holds }
      guard broken.isEmpty else {
        return .failed(
          "books",
          "books.db does not verify: \(broken.map(\.name).joined(separator: ", ")).",
          "daybook verify, then daybook restore BACKUP")
      }
      let events = try books.counts().events
      return .fine(
        "books",
        "books.db and its chain are sound: \(plural(events, "event", "events")).")
    } catch {
      return .failed(
        "books", Refusal(error)?.description ?? "\(error)", remedy(for: places.books))
    }
  }

  /// A database that can't be used.
  private func remedy(for path: String) -> String {
    isForeign(path)
      ? "sudo chown \(NSUserName()) \(path), or run Daybook as its owner" : "daybook restore BACKUP"
  }

  private func isForeign(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_uid != geteuid()
  }

  private var disk: HealthCheck {
    var facts = statvfs()
    var path = places.data
    while statvfs(path, &facts) != 0, path != "/", !path.isEmpty {
      path = (path as NSString).deletingLastPathComponent
    }
    let free = Int64(clamping: UInt64(facts.f_bavail) &* UInt64(facts.f_frsize)) / 1_048_576
    if free < 20 {
      return .failed(
        "disk", "\(free) MiB are free: soon nothing can be recorded.", "Free some space.")
    }
    if free < 200 {
      return .warning("disk", "\(free) MiB are free; a year of record takes 8.", "Free some space.")
    }
    return .fine("disk", "\(free) MiB are free.")
  }

  private var clock: HealthCheck {
    let now = world.realNow()
    // Before the first version of this program, and far beyond it.
    guard (1_760_000_000..<4_000_000_000).contains(now.flooredSeconds) else {
      return .failed(
        "clock", "The clock is wrong by years.", "timedatectl set-ntp true")
    }
    let log = try? ActivityLog.open(path: places.activity, mode: .read)
    if let alive = (try? log?.allRuns())?.map(\.alive).max(), alive - now > 120_000 {
      return .failed(
        "clock", "The record goes on past the present time: the clock was ahead, or is behind.",
        "timedatectl set-ntp true")
    }
    let zone = world.zone.identifier
    var facts = timex()
    // Reading needs no rights (adjtimex(2)).
    guard adjtimex(&facts) >= 0, facts.status & STA_UNSYNC == 0 else {
      return .warning(
        "clock", "Zone \(zone). The system does not say that its clock is kept right.",
        "timedatectl set-ntp true")
    }
    return .fine("clock", "Zone \(zone), and the clock is kept right.")
  }
}
