import Foundation
import Testing

/// Days of 23, 25, 23.5 and 24.5 hours, by the program itself.
@Suite struct LongDayTests {
  @Test(arguments: [
    ("Pacific/Auckland", "2026-09-26", 23.0), ("Pacific/Auckland", "2026-04-04", 25),
    ("Australia/Lord_Howe", "2026-10-03", 23.5), ("Europe/Berlin", "2026-10-24", 25),
    ("UTC", "2026-11-20", 24),
  ])
  func `the balance adds up to the day's length`(zone: String, date: String, hours: Double) throws {
    let program = try Program(zone: zone, examples: true)
    let rows = (0..<26).map { hour in
      let start = ISO8601DateFormatter().date(from: "\(date)T00:00:00Z")!
        .addingTimeInterval(Double(hour) * 3600 - 43_200)
      return
        "{\"start\":\"\(ISO8601DateFormatter().string(from: start))\",\"end\":\"\(ISO8601DateFormatter().string(from: start.addingTimeInterval(1234)))\",\"presence\":\"active\",\"app\":\"code\",\"title\":\"index.ts - acme-web - Visual Studio Code\"}"
    }
    #expect(
      try program.run(["activity", "import", "-"], input: rows.joined(separator: "\n")).code == 0)
    #expect(try program.run("propose", date).code == 0)
    let day = try #require(try program.json(DayList.self, "day", date, "--json").days.first)
    #expect(Double(day.seconds) == hours * 3600)
    #expect(day.balance.values.reduce(0, +) == day.seconds)
    #expect(day.balance["entries"]! > 0)
  }
}
