import Testing

@testable import xero_sandbox

@Suite struct NumberTests {
  @Test(arguments: [
    ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.344999", 2, "2.34"), ("0.005", 2, "0.01"),
    ("450", 2, "450.00"), ("1e-3", 4, "0.0010"), ("12.5e2", 0, "1250"), ("-0.004", 2, "0.00"),
  ])
  func `numbers round a half away from zero`(text: String, places: Int, wanted: String) throws {
    #expect(try #require(Number(text)).text(places: places) == wanted)
  }

  @Test(arguments: ["", "1234567890123456789", "1.2.3", "--1", "1e99", "0x1", "1-2"])
  func `what is no number, or too long, is refused`(text: String) {
    let number = text.isEmpty ? nil : Number(text)
    #expect(number == nil)
  }

  @Test func `numbers compare by value, not by scale`() throws {
    let (short, long) = (try #require(Number("1.5")), try #require(Number("1.5000")))
    #expect(short == long)
    #expect(short.hashValue == long.hashValue)
    #expect(try #require(Number("-1.6")) < long)
  }

  @Test(arguments: UInt64(0)..<200)
  func `adding and taking away again leaves the number`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let left = Number(units: Int128(Int32.random(in: .min ... .max, using: &random)), places: 4)
    let right = Number(units: Int128(Int32.random(in: .min ... .max, using: &random)), places: 2)
    #expect(left + right - right == left)
  }

  @Test(arguments: UInt64(0)..<200)
  func `rounding moves a number by at most half a cent`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let number = Number(units: Int128(Int32.random(in: .min ... .max, using: &random)), places: 6)
    let moved = number.rounded(to: 2) - number
    let size = moved.isNegative ? Number.zero - moved : moved
    #expect(size <= Number(units: 5, places: 3))
  }
}

/// Steele, Lea, Flood 2014.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
