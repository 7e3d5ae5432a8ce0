/// Some of the seven weekdays of the calendar.
public struct Weekdays: Hashable, Sendable {
  /// Bit 0 is Monday, bit 6 Sunday.
  public let bits: UInt8

  public init(bits: UInt8) { self.bits = bits & 0x7f }

  /// From `first` to `last`, both in, 1 for Monday to 7 for Sunday; `6...2` wraps: Saturday to
  /// Tuesday, written `Weekdays(from: 6, through: 2)`.
  public init(from first: Int, through last: Int) {
    var bits: UInt8 = 0
    var day = (first - 1) % 7
    while true {
      bits |= 1 << UInt8(day)
      if day == (last - 1) % 7 { break }
      day = (day + 1) % 7
    }
    self.bits = bits
  }

  /// - Parameter weekday: 1 for Monday to 7 for Sunday.
  public func contains(_ weekday: Int) -> Bool { bits & (1 << UInt8(weekday - 1)) != 0 }

  public static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

extension Weekdays: CustomStringConvertible {
  public var description: String {
    (1...7).filter(contains).map { Weekdays.names[$0 - 1] }.joined(separator: ", ")
  }
}
