/// A half-open stretch [start, end) of one unchanging observation.
public struct Span: Hashable, Sendable {
  /// Who recorded it, such as `x11@studio`; with `start` it makes the span's identity.
  public var source: String
  public var start: Instant
  public var end: Instant
  public var observation: Observation
  public var zone: Zone

  public init(
    source: String, start: Instant, end: Instant, observation: Observation, zone: Zone
  ) {
    self.source = source
    self.start = start
    self.end = end
    self.observation = observation
    self.zone = zone
  }

  public var presence: Presence { observation.presence }
  public var subject: Subject { observation.subject }
  public var milliseconds: Int64 { end - start }
  public var id: SpanID { SpanID(source: source, start: start) }
}

/// A span's identity, derived from its source and start, so that recovery, import and a second
/// machine give the same.
public struct SpanID: Hashable, Comparable, Sendable {
  public let value: UInt64

  public init(value: UInt64) { self.value = value }

  public init(source: String, start: Instant) {
    var digest = Digest()
    digest.add(source.utf8)
    digest.add([0])
    withUnsafeBytes(of: start.milliseconds.littleEndian) { digest.add($0) }
    value = digest.value
  }

  /// 16 lower-case hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  public init?(text: some StringProtocol) {
    // By hand: books of a year have hundreds of thousands.
    var value: UInt64 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - 87)
      default: return nil
      }
    }
    guard text.utf8.count == 16 else { return nil }
    self.value = value
  }

  public static func < (left: SpanID, right: SpanID) -> Bool { left.value < right.value }
}

extension SpanID: CustomStringConvertible {
  public var description: String { text }
}
