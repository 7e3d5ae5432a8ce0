import Activity
import Billing
import Control
import Timesheet

extension NoticeRound {
  // MARK: - Cadence

  /// Seconds before a deadline at which it is told.
  private static let lead: Int64 = 2 * 3600
  /// Seconds after a deadline up to which it is told that it has passed.
  private static let overdue: Int64 = 3 * 86_400

  /// The deadline of this period and the one before: shortly before it, and once it has passed, as
  /// long as hours are not in. Days off have none, and on them no day's hours are asked for.
  mutating func deadlines() throws -> [DueNotice] {
    guard let cadence = config.cadence, cadence.deadline != nil else { return [] }
    let period = cadence.period(of: home.today)
    var due: [DueNotice] = []
    if cadence.every == .daily, !isWorkedOn(period) { return [] }
    for period in [lastPeriod(before: period, of: cadence), period] {
      guard let deadline = home.deadline(of: period, of: cadence) else { continue }
      look(at: deadline - Self.lead)
      look(at: deadline)
      let second = now.flooredSeconds
      guard second >= deadline - Self.lead, second < deadline + Self.overdue else { continue }
      let isLate = second >= deadline
      let id = "cadence-\(period.lowerBound)" + (isLate ? "-late" : "")
      guard !told.holdsBack(id, at: now) else { continue }
      let standing = try home.standing(in: period, of: cadence)
      // What is in time to be in is told when it isn't: not marked before.
      guard !standing.isMet, takes(id) else { continue }
      due.append(notice(of: standing, id: id, deadline: deadline, isLate: isLate))
    }
    return due
  }

  /// That they worked in: of single days, the last that was none off.
  private func lastPeriod(
    before period: ClosedRange<CivilDate>, of cadence: Cadence
  ) -> ClosedRange<CivilDate> {
    var last = cadence.period(before: period)
    for _ in 0..<7 where !isWorkedOn(last) { last = cadence.period(before: last) }
    return last
  }

  private func isWorkedOn(_ period: ClosedRange<CivilDate>) -> Bool {
    let days = period.lowerBound.daysSince1970...period.upperBound.daysSince1970
    return days.contains { config.remind.days.contains(CivilDate(daysSince1970: $0).weekday) }
  }

  private func notice(
    of standing: CadenceStanding, id: String, deadline: Int64, isLate: Bool
  ) -> DueNotice {
    let clock = home.days.shown(in: home.days.zone(inForceAt: deadline))
    let when = "\(clock.civil(deadline).date), \(clock.clockTime(deadline))"
    var parts: [String] = []
    if standing.waiting > 0 { parts.append("\(spoken(standing.waiting)) to approve") }
    if let target = standing.cadence.target, let left = standing.left, left > 0 {
      parts.append("\(spoken(standing.worked)) of \(spoken(target)) worked, \(spoken(left)) left")
    }
    let (first, last) = (standing.period.lowerBound, standing.period.upperBound)
    return DueNotice(
      id: id,
      title: isLate ? "Your hours were due \(when)" : "Your hours are due \(when)",
      body: "\(first == last ? "\(first)" : "\(first) to \(last)"): "
        + parts.joined(separator: "; ") + ".",
      actions: [
        DueNotice.Action(
          id: "review", label: "Review", way: .terminal,
          command: ["review"]
            + (standing.period.contains(home.today) ? [] : [standing.period.upperBound.description])
        )
      ])
  }

  // MARK: - Budgets

  /// How often budgets are looked at, in milliseconds.
  private static let budgetRound: Int64 = 3_600_000

  /// The highest threshold that each budget has reached, once for each and its period; of the month
  /// before too, whose last time may be approved late.
  mutating func budgets() throws -> [DueNotice] {
    guard !home.budgets.isEmpty else { return [] }
    look(at: now.advanced(by: Self.budgetRound))
    let lastMonth = DateRange.month(of: home.today).days.lowerBound.adding(days: -1)
    let standings =
      try home.budgetStandings(on: lastMonth).filter { $0.budget.per == .month }
      + home.budgetStandings(on: home.today)
    return standings.compactMap { standing in
      let reached = standing.reached
      func id(_ threshold: Int) -> String {
        "budget-\(standing.owner)-\(standing.period.isEmpty ? "all" : standing.period)-\(threshold)"
      }
      guard let highest = reached.last, takes(id(highest)) else { return nil }
      for lower in reached.dropLast() { _ = takes(id(lower)) }
      return DueNotice(
        id: id(highest),
        title: "Budget of \(standing.owner): \(highest) % reached",
        body: "Approved so far: \(standing.sentence).",
        urgency: highest >= 100 ? .critical : .normal)
    }
  }
}
