import Foundation
import TestSupport
import Testing

@testable import Billing

@Suite struct MoneyTests {
  @Test(arguments: UInt64(0)..<300)
  func `a decimal is read as Foundation reads it`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func digits(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random)).map { _ in
        String([0, 0, 1, 5, 9].randomElement(using: &random)!)
      }.joined()
    }
    let text =
      (Bool.random(using: &random) ? "-" : "") + digits(1...14)
      + (Bool.random(using: &random) ? "." + digits(1...14) : "")
    let expected = try #require(
      Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
    let value = try #require(Decimal(plain: text))
    #expect(value == expected)
    #expect(value.plainText == expected.plainText)
    #expect(value.hashValue == expected.hashValue)
  }

  @Test(arguments: ["0", "12", "12.75", "-3", "-0.0001", "9999999999.99", "120.5555"])
  func `plain text becomes an exact decimal and back`(text: String) {
    #expect(Decimal(plain: text)?.plainText == text)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1e3", "1,5", "+1", " 1", "0x10", "NaN", "1.2.3", "--1", "١",
    "1234567890123456789012345678901",
  ])
  func `anything else is refused`(text: String) {
    #expect(Decimal(plain: text) == nil)
  }

  @Test(arguments: [
    ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("450", 2, "450.00"), ("0.05", 1, "0.1"),
    ("7", 0, "7"),
  ])
  func `amounts are shown with the decimals asked for, a half away from zero`(
    value: String, places: Int, text: String
  ) {
    #expect(decimal(value).text(places: places) == text)
  }

  @Test func `a currency is three capital letters`() {
    #expect(Currency("NZD")?.code == "NZD")
    #expect(Currency("nzd") == nil)
    #expect(Currency("NZ") == nil)
    #expect(Currency("N€D") == nil)
  }
}
