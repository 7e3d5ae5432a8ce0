import Activity
import Billing
import Books
import Timesheet

/// A day as a person reviews it: what it is, and what may be done with it.
public struct ReviewDay: Hashable, Sendable {
  public var date: CivilDate
  /// Seconds since 1970; the end is now on a day that is not over.
  public var start: Int64
  public var end: Int64
  /// Proposed with the rules as they stand, by start.
  public var entries: [BookedEntry]
  public var balance: DayBalance
  /// Where nobody worked.
  public var away: [Away]
  public var clock: DayClock
  /// The zone of that clock, where the day began under other clocks than this terminal's.
  public var otherZone: String?
  /// All of `clients.yaml`, in its order: what colours go by.
  public var projects: [ProjectKey]
  public var bill: [DayBill]
  /// Billable entries for which no rate is in force.
  public var withoutRate: Set<EntryID>
  /// The counted seconds that the person means to reach; nil for none.
  public var target: Int64?
  /// Of the budgets that this day's projects have a part in, the one that is used most.
  public var budget: BudgetStanding?

  /// A stretch that is no work.
  public struct Away: Hashable, Sendable {
    public var presence: Presence
    public var start: Int64
    public var end: Int64

    public init(presence: Presence, start: Int64, end: Int64) {
      self.presence = presence
      self.start = start
      self.end = end
    }
  }

  public init(
    date: CivilDate, start: Int64, end: Int64, entries: [BookedEntry], balance: DayBalance,
    away: [Away], clock: DayClock, projects: [ProjectKey] = [],
    bill: [DayBill], withoutRate: Set<EntryID>, target: Int64? = nil, otherZone: String? = nil,
    budget: BudgetStanding? = nil
  ) {
    self.date = date
    self.start = start
    self.end = end
    self.entries = entries
    self.balance = balance
    self.away = away
    self.clock = clock
    self.projects = projects
    self.bill = bill
    self.withoutRate = withoutRate
    self.target = target
    self.otherZone = otherZone
    self.budget = budget
  }
}

extension Home {
  /// Proposes the day with the rules as they stand, as `daybook propose` does, and shows it.
  ///
  /// - Returns: nil for a day that has not begun.
  public func reviewDay(_ date: CivilDate) throws -> ReviewDay? {
    guard let evidence = try evidence(of: date, in: log()) else { return nil }
    let entries = try proposed(date, from: evidence)
    let timeline = evidence.timeline
    let bill = dayBill(of: entries)
    return ReviewDay(
      date: date, start: timeline.day.start, end: timeline.until, entries: entries,
      balance: DayBalance(of: timeline, entries: entries.map(\.entry)),
      away: timeline.segments.compactMap { segment in
        guard case .away(let presence) = segment.kind else { return nil }
        return ReviewDay.Away(presence: presence, start: segment.start, end: segment.end)
      },
      clock: DayClock(days, over: timeline.day),
      projects: settings.clients.clients.flatMap { client in
        client.projects.map { ProjectKey(client: client.key, project: $0.key) }
      },
      bill: bill.bills,
      withoutRate: bill.withoutRate, target: settings.config.target,
      otherZone: otherZone(at: timeline.day.start),
      budget: try fullestBudget(on: date, of: Set(entries.compactMap(\.entry.key?.project))))
  }

  /// Reckoned first and written only where that changes something: a screen that looks again and
  /// again must not write, nor wait for who does.
  private func proposed(_ date: CivilDate, from evidence: DayEvidence) throws -> [BookedEntry] {
    let books = try books()
    let day = evidence.timeline.day
    let old = try books.entries(on: date...date)
    let beside = try books.entries(beside: date, overlapping: day.start..<day.end)
      .filter { !$0.entry.isRulesProposal }
    let new = proposals(from: evidence, old: old, beside: beside)
    if stand(new, in: old) { return old }
    return try books.change(reason("propose")) { change in
      try propose(date, from: evidence, in: &change).entries
    }.result
  }

  /// Whether proposing these would change nothing.
  private func stand(_ new: [Entry], in old: [BookedEntry]) -> Bool {
    let decided = Set(old.filter { !$0.entry.isRulesProposal }.map(\.entry.id))
    let wanted = Set(new.filter { !decided.contains($0.id) }.map { BookedEntry(entry: $0) })
    return wanted == Set(old.filter(\.entry.isRulesProposal))
  }
}

extension Home {
  /// For a person who sees the review screen the first time.
  public func nothingWasEverApproved() throws -> Bool { try books().isUndecided() }
}
