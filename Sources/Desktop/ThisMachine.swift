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

enum ProcessTable {
  /// The program behind a process id: its path, or its short name where that is all we may see.
  static func executable(of process: UInt32) -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(process)/exe", &path, path.count)
    if count > 0 {
      let text = PropertyText.utf8(path.prefix(count).map { UInt8(bitPattern: $0) })
      let deleted = " (deleted)"
      return text.hasSuffix(deleted) ? String(text.dropLast(deleted.count)) : text
    }
    let file = open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let length = read(file, &path, 64)
    let name = path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
    return PropertyText.utf8(name.filter { $0 != 0x0a })
  }
}
