import Activity
import TestSupport
import Testing

@testable import Timesheet

private let approved = EntryState.approved(Approval(at: Instant(seconds: 0), by: "test"))

/// The time of a letter in a drawing.
private func at(_ letter: Int64, in day: DayTimeline, unit: Int64 = 30) -> Int64 {
  day.day.start + letter * unit
}

private func work(_ letter: Character) -> EntrySubject {
  .work(WorkKey(project: project(letter), task: nil, billable: true, handsOff: false))
}

@Suite struct SplitTests {
  @Test func `a split by times cuts the evidence there`() throws {
    let day = timeline("aaaiiaaa")
    let entry = propose(day)[0]
    let parts = try entry.split(at: [at(2, in: day), at(6, in: day)], besides: [entry.id])
    #expect(drawn(parts, of: day) == ["a 0-2 2", "a 2-6 2", "a 6-8 2"])
    #expect(parts[0].id == entry.id)
    #expect(Set(parts.map(\.id)).count == 3)
    #expect(parts.allSatisfy { $0.edited })
    #expect(parts.allSatisfy { $0.note == entry.note && $0.reason == entry.reason })
  }

  @Test func `a time outside, or a part without time, is refused`() {
    let day = timeline("aaaiiaaa")
    let entry = propose(day)[0]
    for time in [entry.start, entry.end, entry.end + 60] {
      #expect(throws: SplitRefusal.outside(time)) { try entry.split(at: [time], besides: []) }
    }
    let gap = Visit(start: at(3, in: day), end: at(5, in: day))
    #expect(throws: SplitRefusal.nothingCounted(gap)) {
      try entry.split(at: [gap.start, gap.end], besides: [])
    }
  }

  @Test func `a generated note stays with its client, a written one goes along`() {
    let entry = propose(timeline("aaa"))[0]
    var noted = entry
    noted.note = "Edited index.ts"
    func note(_ client: String) -> String {
      let key = WorkKey(
        project: ProjectKey(client: client, project: "p"), task: nil, billable: true,
        handsOff: false)
      return noted.given(to: .work(key)).note
    }
    let own = entry.key?.project.client ?? ""
    #expect([note(own), note("another")] == ["Edited index.ts", ""])
    noted.noteWritten = true
    #expect(note("another") == "Edited index.ts")
  }

  @Test func `a split by portions gives each its part by largest remainder`() throws {
    let day = timeline("aiia", unit: 5)
    let entry = propose(timeline("aaa"))[0]
    let parts = try entry.split(
      into: [Portion(subject: work("a"), weight: 2), Portion(subject: work("b"), weight: 1)],
      besides: [entry.id])
    #expect(parts.map(\.seconds) == [60, 30])
    #expect(parts.map(\.subject) == [work("a"), work("b")])

    var short = entry
    short.shares = [
      SpanShare(span: nil, from: day.day.start, to: day.day.start + 1, absorbed: false)
    ]
    #expect(throws: SplitRefusal.tooSmall(portion: 1)) {
      try short.split(
        into: [Portion(subject: work("a"), weight: 1), Portion(subject: work("b"), weight: 1)],
        besides: [])
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `parts of any split add up to the whole, to the second`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let proposed = propose(timeline(madeUpDay(using: &random), unit: 17))
    let entry = try #require(proposed.filter { $0.seconds > 20 }.randomElement(using: &random))
    let ids = Set(proposed.map(\.id))

    let times = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Int64.random(in: entry.start...entry.end, using: &random)
    }
    if let parts = try? entry.split(at: times, besides: ids) {
      check(parts, of: entry, ids)
    }
    let portions = (0..<Int.random(in: 2...4, using: &random)).map { _ in
      Portion(
        subject: work("abc".randomElement(using: &random)!),
        weight: .random(in: 1...97, using: &random))
    }
    if let parts = try? entry.split(into: portions, besides: ids) {
      check(parts, of: entry, ids)
      let sum = portions.reduce(0) { $0 + $1.weight }
      for (part, portion) in zip(parts, portions) {
        #expect(abs(part.seconds * sum - entry.seconds * portion.weight) < sum, "within a second")
      }
    }
  }

  private func check(_ parts: [Entry], of entry: Entry, _ ids: Set<EntryID>) {
    #expect(parts.countedSeconds == [entry].countedSeconds)
    #expect(Set(parts.map(\.id)).count == parts.count)
    #expect(parts[0].id == entry.id)
    #expect(ids.isDisjoint(with: parts.dropFirst().map(\.id)))
    for part in parts {
      #expect(part.start == part.shares.first?.from && part.end == part.shares.last?.to)
    }
  }
}

@Suite struct MergeTests {
  @Test func `a merge counts what its parts counted, and says what they said`() throws {
    let day = timeline("aaallllaaa", notes: ["a": "one"])
    var entries = propose(day)
    #expect(drawn(entries, of: day) == ["a 0-3 3", "a 7-10 3"])
    entries[1].note = "two"
    let merged = try Entry.merging([entries[1], entries[0]])
    #expect(drawn([merged], of: day) == ["a 0-10 6"])
    #expect(merged.id == entries[1].id)
    #expect(merged.note == "one; two")
    #expect(merged.edited && !merged.noteWritten)
  }

  @Test func `what rules wrote is told once, and goes where a person wrote a note`() throws {
    var entries = propose(timeline("aaallllaaallllaaa"))
    entries[0].note = "Edited a; Edited b; Edited c; and 2 more"
    entries[1].note = "Edited b; Edited d"
    let generated = try Entry.merging(Array(entries.prefix(2)))
    #expect(generated.note == "Edited a; Edited b; Edited c; Edited d")
    #expect(!generated.noteWritten)
    entries[2].note = "Call; and then lunch"
    entries[2].noteWritten = true
    let merged = try Entry.merging(entries)
    #expect(merged.note == "Call; and then lunch")
    #expect(merged.noteWritten)
    entries[0].note = "Kick-off"
    entries[0].noteWritten = true
    #expect(try Entry.merging(entries).note == "Kick-off; Call; and then lunch")
  }

  @Test func `unassigned time joins the work it is merged with, hands off makes it wait`() throws {
    let day = timeline("aaa....aaahhhh")
    let entries = propose(day)
    #expect(drawn(entries, of: day) == ["a 0-3 3", ". 3-7 4", "a 7-10 3", "h 10-14 4"])
    let merged = try [
      Entry.merging([entries[1], entries[0]]), Entry.merging([entries[2], entries[3]]),
    ]
    #expect(drawn(merged, of: day) == ["a 0-7 7", "A 7-14 7"])
  }

  @Test func `different work, different days and single entries are refused`() {
    let entries = propose(timeline("aaabbb"))
    var other = entries[0]
    other.id = EntryID(text: "0123456789ab")
    other.day = other.day.adding(days: 1)
    #expect(throws: MergeRefusal.differentWork(entries[0].id, entries[1].id)) {
      try Entry.merging(entries)
    }
    #expect(throws: MergeRefusal.differentDays(entries[0].id, other.id)) {
      try Entry.merging([entries[0], other])
    }
    #expect(throws: MergeRefusal.tooFew) { try Entry.merging([entries[0], entries[0]]) }
  }

  @Test(arguments: UInt64(0)..<100)
  func `any merge counts each second once`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let proposed = propose(timeline(madeUpDay(using: &random), unit: 17))
    for entries in Dictionary(grouping: proposed, by: \.subject).values where entries.count > 1 {
      let chosen = entries.shuffled(using: &random).prefix(
        .random(in: 2...entries.count, using: &random))
      let merged = try Entry.merging(Array(chosen))
      #expect([merged].countedSeconds == Array(chosen).countedSeconds)
      #expect(merged.subject == chosen[0].subject && merged.id == chosen[0].id)
    }
  }
}

@Suite struct RoomTests {
  private func entries(_ day: DayTimeline) -> [Entry] { propose(day) }

  @Test func `unassigned time gives way, and the rules place what is left of it`() throws {
    let day = timeline("......")
    let room = try Room(
      for: [Visit(start: at(2, in: day), end: at(4, in: day))], among: propose(day), choice: .refuse
    )
    #expect(drawn(room.changed, of: day) == [". 0-6 4"])
    #expect(room.changed.allSatisfy { !$0.edited })
    #expect(room.gone == [])
  }

  @Test func `an entry with a project is trimmed or split by choice alone`() throws {
    let day = timeline("aaaaaa")
    let entry = propose(day)[0]
    let middle = Visit(start: at(2, in: day), end: at(4, in: day))
    #expect(throws: OverlapRefusal(others: [.init(entry: entry, visits: [middle])])) {
      try Room(for: [middle], among: [entry], choice: .refuse)
    }
    let trimmed = try Room(for: [middle], among: [entry], choice: .trimOther)
    #expect(drawn(trimmed.changed, of: day) == ["a 0-6 4"])
    let split = try Room(for: [middle], among: [entry], choice: .splitOther)
    #expect(drawn(split.changed, of: day) == ["a 0-2 2", "a 4-6 2"])
    #expect(split.changed[0].id == entry.id && split.changed[1].id != entry.id)
    #expect((trimmed.changed + split.changed).allSatisfy { $0.edited })
    let whole = try Room(
      for: [Visit(start: entry.start, end: entry.end)], among: [entry], choice: .splitOther)
    #expect(whole.changed == [] && whole.gone == [entry.id])
  }

  @Test func `short visits gathered over the day stay one entry`() throws {
    let day = timeline("aaabaaabaaabaaa")
    let scattered = try #require(propose(day).first { $0.scattered })
    #expect(drawn([scattered], of: day) == ["b* 3-12 3"])
    let visit = Visit(start: at(5, in: day), end: at(8, in: day))
    let room = try Room(for: [visit], among: [scattered], choice: .splitOther)
    #expect(drawn(room.changed, of: day) == ["b* 3-12 2"])
  }

  @Test func `what is approved never gives way, what was rejected does`() throws {
    let day = timeline("aaaaaa")
    var entry = propose(day)[0]
    let visit = Visit(start: at(2, in: day), end: at(6, in: day))
    entry.state = approved
    for choice in OverlapChoice.allCases {
      #expect(throws: OverlapRefusal(others: [.init(entry: entry, visits: [visit])])) {
        try Room(for: [visit], among: [entry], choice: choice)
      }
    }
    entry.state = .rejected
    let room = try Room(for: [visit], among: [entry], choice: .refuse)
    #expect(drawn(room.changed, of: day) == ["a 0-2 2"])
    #expect(room.changed[0].state == .rejected)
  }

  @Test(arguments: UInt64(0)..<200)
  func `whatever is claimed, no second is in two entries and none is lost`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let day = timeline(madeUpDay(using: &random), unit: 17)
    let before = propose(day)
    let start = Int64.random(in: day.day.start..<day.until, using: &random)
    let claim = Visit(start: start, end: .random(in: (start + 1)...day.until, using: &random))
    let choice: OverlapChoice = .random(using: &random) ? .trimOther : .splitOther
    let room = try Room(for: [claim], among: before, choice: choice)

    let touched = Set(room.changed.map(\.id) + room.gone)
    let after = before.filter { !touched.contains($0.id) } + room.changed
    let claimed = day.claimed(claim)
    #expect(claimed.flatMap { Array($0.from..<$0.to) } == Array(claim.start..<claim.end))
    #expect(
      (after.countedSeconds + Array(claim.start..<claim.end)).sorted()
        == Set(before.countedSeconds).union(claim.start..<claim.end).sorted())
    #expect(Set(after.map(\.id)).count == after.count)
    for share in claimed {
      // A drawing names its spans by their letters' places; holes have none.
      let letter = (share.from - day.day.start) / 17
      #expect(share.span.map { Int64($0.value) == letter } ?? true)
    }
  }
}

@Suite struct BorderTests {
  @Test func `what a border lets go of is proposed anew under another id`() throws {
    let day = timeline("aaaaaa")
    let entry = propose(day)[0]
    let moved = try #require(
      entry.moved(to: Visit(start: at(3, in: day), end: entry.end), in: day))
    #expect(drawn([moved], of: day) == ["a 3-6 3"])
    #expect(moved.id == entry.id && moved.edited)
    let anew = propose(day, decided: [moved])
    #expect(drawn(anew, of: day) == ["a 0-3 3"])
    #expect(anew[0].id != entry.id)
    #expect(propose(day, decided: [moved]) == anew)
  }

  @Test func `what a border reaches for is counted, gaps within stay out`() throws {
    let day = timeline("iiaaiaa??ll")
    let entry = propose(day)[0]
    #expect(drawn([entry], of: day) == ["a 2-7 4"])
    let moved = try #require(
      entry.moved(to: Visit(start: at(1, in: day), end: at(9, in: day)), in: day))
    #expect(drawn([moved], of: day) == ["a 1-9 7"])
    #expect(moved.shares.last?.span == nil, "nobody saw it")
    #expect(moved.shares.first?.span == SpanID(value: 1), "the record says idle")
    #expect(entry.moved(to: Visit(start: at(4, in: day), end: at(5, in: day)), in: day) == nil)
  }

  @Test func `unsettled time is claimed without its evidence`() {
    let day = timeline("aaaa")
    let shares = day.claimed(
      Visit(start: day.day.start, end: day.until),
      provisional: [Visit(start: at(3, in: day), end: day.until + 1)])
    #expect(shares.map(\.span) == [0, 1, 2].map { SpanID(value: $0) } + [nil])
    #expect(shares.seconds == 120)
  }

  @Test(arguments: UInt64(0)..<200)
  func `trimming and moving lose no second`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let day = timeline(madeUpDay(using: &random), unit: 17)
    let proposed = propose(day)
    let entry = try #require(proposed.randomElement(using: &random))
    let first = Int64.random(in: day.day.start..<day.until, using: &random)
    let borders = Visit(start: first, end: .random(in: (first + 1)...day.until, using: &random))
    if let (left, cut) = entry.trimmed(of: [borders], besides: proposed.map(\.id)) {
      #expect([left, cut].countedSeconds == [entry].countedSeconds)
      #expect([cut].countedSeconds.allSatisfy { (borders.start..<borders.end).contains($0) })
    }
    if let moved = entry.moved(to: borders, in: day) {
      let old = Set([entry].countedSeconds)
      let expected = (borders.start..<borders.end).filter {
        old.contains($0) || !(entry.start..<entry.end).contains($0)
      }
      #expect([moved].countedSeconds == expected)
    }
  }
}

@Suite struct StateTests {
  @Test func `only what waits can be rejected, only what is decided taken back`() throws {
    let invoiced = EntryState.invoiced(
      InvoiceID(text: "i"), Approval(at: Instant(seconds: 0), by: "test"))
    let rejected = try EntryState.proposed.rejected()
    #expect(rejected == .rejected)
    let reopened = try [approved, .rejected].map { try $0.reopened() }
    #expect(reopened == [.proposed, .proposed])
    for state in [approved, invoiced, .rejected] {
      #expect(throws: StateRefusal(state: state)) { try state.rejected() }
    }
    for state in [invoiced, .proposed] {
      #expect(throws: StateRefusal(state: state)) { try state.reopened() }
    }
  }
}
