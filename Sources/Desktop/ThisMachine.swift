import Glibc

/// This machine's name.
public enum HostName {
  /// As WM_CLIENT_MACHINE gives it.
  public static var whole: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.isEmpty ? "localhost" : text
  }

  /// Without its domain.
  public static func short(_ name: String) -> String { String(name.prefix { $0 != "." }) }
}

/// What this machine says of its processes (proc(5)).
enum ProcessTable {
  /// The program behind a process id: its path, or its short name where that is all we may see.
  static func executable(of process: UInt32) -> String {
    target(of: "/proc/\(process)/exe")
      ?? PropertyText.utf8(content(of: "/proc/\(process)/comm").filter { $0 != 0x0a })
  }

  /// Where a program works: in a terminal with one shell, where the job in front of it does; else
  /// the program itself. Empty where we may not see it.
  static func directory(of process: UInt32) -> String {
    for worker in [jobInFront(of: process), process].compactMap({ $0 }) {
      if let directory = target(of: "/proc/\(worker)/cwd") { return directory }
    }
    return ""
  }

  /// The leader of the job in the foreground of the terminal that `process` shows: of its only
  /// child's, if that is not the one which it was itself started from.
  private static func jobInFront(of process: UInt32) -> UInt32? {
    // A terminal with many shells does not say which one its window shows.
    let children = content(of: "/proc/\(process)/task/\(process)/children")
      .split(separator: 0x20)
    guard children.count == 1, let child = UInt32(String(decoding: children[0], as: UTF8.self)),
      let its = JobControl(of: child), its.terminal != 0,
      its.terminal != JobControl(of: process)?.terminal
    else { return nil }
    return UInt32(exactly: its.foreground)
  }

  private static func target(of link: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { path in
      guard let start = path.baseAddress else { return nil }
      let count = readlink(link, start, path.count)
      guard count > 0 else { return nil }
      let text = PropertyText.utf8(path.prefix(count).map { UInt8(bitPattern: $0) })
      let deleted = " (deleted)"
      return text.hasSuffix(deleted) ? String(text.dropLast(deleted.count)) : text
    }
  }

  /// The beginning of a small file; empty where there is none.
  fileprivate static func content(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: 512) { bytes, count in
      count = max(0, read(file, bytes.baseAddress, bytes.count))
    }
  }
}

/// A process's terminal, as /proc/PID/stat has it.
private struct JobControl {
  /// The device; 0 for none.
  var terminal: Int64
  /// The process group in its foreground.
  var foreground: Int64

  init?(of process: UInt32) {
    let stat = ProcessTable.content(of: "/proc/\(process)/stat")
    // The name in parentheses may hold anything. Behind it: state, parent, group, session,
    // terminal, foreground.
    guard let name = stat.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = stat[(name + 1)...].split(separator: 0x20, maxSplits: 6)
    guard fields.count > 5, let terminal = Int64(String(decoding: fields[4], as: UTF8.self)),
      let foreground = Int64(String(decoding: fields[5], as: UTF8.self))
    else { return nil }
    (self.terminal, self.foreground) = (terminal, foreground)
  }
}
