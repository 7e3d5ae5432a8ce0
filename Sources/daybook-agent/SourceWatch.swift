import CLinux
import Control
import Glibc

/// Tells when a file that the filter is made from may have changed (inotify(7)).
struct SourceWatch {
  private static let inDirectories =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
    | IN_ATTRIB
  /// A change in place behind a link is told at the file, not beside the link. Added to what is
  /// watched already, for what a link leads to may be ours.
  private static let behindLinks =
    IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF | IN_MASK_ADD
  /// Editors put a new file in the place of the old one.
  private static let besideTargets = IN_CREATE | IN_MOVED_TO | IN_MASK_ADD
  /// More links after another are a ring.
  private static let mostHops = 8

  /// For the loop to poll; -1 where it can't be had.
  let fileDescriptor: Int32
  /// Directories into which links lead: of all that happens there, these names concern us.
  private var targets: [Int32: Set<String>] = [:]

  init() { fileDescriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) }

  /// To be called before the files are read, each time: other links may be there. A watch that
  /// exists already is only looked up again.
  mutating func watch(_ places: Places) {
    guard fileDescriptor >= 0 else { return }
    let own = [places.rules, places.config, places.state].compactMap {
      add(nearest: $0, Self.inDirectories)?.watch
    }
    var targets: [Int32: Set<String>] = [:]
    for source in RuleSources.paths(places) {
      let hops = Self.hops(from: source)
      if !hops.isEmpty { _ = add(source, Self.behindLinks) }
      for hop in hops {
        let (directory, name) = Self.parts(of: hop)
        guard let found = add(nearest: directory, Self.besideTargets),
          !own.contains(found.watch)
        else { continue }
        targets[found.watch, default: []].insert(found.missing ?? name)
      }
    }
    for old in self.targets.keys where targets[old] == nil && !own.contains(old) {
      inotify_rm_watch(fileDescriptor, old)
    }
    self.targets = targets
  }

  /// Takes what was told. True when it may be of one of our files.
  func takeChanges() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var changed = false
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(fileDescriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return changed }
      if concernsUs(buffer[..<count]) { changed = true }
    }
  }

  /// What the agent and `daybook notify` write beside the filter is no news, nor is what lies
  /// beside a file that a link leads to.
  private func concernsUs(_ bytes: ArraySlice<UInt8>) -> Bool {
    let header = MemoryLayout<inotify_event>.size
    return bytes.withUnsafeBytes { events in
      var offset = 0
      while offset + header <= events.count {
        let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let end = min(offset + header + Int(event.len), events.count)
        let name = String(
          decoding: events[(offset + header)..<end].prefix { $0 != 0 }, as: UTF8.self)
        if concernsUs(name, in: event.wd) { return true }
        offset = end
      }
      return false
    }
  }

  /// - Parameter name: empty for what was watched itself.
  private func concernsUs(_ name: String, in watch: Int32) -> Bool {
    if let wanted = targets[watch] { return name.isEmpty || wanted.contains(name) }
    let isOwn = ["agent.log", "notice.", "notified"].contains(where: name.hasPrefix)
    // A person may call a file of rules so.
    return !isOwn || name.hasSuffix(".yaml")
  }

  // MARK: - The system's side

  /// Nil where `path` can't be watched; links are followed.
  private func add(_ path: String, _ changes: Int32) -> Int32? {
    let watch = inotify_add_watch(fileDescriptor, path, UInt32(changes))
    return watch < 0 ? nil : watch
  }

  /// Of a directory that does not exist yet, the one above tells when it comes.
  ///
  /// - Returns: the watch, and what is missing in the directory that is watched; nil for nothing.
  private func add(nearest directory: String, _ changes: Int32)
    -> (watch: Int32, missing: String?)?
  {
    var (existing, missing) = (directory, String?.none)
    while !existing.isEmpty {
      if let watch = add(existing, changes) { return (watch, missing) }
      guard errno == ENOENT else { return nil }
      (existing, missing) = Self.parts(of: existing)
    }
    return nil
  }

  /// Where a link leads, one after the other; empty for what is no link.
  private static func hops(from path: String) -> [String] {
    var hops: [String] = []
    var place = path
    while hops.count < mostHops, let target = target(of: place) {
      let isAbsolute = target.utf8.first == UInt8(ascii: "/")
      place = isAbsolute ? target : "\(parts(of: place).directory)/\(target)"
      hops.append(place)
    }
    return hops
  }

  private static func target(of link: String) -> String? {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink(link, &path, path.count)
    guard count > 0 else { return nil }
    return String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The directory, without a slash at its end, and the name in it.
  private static func parts(of path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
