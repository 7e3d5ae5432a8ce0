import Activity
import TestSupport
import Testing

@testable import Timesheet

@Suite struct TimelineTests {
  private let day = DayRange(date: CivilDate("2026-11-20")!, start: 1000, end: 2000)

  private func piece(
    _ id: UInt64, _ start: Int64, _ end: Int64, _ kind: Evidence.Kind, rank: Int = 0
  ) -> Evidence {
    Evidence(span: SpanID(value: id), rank: rank, start: start, end: end, kind: kind)
  }

  @Test func `holes are unknown, but off where the agent tells so`() {
    let line = DayTimeline(
      day: day, until: 2000,
      evidence: [piece(1, 900, 1100, .away(.idle)), piece(2, 1500, 1600, .away(.locked))],
      off: [Visit(start: 1200, end: 1300), Visit(start: 1550, end: 1700)])
    #expect(
      line.segments.map { "\($0.start)-\($0.end) \($0.kind)" } == [
        "1000-1100 away(Activity.Presence.idle)", "1100-1200 away(Activity.Presence.unknown)",
        "1200-1300 away(Activity.Presence.off)", "1300-1500 away(Activity.Presence.unknown)",
        "1500-1600 away(Activity.Presence.locked)", "1600-1700 away(Activity.Presence.off)",
        "1700-2000 away(Activity.Presence.unknown)",
      ])
  }

  @Test func `the better source wins where two cover a second, and the conflict is told`() {
    let line = DayTimeline(
      day: day, until: 2000,
      evidence: [
        piece(1, 1000, 1400, .active(.unassigned), rank: 1),
        piece(2, 1200, 1300, .away(.locked), rank: 0),
      ], off: [])
    #expect(line.segments.map(\.span?.value) == [1, 2, 1, nil])
    #expect(line.conflicts == [Visit(start: 1200, end: 1300)])
  }

  @Test func `a day that is not over is measured up to now`() {
    let line = DayTimeline(day: day, until: 1250, evidence: [], off: [])
    #expect(DayBalance(of: line, entries: []).unknown == 250)
    #expect(DayTimeline(day: day, until: 500, evidence: [], off: []).segments.isEmpty)
  }

  @Test(arguments: UInt64(0)..<200)
  func `segments tile the day whatever the evidence and its order`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let kinds: [Evidence.Kind] = [
      .away(.idle), .away(.off), .active(.unassigned), .activePrivate,
    ]
    let evidence = (0..<40).map { index -> Evidence in
      let start = Int64.random(in: 900...2100, using: &random)
      return piece(
        UInt64(index), start, start + .random(in: 0...300, using: &random),
        kinds[.random(in: 0..<4, using: &random)], rank: .random(in: 0...2, using: &random))
    }
    let line = DayTimeline(day: day, until: 2000, evidence: evidence, off: [])
    var now = day.start
    for segment in line.segments {
      #expect(segment.start == now)
      #expect(segment.end > segment.start)
      now = segment.end
    }
    #expect(now == day.end)
    #expect(
      DayTimeline(day: day, until: 2000, evidence: evidence.shuffled(using: &random), off: [])
        == line)
  }
}
