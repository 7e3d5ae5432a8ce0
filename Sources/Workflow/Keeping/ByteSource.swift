import Foundation

/// Bytes that come piece by piece: of a file or a pipe, which may be longer than memory.
public struct ByteSource {
  /// How many there are; nil where only the end tells.
  let count: Int?
  /// The next ones; none at the end.
  private let next: () throws -> [UInt8]
  private let name: String

  /// - Parameters:
  ///   - count: how many there are, where that is known.
  ///   - name: what the person calls it, for errors.
  ///   - next: the next ones; none at the end.
  public init(count: Int?, named name: String, next: @escaping () throws -> [UInt8]) {
    self.count = count
    self.name = name
    self.next = next
  }

  func piece() throws -> [UInt8] {
    do { return try next() } catch {
      throw Refusal(.failed, "\(name) can't be read to its end: \(error.localizedDescription)")
    }
  }

  /// All of it, where that is no more than `limit`.
  ///
  /// - Parameter instead: what a person does with more, as a sentence.
  public func whole(atMost limit: Int, instead: String) throws -> [UInt8] {
    let refusal = Refusal(
      .usage,
      "\(name) is longer than \(limit >> 20) MiB, and so much at once takes too much memory. "
        + "\(instead) Nothing of it was imported.")
    if let count, count > limit { throw refusal }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count ?? 0)
    while case let piece = try piece(), !piece.isEmpty {
      guard bytes.count + piece.count <= limit else { throw refusal }
      bytes += piece
    }
    return bytes
  }
}

/// The lines of a source, each without its end. No more than a piece and a line is held of it.
struct SourceLines {
  enum Line {
    case whole(ArraySlice<UInt8>)
    /// The last, which has no end.
    case cut
    /// Longer than `longest`.
    case long
  }

  /// In bytes. Far more than any file that a person writes.
  static let longest = 64 << 20

  /// How many bytes have been taken.
  private(set) var taken: Int64 = 0
  let count: Int?
  private let source: ByteSource
  private let longest: Int
  private var buffer: [UInt8] = []
  private var position = 0

  init(_ source: ByteSource, longest: Int = SourceLines.longest) {
    self.source = source
    self.longest = longest
    count = source.count
  }

  /// Nil at the end.
  mutating func next() throws -> Line? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        defer { position = end + 1 }
        taken += Int64(end + 1 - position)
        return .whole(buffer[position..<end])
      }
      guard buffer.count - position <= longest else { return .long }
      searched = buffer.count - position
      buffer.removeSubrange(..<position)
      position = 0
      let piece = try source.piece()
      guard !piece.isEmpty else { return buffer.isEmpty ? nil : .cut }
      buffer += piece
    }
  }
}
