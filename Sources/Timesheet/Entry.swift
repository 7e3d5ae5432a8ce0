import Activity

/// An entry's identity: 12 lower-case hexadecimal digits, shown by a unique prefix.
public struct EntryID: Hashable, Comparable, Sendable {
  public let text: String

  public init(text: String) { self.text = text }

  /// Derived from day, key and first second, not from a counter: proposing again gives the same.
  public init(day: CivilDate, key: String, start: Int64) {
    var digest = Digest()
    digest.add("\(day)\u{0}\(key)\u{0}\(start)".utf8)
    let digits = String(digest.value, radix: 16)
    text = String((String(repeating: "0", count: 16 - digits.utf8.count) + digits).prefix(12))
  }

  public static func < (left: EntryID, right: EntryID) -> Bool { left.text < right.text }
}

extension EntryID: CustomStringConvertible {
  public var description: String { text }
}
