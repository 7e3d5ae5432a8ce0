/// `DB-7F3K9QXA`: by it an invoice is found again in Xero.
///
/// 40 bits in Crockford's base32, which has no I, L, O or U.
///
/// - Parameter batchDigest: a digest of what makes the batch; its first 5 bytes count, and missing
///   ones are 0.
public func referenceToken(batchDigest: [UInt8]) -> String {
  let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  let padded = batchDigest.prefix(5) + Array(repeating: 0, count: max(0, 5 - batchDigest.count))
  let bits = padded.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return "DB-"
    + String((0..<8).map { alphabet[Int(bits >> UInt64(35 - 5 * $0)) & 31] })
}
