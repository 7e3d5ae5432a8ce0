import Glibc

/// What a running agent holds of the machine.
extension Agent {
  var descriptors: [String] {
    guard let directory = opendir("/proc/\(process.pid)/fd") else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if Int(name) != nil { found.append(name) }
    }
    return found
  }

  /// In KiB: the heap, the stack, and what it changed of its files in memory. Not `Private_Dirty`, which has
  /// pages of a program that was built just now.
  var ownMemory: Int { memory("Anonymous") }

  /// In KiB: a line of smaps_rollup, such as `Pss` (proc(5)).
  func memory(_ kind: String) -> Int {
    guard let file = fopen("/proc/\(process.pid)/smaps_rollup", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(kind + ":") {
        return Int(text.split(separator: " ")[1]) ?? 0
      }
    }
    return 0
  }
}
