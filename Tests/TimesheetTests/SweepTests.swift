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
    var sweep = Sweep(from: 100, sources: [:])
    var given: [String] = []
    func piece(_ start: Int64, _ end: Int64, _ verdict: Int) -> Sweep.Piece {
      Sweep.Piece(
        rank: verdict, start: start, end: end, source: 1, began: Instant(seconds: start),
        outcome: .classified(verdict))
    }
    sweep.add(piece(50, 120, 1))
    sweep.add(piece(110, 150, 2))
    sweep.advance(to: 200) { given.append("\($0.map { "\($0)" } ?? "-") \($1)-\($2)") }
    #expect(
      given == [
        "classified(1) 100-110", "classified(1) 110-120", "classified(2) 120-150", "- 150-200",
      ])
  }

  @Test(arguments: UInt64(0)..<100)
  func `it gives every second to the piece that a day gives it to`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let sources: [Int64: String] = [1: "a", 2: "b", 3: "c"]
    let pieces = (0..<40).map { index in
      let start = Int64.random(in: 90..<210, using: &random) * 10
      return Sweep.Piece(
        rank: .random(in: 0..<2, using: &random), start: start,
        end: start + .random(in: 0..<120, using: &random),
        source: .random(in: 1...3, using: &random),
        began: Instant(seconds: start - .random(in: 0..<3, using: &random)),
        outcome: .classified(index))
    }.sorted { $0.start < $1.start }

    let day = DayRange(date: CivilDate("2026-11-20")!, start: 1000, end: 2000)
    let evidence = pieces.map { piece in
      Evidence(
        span: span(of: piece, sources), rank: piece.rank, start: piece.start, end: piece.end,
        kind: .active(.unassigned))
    }
    let expected = DayTimeline(day: day, until: 2000, evidence: evidence, off: []).segments
      .map { Given(span: $0.span, start: $0.start, end: $0.end) }

    var given: [Given] = []
    func take(_ outcome: Sweep.Outcome?, _ start: Int64, _ end: Int64) {
      let span = outcome.flatMap { outcome in pieces.first { $0.outcome == outcome } }
        .map { self.span(of: $0, sources) }
      if let last = given.last, last.span == span {
        given[given.count - 1].end = end
      } else {
        given.append(Given(span: span, start: start, end: end))
      }
    }
    var sweep = Sweep(from: 1000, sources: sources)
    for piece in pieces {
      sweep.advance(to: min(piece.start, 2000), take)
      sweep.add(piece)
    }
    sweep.advance(to: 2000, take)
    #expect(given == expected)
  }

  private func span(of piece: Sweep.Piece, _ sources: [Int64: String]) -> SpanID {
    SpanID(source: sources[piece.source] ?? "", start: piece.began)
  }
}
