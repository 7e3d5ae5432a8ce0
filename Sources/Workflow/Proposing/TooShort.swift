import Activity
import Books
import Timesheet

/// All of a key's time on a day, where that is under the minimum: it stays unassigned, although a
/// rule places it. Lengths in seconds.
public struct TooShort: Hashable, Sendable {
  public var key: WorkKey
  public var day: CivilDate
  public var seconds: Int64
  public var minimum: Int64
}

/// Unassigned entries that hold a key's time for that reason.
public struct TooShortEntries: Hashable, Sendable {
  public var reason: TooShort
  /// By start.
  public var entries: [EntryID]
}

extension Home {
  /// The keys with too little time on a day to be an entry, the most of it first.
  func tooShort(on date: CivilDate, _ evidence: DayEvidence) throws -> [TooShort] {
    let day = evidence.timeline.day
    let books = try books()
    let entries = try books.entries(on: date...date).map(\.entry)
    let beside = try books.entries(beside: date, overlapping: day.start..<day.end).map(\.entry)
    let policy = settings.proposePolicy
    let totals = Proposal(policy: policy, zone: days.zone(inForceAt: day.start)).seconds(
      in: evidence.timeline, decided: entries.filter { !$0.isRulesProposal },
      taken: evidence.provisional
        + beside.filter { !$0.isRulesProposal }.flatMap(\.visits))
    return totals.compactMap { key, seconds in
      let minimum = policy.lengths(for: key).minimum
      guard seconds > 0, seconds < minimum else { return nil }
      return TooShort(key: key, day: date, seconds: seconds, minimum: minimum)
    }.sorted { ($1.seconds, $0.key) < ($0.seconds, $1.key) }
  }

  /// Why unassigned time among these entries is that although a rule places it, by day.
  public func tooShort(among entries: [BookedEntry]) throws -> [TooShortEntries] {
    let open = entries.map(\.entry).filter { $0.key == nil && $0.state == .proposed }
    let byDay = Dictionary(grouping: open, by: \.day).sorted { $0.key < $1.key }
    let log = try byDay.isEmpty ? nil : log()
    return try byDay.flatMap { date, entries -> [TooShortEntries] in
      guard let evidence = try evidence(of: date, in: log) else { return [] }
      return try tooShort(on: date, evidence).compactMap { reason in
        let visits = evidence.timeline.visits(of: reason.key)
        let holders = entries.filter { !$0.overlap(with: visits).isEmpty }.map(\.id)
        return holders.isEmpty ? nil : TooShortEntries(reason: reason, entries: holders)
      }
    }
  }
}
