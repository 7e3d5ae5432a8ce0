import ConfigurationFiles
import Control
import Foundation

/// Tells cheaply whether something changed: the databases, or the files a person writes.
public struct HomeStamp: Hashable, Sendable {
  /// Where size and time of a file differ, somebody wrote to it.
  private struct Facts: Hashable {
    var seconds, nanoseconds, size: Int
    var inode: UInt
    /// Written in the very tick in which it was looked at: a later write may leave the same time. The
    /// next look differs, and so reads once more.
    var isFresh: Bool
  }

  private var data: [String: Facts] = [:]
  private var settings: [String: Facts] = [:]

  /// Of the evidence alone.
  init(evidence places: Places) { note([places.activity]) }

  init(_ places: Places) {
    note([places.activity, places.books])
    let rules = (try? FileManager.default.contentsOfDirectory(atPath: places.rules)) ?? []
    for file in ["config.yaml", "clients.yaml"].map({ "\(places.config)/\($0)" })
      + rules.map({ "\(places.rules)/\($0)" })
    {
      settings[file] = HomeStamp.facts(of: file)
    }
  }

  private mutating func note(_ databases: [String]) {
    for database in databases {
      for file in [database, database + "-wal", database + "-tail"] {
        data[file] = HomeStamp.facts(of: file)
      }
    }
  }

  public func hasOtherSettings(than other: HomeStamp) -> Bool { settings != other.settings }

  /// These databases, and the other's settings.
  public func withSettings(of other: HomeStamp) -> HomeStamp {
    var stamp = self
    stamp.settings = other.settings
    return stamp
  }

  private static func facts(of file: String) -> Facts? {
    // The clock that the kernel takes a file's time from (clock_gettime(2)), asked before the file.
    var tick = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &tick)
    var status = stat()
    guard stat(file, &status) == 0 else { return nil }
    let written = status.st_mtim
    return Facts(
      seconds: written.tv_sec, nanoseconds: written.tv_nsec,
      size: Int(status.st_size), inode: UInt(status.st_ino),
      isFresh: (written.tv_sec, written.tv_nsec) >= (tick.tv_sec, tick.tv_nsec))
  }
}

extension Home {
  public func stamp() -> HomeStamp { HomeStamp(places) }
}
