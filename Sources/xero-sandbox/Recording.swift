import Foundation

/// Every exchange, a line of JSON each, for referees to read: one file a process.
struct Recording: Sendable {
  private let path: String

  /// - Parameter folder: must exist.
  init(in folder: String, process: Int32) {
    path = URL(fileURLWithPath: folder).appending(path: "exchanges-\(process).jsonl").path
  }

  /// - Parameter entry: the request as the journal keeps it, without secrets.
  func add(_ entry: Journal.Entry, _ reply: Reply) {
    let line = Recording.exchange(entry, reply).written(.compact) + "\n"
    let handle = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(handle) }
    let bytes = Array(line.utf8)
    guard handle >= 0, write(handle, bytes, bytes.count) == bytes.count else {
      let text = "\(path): an exchange was not recorded. \(String(cString: strerror(errno)))\n"
      FileHandle.standardError.write(Data(text.utf8))
      return
    }
  }

  static func exchange(_ entry: Journal.Entry, _ reply: Reply) -> JSON {
    [
      "number": .int(entry.number),
      "method": .string(entry.request.method),
      "path": .string(entry.request.path),
      "query": fields(entry.request.query),
      "headers": fields(entry.request.headers),
      "body": text(entry.request.body),
      "status": .int(reply.status),
      "answer_headers": fields(reply.headers),
      // Answers of the identity server are tokens and nothing else.
      "answer": entry.request.path.lowercased().contains("/connect/") ? "" : text(reply.body),
      "delivered": .bool(reply.delivery == .whole),
    ]
  }

  private static func fields(_ fields: [Request.Field]) -> JSON {
    .array(fields.map { .array([.string($0.name), .string($0.value)]) })
  }

  private static func text(_ bytes: [UInt8]) -> JSON {
    .string(String(decoding: bytes, as: UTF8.self))
  }
}
