import Activity
import Testing

@Suite struct CivilDateTests {
  @Test func `days count up without a gap through a century`() {
    var date = CivilDate("1898-12-31")!
    for number in date.daysSince1970..<(date.daysSince1970 + 50_000) {
      #expect(date.daysSince1970 == number)
      let next = CivilDate(daysSince1970: number + 1)
      #expect(next > date)
      #expect(CivilDate("\(next)") == next)
      #expect(next.weekday == date.weekday % 7 + 1)
      date = next
    }
  }

  @Test func `known days`() {
    #expect(CivilDate("1970-01-01")?.daysSince1970 == 0)
    #expect(CivilDate("1970-01-01")?.weekday == 4)
    #expect(CivilDate("2026-11-20")?.weekday == 5)
    #expect(CivilDate("2026-02-29") == nil)
    #expect(CivilDate("2028-02-29") != nil)
  }
}
