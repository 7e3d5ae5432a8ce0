import Crypto

/// `DB-7F3K9QXA-K7QM`: by it an invoice is found again in Xero, and it says whose books made it.
///
/// 40 bits of the batch and 20 of the books, in Crockford's base32, which has no I, L, O or U.
public struct ReferenceToken: Hashable, Sendable {
  public let batch: String
  /// The same in every token of the same books, and of their backups.
  public let mark: String

  public var text: String { "DB-\(batch)-\(mark)" }

  /// - Parameters:
  ///   - batchDigest: a digest of what makes the batch; its first 5 bytes count, and missing ones
  ///     are 0.
  ///   - books: the books' id.
  public init(batchDigest: [UInt8], books: String) {
    batch = base32(batchDigest, digits: 8)
    mark = ReferenceToken.mark(ofBooks: books)
  }

  public static func mark(ofBooks id: String) -> String {
    base32(Array(SHA256.hash(data: Array("mark \(id)".utf8))), digits: 4)
  }

  /// The first one that stands in a reference or number; nil without.
  public init?(in text: String) {
    guard
      let found = text.uppercased().firstMatch(
        of: /DB-(?<batch>[0-9A-HJKMNP-TV-Z]{8})-(?<mark>[0-9A-HJKMNP-TV-Z]{4})(?![0-9A-Z])/)
    else { return nil }
    batch = String(found.batch)
    mark = String(found.mark)
  }
}

/// The first `digits` × 5 bits of `bytes`, which are taken as followed by zeros.
private func base32(_ bytes: [UInt8], digits: Int) -> String {
  let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  let padded = bytes.prefix(5) + Array(repeating: 0, count: max(0, 5 - bytes.count))
  let bits = padded.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return String((0..<digits).map { alphabet[Int(bits >> UInt64(35 - 5 * $0)) & 31] })
}
