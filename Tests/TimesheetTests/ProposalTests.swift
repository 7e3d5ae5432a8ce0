import Activity
import TestSupport
import Testing

@testable import Timesheet

/// Units of 30 s: two make the minimum and `absorb`, ten make `gap`.
@Suite struct ProposalTests {
  @Test(arguments: [
    ("one stretch is one entry", "aaaa", ["a 0-4 4"]),
    ("short unplaced time between two stretches of a key is absorbed", "aa.aa", ["a 0-5 5"]),
    ("and again, for the three are one stretch", "aa.aa.aa", ["a 0-8 8"]),
    ("a minute of unplaced time is not", "aa..aa", ["a 0-2 2", ". 2-4 2", "a 4-6 2"]),
    ("nor is time at the edge of idle", "aa.iaa", ["a 0-6 4", ". 2-3 1"]),
    ("nor between two projects", "aa.bb", ["a 0-2 2", ". 2-3 1", "b 3-5 2"]),
    ("a block goes on over idle time of at most the gap", "aaiiiiiiiiiiaa", ["a 0-14 4"]),
    ("longer idle time ends it", "aaiiiiiiiiiiiaa", ["a 0-2 2", "a 13-15 2"]),
    ("locked time ends it at once", "aalaa", ["a 0-2 2", "a 3-5 2"]),
    ("so does a hole", "aa?aa", ["a 0-2 2", "a 3-5 2"]),
    ("short private time is inside the extent, not counted", "aapaa", ["a 0-5 4", "p 2-3 1"]),
    ("another key's minute ends it", "aabbaa", ["a 0-2 2", "b 2-4 2", "a 4-6 2"]),
    (
      "less than a minute does not, and a day's total under a minute is unassigned", "aabaa",
      ["a 0-5 4", ". 2-3 1"]
    ),
    (
      "short visits gather into one scattered entry", "aabaabaa",
      ["a 0-8 6", "b* 2-6 2"]
    ),
    (
      "a visit beside a longer block of its key is scattered, not lost", "aabaalbb",
      ["a 0-5 4", "b* 2-3 1", "b 6-8 2"]
    ),
    ("a block under the minimum gathers too", "bliiblaa", ["b* 0-5 2", "a 6-8 2"]),
    ("less than a minute all day is unassigned", "blllaa", [". 0-1 1", "a 4-6 2"]),
    ("hands-off time has a key of its own", "aaAAaa", ["a 0-2 2", "A 2-4 2", "a 4-6 2"]),
    (
      "unplaced hands-off time is unassigned and never absorbed", "aahaa",
      ["a 0-5 4", "h 2-3 1"]
    ),
    ("a minute of it ends the block", "aahhaa", ["a 0-2 2", "h 2-4 2", "a 4-6 2"]),
    ("unplaced time is listed", "..", [". 0-2 2"]),
    ("nothing happened", "iiil", []),
  ])
  func `a day's drawing gives the entries worked out by hand`(
    why: String, drawing: String, expected: [String]
  ) {
    let day = timeline(drawing)
    #expect(drawn(propose(day), of: day) == expected, "\(why)")
  }

  @Test func `notes are an entry's own, longest first, at most three`() {
    let notes: [Character: String] = ["a": "short", "b": "other client's"]
    let day = timeline("aabaa", notes: notes)
    #expect(propose(day).first?.note == "short")
    #expect(
      Proposal.note(from: [("x", 1), ("y", 5), ("z", 5), ("x", 3), ("w", 2), ("", 90)])
        == "y; z; x; and 1 more")
  }

  @Test func `absorbed time is remembered as absorbed`() {
    let entry = propose(timeline("aa.aa"))[0]
    #expect(entry.shares.map(\.absorbed) == [false, false, true, false, false])
    #expect(entry.seconds == 150)
    #expect(entry.reason?.name == "rule a")
  }

  private func approved(_ entry: Entry) -> Entry {
    var entry = entry
    entry.state = .approved(Approval(at: Instant(seconds: 0), by: "test"))
    return entry
  }

  @Test func `decided time is taken out first, ends blocks and counts towards its key's minimum`()
    throws
  {
    let day = timeline("aabaaaa")
    let whole = propose(day)
    #expect(drawn(whole, of: day) == ["a 0-7 6", ". 2-3 1"])
    // As if the visit to b had been approved by hand.
    var visit = approved(try #require(propose(timeline("??b????")).first))
    visit.subject = .work(
      WorkKey(project: project("b"), task: nil, billable: true, handsOff: false))
    let left = propose(day, decided: [visit])
    #expect(drawn(left, of: day) == ["a 0-2 2", "a 3-7 4"])
    #expect(left[0].id == whole[0].id, "what is left of it keeps its id")
    #expect(left[1].id != whole[0].id)

    let later = timeline("aabaabaa")
    #expect(
      drawn(propose(later, decided: [visit]), of: later) == ["a 0-2 2", "a 3-8 4", "b* 5-6 1"])
  }

  @Test func `gathered visits that were approved end blocks too, also short ones`() throws {
    let day = timeline("aabaabaaba")
    let whole = propose(day)
    #expect(drawn(whole, of: day) == ["a 0-10 7", "b* 2-9 3"])
    let left = propose(day, decided: [approved(whole[1])])
    #expect(drawn(left, of: day) == ["a 0-2 2", "a 3-5 2", "a 6-8 2", "a* 9-10 1"])
    #expect(left[0].id == whole[0].id, "what is left of it keeps its id")
    #expect(propose(day, decided: [approved(whole[0])]) == [whole[1]], "blocks cut no visits")
  }

  @Test func `gathered visits that were changed and are still proposed end no block`() throws {
    let day = timeline("aabaabaaba")
    let whole = propose(day)
    var changed = whole[1]
    changed.edited = true
    changed.note = "By hand"
    #expect(propose(day, decided: [changed]) == [whole[0]])
    changed.shares.removeLast(1)
    #expect(
      drawn(propose(day, decided: [changed]), of: day) == ["a 0-10 7", "b* 8-9 1"],
      "what it lost is proposed again")
  }

  @Test func `decided time is no neighbour for absorbing`() throws {
    let day = timeline("aa.aa")
    let whole = propose(day)[0]
    let half = try #require(
      whole.counting(whole.shares.within(Visit(start: whole.start, end: whole.start + 60))))
    let left = propose(day, decided: [approved(half)])
    #expect(drawn(left, of: day) == [". 2-3 1", "a 3-5 2"])
    #expect(left[1].id != half.id)
  }

  @Test(arguments: UInt64(0)..<200)
  func `decided time is to the others as if the screen had been locked`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let drawing = madeUpDay(using: &random)
    let day = timeline(drawing, unit: 17)
    let isDecided = drawing.map { _ in Int.random(in: 0..<5, using: &random) == 0 }
    let locked = String(zip(drawing, isDecided).map { $1 ? "l" : $0 })
    let shares = day.segments.enumerated().flatMap { index, segment in
      day.claimed(Visit(start: segment.start, end: segment.end)).filter { share in
        isDecided[Int(share.from - day.day.start) / 17]
      }
    }
    // Of a key that the day does not have: it counts towards no other's minimum.
    var decided = Entry(
      id: EntryID(text: "d"), day: day.day.date,
      subject: .work(
        WorkKey(project: project("z"), task: nil, billable: true, handsOff: false)),
      start: day.day.start, end: day.until, shares: [], note: "", source: .rules, reason: nil,
      scattered: false, zone: .utc, state: .rejected)
    decided.shares = shares
    #expect(propose(day, decided: [decided]) == propose(timeline(locked, unit: 17)))
  }

  @Test(arguments: UInt64(0)..<200)
  func `deciding some blocks moves no other block`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let day = timeline(madeUpDay(using: &random), unit: 17)
    let blocks = propose(day).filter { $0.key != nil && !$0.scattered }
    let chosen = Set(blocks.filter { _ in .random(using: &random) }.map(\.id))
    let left = Dictionary(
      uniqueKeysWithValues: propose(
        day, decided: blocks.filter { chosen.contains($0.id) }.map(approved)
      ).map { ($0.id, $0) })
    for block in blocks where !chosen.contains(block.id) { #expect(left[block.id] == block) }
  }

  @Test(arguments: UInt64(0)..<200)
  func `deciding gathered visits moves no time from one key to another`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let day = timeline(madeUpDay(using: &random), unit: 17)
    let work = propose(day).filter { $0.key != nil }
    let decided = work.filter { $0.scattered && .random(using: &random) }
    let left = propose(day, decided: decided.map(approved))
    for entry in left where entry.key != nil {
      let before = Set(work.filter { $0.key == entry.key }.flatMap(\.shares).map(\.span))
      #expect(entry.shares.allSatisfy { before.contains($0.span) })
    }
    for visit in decided.flatMap(\.visits) {
      #expect(left.allSatisfy { $0.scattered || $0.end <= visit.start || $0.start >= visit.end })
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `whatever is decided one after the other, each second is decided once`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let day = timeline(madeUpDay(using: &random), unit: 17)
    var left = propose(day)
    let worked = left.countedSeconds
    var decided: [Entry] = []
    while let next = left.randomElement(using: &random) {
      var entry = approved(next)
      if .random(using: &random) { entry.state = .rejected }
      decided.append(entry)
      left = propose(day, decided: decided)
      #expect((decided + left).countedSeconds == worked)
      #expect(Set((decided + left).map(\.id)).count == decided.count + left.count)
      #expect(propose(day, decided: decided.shuffled(using: &random)) == left)
    }
    #expect(decided.countedSeconds == worked)
  }

  @Test func `provisional time is not proposed from`() {
    let day = timeline("aaaaaa")
    let entries = Proposal(policy: ProposePolicy(), zone: .utc)
      .entries(
        of: day, decided: [],
        taken: [Visit(start: day.day.start + 120, end: day.until)])
    #expect(drawn(entries, of: day) == ["a 0-4 4"])
  }

  @Test func `a client's own lengths hold for its keys`() {
    let policy = ProposePolicy(
      clients: ["client": .init(gap: 30, absorb: 0, minimum: 30)])
    let day = timeline("a.aiabiia")
    let entries = Proposal(policy: policy, zone: .utc).entries(of: day, decided: [])
    #expect(
      drawn(entries, of: day)
        == ["a 0-1 1", ". 1-2 1", "a 2-5 2", "b 5-6 1", "a 8-9 1"])
  }

  @Test(arguments: UInt64(0)..<300)
  func `the day adds up, no second counts twice and nothing foreign is counted`(seed: UInt64) throws
  {
    var random = SplitMix64(seed: seed)
    let drawing = madeUpDay(using: &random)
    let unit: Int64 = 17
    let day = timeline(drawing, unit: unit)
    let entries = propose(day)

    let balance = DayBalance(of: day, entries: entries)
    #expect(balance.seconds == day.day.seconds)
    let placed = entries.filter { $0.key != nil }
    #expect(balance.entries == placed.reduce(0) { $0 + $1.seconds })
    #expect(
      balance.unassigned == entries.filter { $0.key == nil }.reduce(0) { $0 + $1.seconds },
      "no active second is lost")

    var counted: Set<Int64> = []
    for entry in entries {
      for share in entry.shares {
        #expect(counted.isDisjoint(with: share.from..<share.to))
        counted.formUnion(share.from..<share.to)
        let letter = Array(drawing)[try Int(#require(share.span).value)]
        switch entry.subject {
        case .work(let key):
          #expect(
            share.absorbed
              ? letter == "."
              : project(letter) == key.project && letter.isUppercase == key.handsOff)
        case .unassigned:
          break
        }
      }
      #expect(entry.start == entry.shares.first?.from)
      #expect(entry.end == entry.shares.last?.to)
    }
    #expect(Set(entries.map(\.id)).count == entries.count)
    #expect(propose(day) == entries, "proposing again is identity")
  }
}
