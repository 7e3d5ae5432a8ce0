import Activity
import Testing

@testable import Timesheet

/// The policy's sentences that a drawing of one client can't show.
@Suite struct ProposalSentenceTests {
  /// What is seen for so many seconds: `one/a`, `idle`, or `-` for unplaced time; a note after `:`.
  private func timeline(_ parts: (String, Int64)...) -> DayTimeline {
    var now: Int64 = 1_795_104_000
    let start = now
    let evidence = parts.enumerated().map { index, part in
      let words = part.0.split(separator: ":").map(String.init)
      let note = words.count > 1 ? words[1] : nil
      var kind = Evidence.Kind.active(Classification(note: note))
      if let presence = Presence(name: words[0]) {
        kind = .away(presence)
      } else if let slash = words[0].firstIndex(of: "/") {
        kind = .active(
          Classification(
            project: ProjectKey(
              client: String(words[0][..<slash]),
              project: String(words[0][words[0].index(after: slash)...])), note: note))
      }
      defer { now += part.1 }
      return Evidence(
        span: SpanID(value: UInt64(index)), rank: 0, start: now, end: now + part.1, kind: kind)
    }
    return DayTimeline(
      day: DayRange(date: CivilDate("2026-11-20")!, start: start, end: now), until: now,
      evidence: evidence, off: [])
  }

  private func drawn(
    _ day: DayTimeline, _ clients: [String: ProposePolicy.Lengths] = [:]
  ) -> [String] {
    Proposal(policy: ProposePolicy(clients: clients), zone: .utc).entries(of: day, decided: [])
      .map { entry in
        "\(entry.key.map { "\($0.project)" } ?? "-")\(entry.scattered ? "*" : "") "
          + "\(entry.start - day.day.start)-\(entry.end - day.day.start) \(entry.seconds)"
          + (entry.note.isEmpty ? "" : " \(entry.note)")
      }
  }

  @Test func `a stretch's own client says how short it may be to end no block`() {
    let day = timeline(("one/a", 100), ("two/b", 90), ("one/a", 100))
    #expect(drawn(day) == ["one/a 0-100 100", "two/b 100-190 90", "one/a 190-290 100"])
    #expect(drawn(day, ["two": .init(minimum: 120)]) == ["one/a 0-290 200", "- 100-190 90"])
    #expect(
      drawn(day, ["one": .init(minimum: 120)]) == ["one/a* 0-290 200", "two/b 100-190 90"])
  }

  @Test func `a block's own client says over what it goes on`() {
    let day = timeline(
      ("one/a", 100), ("idle", 10), ("one/a", 100), ("two/b", 60), ("idle", 10), ("two/b", 60))
    #expect(drawn(day) == ["one/a 0-210 200", "two/b 210-340 120"])
    #expect(
      drawn(day, ["one": .init(gap: 9)])
        == ["one/a 0-100 100", "one/a 110-210 100", "two/b 210-340 120"])
    let unplaced = timeline(("one/a", 100), ("-", 30), ("one/a", 100))
    #expect(drawn(unplaced) == ["one/a 0-230 230"])
    #expect(
      drawn(unplaced, ["one": .init(absorb: 30)])
        == ["one/a 0-100 100", "- 100-130 30", "one/a 130-230 100"])
    #expect(drawn(unplaced, ["two": .init(absorb: 30)]) == ["one/a 0-230 230"])
  }

  @Test func `the gap holds the sum of all that lies between`() {
    #expect(
      drawn(timeline(("one/a", 100), ("idle", 190), ("two/b", 50), ("idle", 60), ("one/a", 100)))
        == ["one/a 0-500 200", "- 290-340 50"])
    #expect(
      drawn(timeline(("one/a", 100), ("idle", 190), ("two/b", 50), ("idle", 61), ("one/a", 100)))
        == ["one/a 0-100 100", "- 290-340 50", "one/a 401-501 100"])
  }

  @Test(arguments: ["locked", "asleep", "paused", "off", "unknown"])
  func `nobody works over such a second`(presence: String) {
    #expect(
      drawn(timeline(("one/a", 100), (presence, 1), ("one/a", 100)))
        == ["one/a 0-100 100", "one/a 101-201 100"])
  }

  @Test func `what is absorbed says nothing on the invoice`() {
    #expect(
      drawn(timeline(("one/a:Work", 100), ("-:Holiday", 40), ("one/a", 100)))
        == ["one/a 0-240 240 Work"])
  }

  @Test func `notes of the same length stand in the order they were seen`() {
    #expect(
      drawn(
        timeline(("one/a:x", 20), ("one/a:y", 30), ("one/a:z", 30), ("one/a:w", 10), ("one/a:x", 5))
      ) == ["one/a 0-95 95 y; z; x; and 1 more"])
  }

  @Test func `a span floored to no second is gone, and parts nothing`() {
    let spans = [(0, 100_200, "a"), (100_200, 100_900, "b"), (100_900, 200_500, "a")]
    let evidence = spans.map { from, to, project in
      let span = Span(
        source: "x11", start: Instant(milliseconds: Int64(from)),
        end: Instant(milliseconds: Int64(to)),
        observation: Observation(presence: .active, subject: .window(Window(app: project))),
        zone: .utc)
      return Evidence(
        span: span, rank: 0, from: span.start, to: span.end,
        classification: Classification(project: ProjectKey(client: "one", project: project)))
    }
    let day = DayTimeline(
      day: DayRange(date: CivilDate("1970-01-01")!, start: 0, end: 86_400), until: 86_400,
      evidence: evidence, off: [])
    #expect(drawn(day) == ["one/a 0-200 200"])
  }

  @Test func `what lies behind now is not counted`() {
    let day = timeline(("one/a", 100), ("one/a", 500))
    let evidence = day.segments.map {
      Evidence(span: $0.span!, rank: 0, start: $0.start, end: $0.end, kind: $0.kind)
    }
    let today = DayTimeline(
      day: day.day, until: day.day.start + 130, evidence: evidence, off: [])
    #expect(drawn(today) == ["one/a 0-130 130"])
    #expect(DayBalance(of: today, entries: []).seconds == 130)
  }
}
