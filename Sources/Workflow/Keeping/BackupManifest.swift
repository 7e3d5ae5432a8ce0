import ConfigurationFiles
import Control
import Foundation

/// What a backup holds; the last of its files to be written.
struct BackupManifest: Codable {
  static let file = "manifest.json"
  static let largest = 1 << 20

  struct File: Codable, Hashable {
    /// From the backup's directory on.
    var name: String
    var bytes: Int64
    var sha256: String
  }

  var schema = 1
  /// RFC 3339.
  var made: String
  /// Of the books in it; nil where there are none.
  var books: String?
  var counts: BackupCounts
  var files: [File]

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// - Throws: `Refusal` (2) where there is none that this Daybook can follow.
  static func read(in directory: String) throws -> BackupManifest {
    let path = directory + "/" + file
    guard FileManager.default.fileExists(atPath: path) else {
      throw Refusal(
        FileManager.default.fileExists(atPath: directory) ? .usage : .noMatch,
        "\(directory) is no backup: there is no \(file) in it. Give the directory that \"daybook "
          + "backup\" named.")
    }
    let handle = FileHandle(fileDescriptor: try PlainFile.opened(path), closeOnDealloc: true)
    let bytes = try handle.read(upToCount: largest + 1) ?? Data()
    struct Form: Decodable { var schema: Int }
    let decoder = JSONDecoder()
    guard bytes.count <= largest, let form = try? decoder.decode(Form.self, from: bytes) else {
      throw Refusal(.usage, "\(path) can't be understood, so this is no backup to restore.")
    }
    guard form.schema == 1 else {
      throw Refusal(
        .usage, "\(directory) was made by a newer Daybook (form \(form.schema)). Update Daybook.")
    }
    guard let manifest = try? decoder.decode(BackupManifest.self, from: bytes),
      Set(manifest.files.map(\.name)).count == manifest.files.count,
      manifest.files.allSatisfy({ file in
        let most: Int64 = file.name.hasPrefix("config/") ? 1 << 20 : 1 << 50
        return isKnown(file.name) && (0...most).contains(file.bytes)
      })
    else {
      throw Refusal(.usage, "\(path) names files that no backup has, so nothing was restored.")
    }
    return manifest
  }

  func has(_ name: String) -> Bool { files.contains { $0.name == name } }

  private static func isKnown(_ name: String) -> Bool {
    if ["activity.db", "books.db"].contains(name) { return true }
    guard name.hasPrefix("config/") else { return false }
    return PersonFiles.isName(String(name.dropFirst("config/".count)))
  }
}

/// How much a backup holds.
public struct BackupCounts: Codable, Hashable, Sendable {
  public var spans: Int64 = 0
  public var runs: Int64 = 0
  public var entries = 0
  public var events = 0
  public var invoices = 0
}

/// The files a person writes, by their names from the configuration directory on.
enum PersonFiles {
  /// No directory above, no hidden file, no other kind.
  static func isName(_ name: String) -> Bool {
    if ["config.yaml", "clients.yaml"].contains(name) { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "rules.d" else { return false }
    return parts[1].hasSuffix(".yaml") && !parts[1].hasPrefix(".")
      && parts[1].unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
  }

  /// Those that are there, with what stands in them.
  static func all(in places: Places) throws -> [(name: String, bytes: Data)] {
    let rules =
      access(places.rules, F_OK) == 0
      ? try FileManager.default.contentsOfDirectory(atPath: places.rules) : []
    let names = ["config.yaml", "clients.yaml"] + rules.sorted().map { "rules.d/\($0)" }
    return try names.filter(isName).compactMap { name in
      let path = places.config + "/" + name
      var facts = stat()
      // A person may keep them elsewhere, with a link here.
      guard stat(path, &facts) == 0 else { return nil }
      guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= 1 << 20,
        let bytes = FileManager.default.contents(atPath: path)
      else { throw Refusal(.usage, "\(path) can't be read as a file of settings. Look at it.") }
      return (name, bytes)
    }
  }

  static func write(_ files: [(name: String, bytes: Data)], to directory: String) throws {
    let manager = FileManager.default
    for file in files {
      let path = directory + "/" + file.name
      try manager.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try PlainFile.write(file.bytes, to: path)
    }
  }
}
