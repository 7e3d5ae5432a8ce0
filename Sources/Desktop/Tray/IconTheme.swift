import Glibc

/// Whether panels find our icons by name (Icon Theme Specification, "Directory Layout").
struct IconTheme {
  /// They are somewhere.
  let hasOurs: Bool
  /// Where panels don't look by themselves; empty where they do.
  let path: String

  init() {
    var known = [Self.variable("XDG_DATA_HOME") ?? (Self.variable("HOME") ?? "") + "/.local/share"]
    known += (Self.variable("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share")
      .split(separator: ":").map(String.init)
    if known.contains(where: { Self.holdsIcons($0 + "/icons") }) {
      (hasOurs, path) = (true, "")
      return
    }
    // Installed under a prefix of its own: PREFIX/bin and PREFIX/share.
    let beside = Self.programDirectory + "/../share/icons"
    hasOurs = Self.holdsIcons(beside)
    path = hasOurs ? beside : ""
  }

  private static func holdsIcons(_ directory: String) -> Bool {
    let file = "\(directory)/hicolor/scalable/apps/\(TrayFace.Icon.recording.name).svg"
    return file.utf8.first == UInt8(ascii: "/") && access(file, R_OK) == 0
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static var programDirectory: String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let text = String(
      decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.lastIndex(of: "/").map { String(text[..<$0]) } ?? ""
  }
}
