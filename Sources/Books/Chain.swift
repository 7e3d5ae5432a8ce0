import Activity
import Crypto
import Foundation
import GRDB

/// The links that hold the history together: each covers its event and the link before.
enum Chain {
  /// What the first event follows: other books can't have the same history.
  static func beginning(of database: Database) throws -> String {
    let id = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'books_id'")
    return hexadecimal(SHA256.hash(data: Array("daybook books \(id ?? "")".utf8)))
  }

  /// SHA-256, as hexadecimal digits, over the previous link and each of the event's columns, with
  /// its length in front, so that none can run into the next.
  static func link(after previous: String, _ event: EventRow) -> String {
    var hash = SHA256()
    let columns = [
      "daybook event 2", previous, String(event.seq), event.kind,
      event.step.map { String($0) } ?? "", String(event.at_ms), event.who, event.what, event.why,
      event.before, event.after,
    ]
    for column in columns {
      let bytes = Array(column.utf8)
      withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: bytes)
    }
    return hexadecimal(hash.finalize())
  }

  /// SHA-256 of a note: without the salt nobody can try likely texts against it.
  static func digest(ofNote text: String, of entry: String, salt: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: Array("\u{0}\(entry)\u{0}\(text)".utf8))
    return hexadecimal(hash.finalize())
  }
}
