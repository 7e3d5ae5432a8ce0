import Activity
import Billing
import Books
import ConfigurationFiles
import Foundation
import Timesheet

/// What the rule files as they stand would make of some days, against what was there before.
public struct RulesComparison: Sendable {
  /// One place of time, before and after: a project, or unassigned time.
  public struct Row: Hashable, Sendable {
    /// Nil is unassigned time.
    public var project: ProjectKey?
    public var before: Sum
    public var after: Sum
  }

  /// Counted time, and what it is worth by the rates in force on its days, before rounding.
  public struct Sum: Hashable, Sendable {
    public var seconds: Int64 = 0
    /// To 2 decimals; nil for unassigned time.
    public var amount: Decimal?
    public var currency: Currency?
    /// Billable time for which no rate is in force.
    public var secondsWithoutRate: Int64 = 0
  }

  /// Time that goes from one place to another.
  public struct Move: Hashable, Sendable {
    /// Nil inside is unassigned time.
    public var from: WorkKey?
    public var to: WorkKey?
    public var seconds: Int64
  }

  /// The places whose time or worth changes, by client and project, unassigned time last.
  public var rows: [Row]
  /// The most time first.
  public var moves: [Move]
  /// Approved, invoiced, rejected and corrected time, which no rule moves.
  public var decidedSeconds: Int64
  /// Recorded or come to be counted since the days were proposed, and no longer counted.
  public var newSeconds: Int64
  public var goneSeconds: Int64
  /// Days in the range with evidence that nobody has proposed yet: not compared.
  public var unproposed: [CivilDate]
}

extension Home {
  /// What the files as they stand would move.
  ///
  /// - Parameter directory: other files (`clients.yaml`, `rules.d`, …) to compare with. Without,
  ///   it is what the books hold: what was proposed by the files as they were then.
  public func compareRules(_ range: DateRange, against directory: String?) throws
    -> RulesComparison
  {
    if let directory {
      let other = try Settings.load(from: places.with(config: directory))
      return try compare(range, with: Home(self, settings: other))
    }
    let after = try proposals(range)
    let before = Dictionary(grouping: try books().entries(on: range.days).map(\.entry), by: \.day)
    var comparison = DayComparison(clients: settings.clients)
    for (day, entries) in after.sorted(by: { $0.key < $1.key }) {
      if let old = before[day] { comparison.add(old, entries) }
    }
    let unproposed = after.filter { before[$0.key] == nil && !$0.value.isEmpty }.keys.sorted()
    return comparison.result(unproposed: unproposed)
  }

  /// What a rule would move, were it written: the hours that it takes from others, and from what
  /// entries absorb, among them. Days that it does not touch are in no row.
  public func effect(of rule: LearnedRule, _ range: DateRange) throws -> RulesComparison {
    try refuseEndless(range)
    var effect = try RuleEffect(of: rule, range, in: self)
    while try effect.takeDay() {}
    return effect.comparison
  }

  /// From what the files of `other` propose to what these do.
  private func compare(_ range: DateRange, with other: Home) throws -> RulesComparison {
    let before = try other.proposals(range)
    var comparison = DayComparison(clients: settings.clients)
    for (day, entries) in try proposals(range).sorted(by: { $0.key < $1.key }) {
      comparison.add(before[day] ?? [], entries)
    }
    return comparison.result(unproposed: [])
  }

  private func proposals(_ range: DateRange) throws -> [CivilDate: [Entry]] {
    try propose(range, dryRun: true).days.reduce(into: [:]) { days, day in
      days[day.date] = day.entries.map(\.entry)
    }
  }
}

/// Adds days up.
struct DayComparison {
  let clients: ClientList
  private var before: [ProjectKey?: Worth] = [:]
  private var after: [ProjectKey?: Worth] = [:]
  private var moves: [Move: Int64] = [:]
  private var decided: Int64 = 0
  private var new: Int64 = 0
  private var gone: Int64 = 0

  init(clients: ClientList) { self.clients = clients }

  private struct Move: Hashable {
    var from: WorkKey?
    var to: WorkKey?
  }

  private struct Worth {
    var seconds: Int64 = 0
    /// Of money per hour times seconds.
    var product = Decimal()
    var secondsWithoutRate: Int64 = 0
  }

  /// The entries of one day, before and after: each tiles what it counts.
  mutating func add(_ old: [Entry], _ new: [Entry]) {
    count(old, in: &before)
    count(new, in: &after)
    addDecided(new)
    let (left, right) = (DayComparison.shares(old), DayComparison.shares(new))
    var (i, j) = (0, 0)
    var now = min(left.first?.from ?? .max, right.first?.from ?? .max)
    while i < left.count || j < right.count {
      let a = i < left.count ? left[i] : nil
      let b = j < right.count ? right[j] : nil
      let inA = a.map { $0.from <= now } ?? false
      let inB = b.map { $0.from <= now } ?? false
      let next = min(
        a.map { inA ? $0.to : $0.from } ?? .max, b.map { inB ? $0.to : $0.from } ?? .max)
      note(inA ? a?.key : nil, inB ? b?.key : nil, next - now, inA, inB)
      now = next
      if let a, a.to <= now { i += 1 }
      if let b, b.to <= now { j += 1 }
    }
  }

  /// Of a day on which nothing moves.
  mutating func addDecided(_ entries: [Entry]) {
    decided += entries.filter { !$0.isRulesProposal }.reduce(0) { $0 + $1.seconds }
  }

  private mutating func note(
    _ from: WorkKey?, _ to: WorkKey?, _ seconds: Int64, _ wasThere: Bool, _ isThere: Bool
  ) {
    switch (wasThere, isThere) {
    case (true, true): if from != to { moves[Move(from: from, to: to), default: 0] += seconds }
    case (false, true): new += seconds
    case (true, false): gone += seconds
    case (false, false): break
    }
  }

  private static func shares(_ entries: [Entry]) -> [(from: Int64, to: Int64, key: WorkKey?)] {
    entries.flatMap { entry in entry.shares.map { ($0.from, $0.to, entry.key) } }
      .sorted { $0.from < $1.from }
  }

  /// Rejected time belongs to nobody.
  private func count(_ entries: [Entry], in worths: inout [ProjectKey?: Worth]) {
    let entries = entries.filter { $0.state != .rejected }
    let hourly = hourlyWorth(
      of: entries.compactMap { entry in
        guard let key = entry.key, key.billable,
          let rate = clients.rate(for: key, on: entry.day)
        else { return nil }
        return BookedEntry(entry: entry).billable(at: rate)
      })
    for entry in entries { count(entry, hourly[entry.id], in: &worths) }
  }

  private func count(
    _ entry: Entry, _ hourly: Decimal?, in worths: inout [ProjectKey?: Worth]
  ) {
    let place = entry.key?.project
    var worth = worths[place] ?? Worth()
    worth.seconds += entry.seconds
    if entry.key?.billable == true {
      if let hourly {
        worth.product += hourly * Decimal(entry.seconds)
      } else {
        worth.secondsWithoutRate += entry.seconds
      }
    }
    worths[place] = worth
  }

  func result(unproposed: [CivilDate]) -> RulesComparison {
    let places = Set(before.keys).union(after.keys)
    let rows = places.map { place in
      RulesComparison.Row(
        project: place, before: sum(before[place], place), after: sum(after[place], place))
    }
    return RulesComparison(
      rows: rows.filter { $0.before != $0.after }.sorted { left, right in
        guard let a = left.project else { return false }
        guard let b = right.project else { return true }
        return a < b
      },
      moves: moves.map { RulesComparison.Move(from: $0.key.from, to: $0.key.to, seconds: $0.value) }
        .sorted {
          ($1.seconds, $0.from?.text ?? "", $0.to?.text ?? "")
            < ($0.seconds, $1.from?.text ?? "", $1.to?.text ?? "")
        },
      decidedSeconds: decided, newSeconds: new, goneSeconds: gone, unproposed: unproposed)
  }

  private func sum(_ worth: Worth?, _ place: ProjectKey?) -> RulesComparison.Sum {
    let worth = worth ?? Worth()
    guard let place else { return RulesComparison.Sum(seconds: worth.seconds) }
    return RulesComparison.Sum(
      seconds: worth.seconds, amount: (worth.product / 3600).rounded(places: 2),
      currency: clients.client(place.client)?.currency,
      secondsWithoutRate: worth.secondsWithoutRate)
  }
}
