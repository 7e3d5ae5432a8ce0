import Books
import ConfigurationFiles
import Foundation

extension World {
  /// Copies a backup beside the data in use and verifies the copy. Nothing in use is changed until
  /// what it returns is carried out.
  ///
  /// - Throws: `Refusal` (8) where the backup is not as it was made, or is not sound.
  public func prepareRestore(of backup: String) throws -> PreparedHome {
    let places = try settledPlaces()
    let directory = URL(fileURLWithPath: backup).path
    let manifest = try BackupManifest.read(in: directory)
    let data = try stagedData(places)
    var files: [(name: String, bytes: Data)] = []
    let total = manifest.files.reduce(0) { $0 + $1.bytes }
    var done: Int64 = 0
    for file in manifest.files {
      progress?.report("Reading the backup", done, of: total)
      let path = directory + "/" + file.name
      if file.name.hasPrefix("config/") {
        var bytes = Data()
        let found = try PlainFile.digest(path) {
          // No more than what could be right is kept.
          if bytes.count <= 1 << 20 { bytes += $0 }
        }
        try compare(found, file, path)
        files.append((String(file.name.dropFirst("config/".count)), bytes))
      } else {
        try compare(try PlainFile.copy(path, to: data.path + "/" + file.name), file, path)
      }
      done += file.bytes
    }
    try verify(data.path, against: manifest)
    progress?.end()
    return try PreparedHome(
      self, places, data: data, files: files, counts: manifest.counts, books: manifest.books,
      made: manifest.made)
  }

  private func compare(
    _ found: (bytes: Int64, sha256: String), _ file: BackupManifest.File, _ path: String
  ) throws {
    guard found.bytes == file.bytes, found.sha256 == file.sha256 else {
      throw Refusal(
        .verification,
        "\(path) is not as it was when the backup was made, so nothing was restored. Take another "
          + "copy of the backup, or an older one.")
    }
  }

  private func verify(_ directory: String, against manifest: BackupManifest) throws {
    var counts = BackupCounts()
    var id: String?
    if manifest.has("books.db") {
      let books = try soundBooks(in: directory)
      let held = try books.counts()
      (counts.entries, counts.events, counts.invoices) = (held.entries, held.events, held.invoices)
      id = try books.id()
      try books.letGo()
    }
    if manifest.has("activity.db") {
      let held = try soundRecord(in: directory).counts()
      (counts.spans, counts.runs) = (held.spans, held.runs)
    }
    guard counts == manifest.counts, id == manifest.books else {
      throw Refusal(
        .verification,
        "The backup holds other than it says, so nothing was restored. Take an older one.")
    }
  }
}
