import Activity
import TestSupport
import Testing

@testable import Timesheet

@Suite struct SweepTests {
  private struct Given: Equatable {
    var span: SpanID?
    var start, end: Int64
  }

  @Test func `a hole is handed over as nothing, and what comes before the start not at all`() {
    var sweep = Sweep<Int>(from: 100) { SpanID(value: UInt64($0)) }
    var given: [String] = []
    sweep.add(.init(rank: 0, start: 50, end: 120, payload: 1))
    sweep.add(.init(rank: 1, start: 110, end: 150, payload: 2))
    sweep.advance(to: 200) { given.append("\($0.map(String.init) ?? "-") \($1)-\($2)") }
    #expect(given == ["1 100-110", "1 110-120", "2 120-150", "- 150-200"])
  }

  @Test(arguments: UInt64(0)..<100)
  func `it gives every second to the piece that a day gives it to`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let evidence = (0..<40).map { _ in
      let start = Int64.random(in: 900..<2100, using: &random)
      return Evidence(
        span: SpanID(value: .random(in: 0..<8, using: &random)),
        rank: .random(in: 0..<2, using: &random), start: start,
        end: start + .random(in: 0..<120, using: &random), kind: .active(.unassigned))
    }.sorted { $0.start < $1.start }
    let day = DayRange(date: CivilDate("2026-11-20")!, start: 1000, end: 2000)
    let expected = DayTimeline(day: day, until: 2000, evidence: evidence, off: []).segments
      .map { Given(span: $0.span, start: $0.start, end: $0.end) }

    var given: [Given] = []
    func take(_ piece: Evidence?, _ start: Int64, _ end: Int64) {
      if let last = given.last, last.span == piece?.span, last.end == start {
        given[given.count - 1].end = end
      } else {
        given.append(Given(span: piece?.span, start: start, end: end))
      }
    }
    var sweep = Sweep<Evidence>(from: 1000, span: \.span)
    for piece in evidence {
      sweep.advance(to: min(piece.start, 2000), take)
      sweep.add(.init(rank: piece.rank, start: piece.start, end: piece.end, payload: piece))
    }
    sweep.advance(to: 2000, take)
    #expect(given == expected)
  }
}
