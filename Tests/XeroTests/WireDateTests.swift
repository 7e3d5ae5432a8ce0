import Activity
import Foundation
import Testing

@testable import Xero

@Test(arguments: [
  ("/Date(1789344000000+0000)/", "2026-09-14"), ("/Date(1789344000000)/", "2026-09-14"),
  ("/Date(1789378199160)/", "2026-09-14"), ("/Date(-62135596800000)/", "0001-01-01"),
  ("/Date(-1+0000)/", "1969-12-31"), ("/Date(1552262400000+1300)/", "2019-03-11"),
  ("/Date(-86400000-0500)/", "1969-12-31"),
])
func `Xero's dates are days of UTC`(text: String, day: String) throws {
  #expect(try #require(WireDate(text)).date.description == day)
}

@Test(arguments: [
  "", "/Date()/", "/Date(x)/", "/Date(1+00)/", "2026-09-14", "/Date(99999999999999999)/",
  "/Date(9223372036854775807)/", "Date(1)", "/Date(1+0000)/x",
])
func `what is no date is none`(text: String) {
  #expect(WireDate(text) == nil)
}

@Test func `slashes may come escaped`() throws {
  let date = try JSONDecoder().decode(
    [WireDate].self, from: Data(#"["\/Date(1552262400000+0000)\/"]"#.utf8))
  #expect(date.map(\.date.description) == ["2019-03-11"])
}

@Test func `connections have seven decimals and no zone`() {
  #expect(
    WireTimestamp("2019-12-07T18:46:19.5165400")?.instant
      == Instant(milliseconds: 1_575_744_379_516))
  #expect(WireTimestamp("2019-12-07T18:46:19Z")?.instant == Instant(seconds: 1_575_744_379))
  for bad in ["2019-12-07", "2019-13-07T00:00:00", "2019-12-07T24:00:00", "2019-12-07T1:2:3.", ""] {
    #expect(WireTimestamp(bad) == nil)
  }
}
