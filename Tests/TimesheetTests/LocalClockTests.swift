import TestSupport
import Testing

@testable import Timesheet

@Suite struct LocalClockTests {
  /// Hours of UTC at which the offset (in hours) changes.
  private func clock(_ stretches: (hour: Int64, offset: Int32)...) -> LocalClock {
    LocalClock(stretches.map { .init(start: $0.hour * 3600, offset: $0.offset * 3600) })
  }

  private func reached(_ clock: LocalClock, _ hours: [Int64]) -> [Int64] {
    hours.map { clock.first(reaching: $0 * 3600) / 3600 }
  }

  @Test func `on a clock that nobody touches it is the time itself`() {
    #expect(reached(clock((0, 13)), [4, 28, 52]) == [-9, 15, 39])
  }

  @Test func `what a clock skips is reached where it goes on`() {
    let clock = clock((0, 1), (2, 2))  // 03:00 becomes 04:00
    #expect(reached(clock, [2, 3, 4, 5]) == [1, 2, 2, 3])
    #expect(clock.instants(showing: 3 * 3600 + 1).isEmpty)
  }

  @Test func `what a clock shows twice is reached the first time`() {
    let clock = clock((0, 2), (2, 1))  // 04:00 becomes 03:00
    #expect(reached(clock, [3, 4, 5]) == [1, 3, 4])
    #expect(clock.instants(showing: 3 * 3600) == [3600, 7200])
  }

  @Test func `a day that has begun stays begun after a flight west`() {
    // Auckland to London: at 20:00 UTC the clock goes from 09:00 back to 20:00.
    let clock = clock((0, 13), (20, 0))
    #expect(reached(clock, [4, 28, 52]) == [-9, 15, 52])
  }

  @Test func `a flight east skips hours, and maybe a day`() {
    #expect(reached(clock((0, 0), (20, 13)), [4, 28, 52]) == [4, 20, 39])
    // From Hawaii to Kiribati, over the date line.
    #expect(reached(clock((0, -10), (20, 14)), [4, 28, 52]) == [14, 20, 38])
  }

  @Test(arguments: UInt64(0)..<40)
  func `later times are never reached earlier, and what is reached was not shown before`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var stretches: [LocalClock.Stretch] = []
    var now: Int64 = -200_000
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      stretches.append(
        .init(start: now, offset: 900 * .random(in: -48...56, using: &random)))
      now += .random(in: 1...90_000, using: &random)
    }
    let clock = LocalClock(stretches)
    func shown(_ instant: Int64) -> Int64 {
      instant + Int64((stretches.last { $0.start <= instant } ?? stretches[0]).offset)
    }
    var before = Int64.min
    for local in stride(from: Int64(-300_000), to: 400_000, by: 17_211) {
      let instant = clock.first(reaching: local)
      #expect(instant >= before)
      #expect(shown(instant) >= local)
      for earlier in stretches.map({ $0.start }) + [instant] {
        if earlier - 1 < instant { #expect(shown(earlier - 1) < local) }
      }
      #expect(clock.instants(showing: local).allSatisfy { shown($0) == local })
      before = instant
    }
  }
}

@Suite struct WhereaboutsTests {
  private func drawn(_ sightings: [(Int64, Int64, String)]) -> [String] {
    Whereabouts(
      sightings.map { Sighting(start: $0.0, end: $0.1, place: $0.2) }, reach: 10
    ).stretches.dropFirst().map { "\($0.start) \($0.place ?? "-")" }
  }

  @Test func `nobody seen is nowhere known`() {
    #expect(drawn([]) == [])
    #expect(Whereabouts<String>([], reach: 10).place(at: 5) == nil)
  }

  @Test func `somebody was there before they were seen, and stays`() {
    #expect(drawn([(100, 105, "A")]) == ["90 A", "115 -"])
  }

  @Test func `they move half-way between`() {
    #expect(drawn([(100, 105, "A"), (114, 116, "B")]) == ["90 A", "109 B", "126 -"])
    #expect(drawn([(100, 130, "A"), (104, 106, "B")]) == ["90 A", "104 B", "106 A", "140 -"])
  }

  @Test func `after a long absence nobody knows for a while`() {
    #expect(drawn([(0, 5, "A"), (50, 51, "B")]) == ["-10 A", "15 -", "40 B", "61 -"])
    #expect(drawn([(0, 5, "A"), (22, 23, "B")]) == ["-10 A", "13 B", "33 -"])
    #expect(drawn([(0, 5, "A"), (22, 23, "A")]) == ["-10 A", "33 -"])
  }

  @Test(arguments: UInt64(0)..<60)
  func `a place depends on what was seen within reach alone`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var now: Int64 = 0
    let sightings = (0..<20).map { _ in
      now += .random(in: 0...30, using: &random)
      return Sighting(
        start: now, end: now + .random(in: 1...8, using: &random),
        place: ["A", "B", "C"][.random(in: 0..<3, using: &random)])
    }
    let whole = Whereabouts(sightings, reach: 10)
    var differences: [Int64] = []
    for at in stride(from: Int64(-20), to: now + 40, by: 3) {
      let near = sightings.filter { $0.start <= at + 10 && $0.end >= at - 10 }
      if Whereabouts(near, reach: 10).place(at: at) != whole.place(at: at) {
        differences.append(at)
      }
    }
    #expect(differences == [])
  }
}
