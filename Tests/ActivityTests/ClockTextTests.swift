import Activity
import Testing

@Suite struct ClockTextTests {
  @Test func `a time has two digits for its hour, and seconds where it is asked for them`() {
    let (morning, exact) = (Int64(9 * 3600 + 300), Int64(9 * 3600 + 312))
    #expect(ClockText.minutes(exact) == "09:05")
    #expect(ClockText.seconds(morning) == "09:05:00")
    #expect(ClockText.shortest(morning) == "09:05")
    #expect(ClockText.shortest(exact) == "09:05:12")
  }

  @Test func `a length has as many hours as it takes`() {
    #expect(ClockText.length(9 * 3600 + 312) == "9:05:12")
    #expect(ClockText.length(0) == "0:00:00")
    #expect(ClockText.lengthInMinutes(100 * 3600 + 119) == "100:01")
  }
}
