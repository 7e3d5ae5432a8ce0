import Foundation
import Testing

@testable import Billing

@Suite struct MoneyTests {
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
