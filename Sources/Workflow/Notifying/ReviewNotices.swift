import Activity
import Billing
import Control
import Foundation
import Timesheet

extension NoticeRound {
  /// So far back is looked for days that wait.
  private static let lookBack = 31
  /// How often an evening on which nothing waits is looked at again, in milliseconds.
  private static let eveningRound: Int64 = 3_600_000
  /// Seconds without a project that are no news of their own.
  private static let smallRest: Int64 = 600

  /// What waits for review, at the time of the evening, or when the person is back after it.
  mutating func evening() throws -> [DueNotice] {
    let remind = config.remind
    guard remind.days.bits != 0 else { return [] }
    let today = home.days.civil(now.flooredSeconds).date
    lookAtNext(after: today)
    // The last evening that has come.
    guard
      let day = (0...7).lazy.map({ today.adding(days: -$0) }).first(where: {
        remind.days.contains($0.weekday) && isPast($0)
      })
    else { return [] }
    let days = try home.propose(
      DateRange(days: day.adding(days: -Self.lookBack)...day), dryRun: true
    ).days.map { Waiting(day: $0, isToday: $0.date == day) }.filter(\.isWorthIt)
    waits = !days.isEmpty
    guard !told.holdsBack("evening-\(day)", at: now) else { return [] }
    guard let last = days.last, takes("evening-\(day)") else {
      // Nothing to tell is not told: whoever works on may have something in an hour.
      if day == today { look(at: now.advanced(by: Self.eveningRound)) }
      return []
    }
    return [notice(of: days, day: day, last: last)]
  }

  private func notice(of days: [Waiting], day: CivilDate, last: Waiting) -> DueNotice {
    let all = days.reduce(0) { $0 + $1.seconds }
    let earlier = days.filter { $0.date != day }
    var parts: [String] = []
    if last.date == day {
      parts.append(
        "\(day == home.today ? "Today" : "\(day)"): \(spoken(last.seconds)) to approve"
          + (last.unassigned >= 60 ? ", \(spoken(last.unassigned)) without a project" : "") + ".")
    }
    if let oldest = earlier.first {
      let seconds = earlier.reduce(0) { $0 + $1.seconds }
      parts.append(
        "Earlier: \(spoken(seconds)) on \(plural(earlier.count, "day", "days")), "
          + "the oldest \(oldest.date).")
    }
    let range = last.date == home.today ? [] : [last.date.description]
    return DueNotice(
      id: "evening-\(day)",
      title: all > 0
        ? "\(spoken(all)) to review" : "\(spoken(last.unassigned)) without a project",
      body: parts.joined(separator: " "),
      actions: [
        DueNotice.Action(
          id: "review", label: "Review", way: .terminal, command: ["review"] + range)
      ])
  }

  private func isPast(_ day: CivilDate) -> Bool {
    home.days.moment(on: day, second: config.remind.second) <= now.flooredSeconds
  }

  /// The next evening, on which month's end is told as well.
  private mutating func lookAtNext(after today: CivilDate) {
    let next = (0...7).lazy.map { today.adding(days: $0) }.first {
      config.remind.days.contains($0.weekday) && !isPast($0)
    }
    if let next { look(at: home.days.moment(on: next, second: config.remind.second)) }
  }

  // MARK: - The month

  /// A month's end is told up to so many days late.
  private static let monthsGrace = 7

  /// What is approved and not invoiced, on the evening of the month's last working day.
  mutating func monthEnd() throws -> [DueNotice] {
    let today = home.days.civil(now.flooredSeconds).date
    lookAtNext(after: today)
    let before = DateRange.month(of: today).days.lowerBound.adding(days: -1)
    guard
      let end = [today, before].map(config.remind.lastDay(ofMonthOf:)).first(where: isPast),
      today.daysSince1970 - end.daysSince1970 <= Self.monthsGrace
    else { return [] }
    let month = String(end.description.prefix(7))
    guard !told.holdsBack("month-end-\(month)", at: now) else { return [] }
    let found = try home.uninvoiced(nil)
    guard !found.rows.isEmpty, takes("month-end-\(month)") else { return [] }
    return [monthNotice(found, month)]
  }

  private func monthNotice(_ found: Uninvoiced, _ month: String) -> DueNotice {
    var sums: [Currency: Decimal] = [:]
    for row in found.rows {
      if let currency = row.currency, let amount = row.amount {
        sums[currency, default: 0] += amount
      }
    }
    let money = sums.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text(places: 2))" }
    let unpriced = found.rows.count { $0.amount == nil }
    let proposed =
      found.rows.reduce(0) { $0 + $1.unapproved }
      + found.unapprovedElsewhere.reduce(0) { $0 + $1.seconds }
    var body =
      "\(plural(found.rows.count, "client", "clients")), "
      + "\(spoken(found.rows.reduce(0) { $0 + $1.seconds })), approved and not invoiced, before "
      + "rounding."
    if unpriced > 0 {
      body +=
        " \(unpriced == 1 ? "One client has" : "\(unpriced) clients have") time without a rate."
    }
    if proposed > 0 { body += " \(spoken(proposed)) more are proposed." }
    return DueNotice(
      id: "month-end-\(month)",
      title: money.isEmpty
        ? "To invoice: time without a rate" : "To invoice: \(money.joined(separator: " and "))",
      body: body,
      actions: [
        DueNotice.Action(
          id: "preview", label: "Preview", way: .terminal, command: ["invoice", "preview"]),
        DueNotice.Action(id: "review", label: "Review", way: .terminal, command: ["review"]),
      ])
  }

  /// A day's time that waits for a yes.
  private struct Waiting {
    var date: CivilDate
    var seconds: Int64
    var unassigned: Int64
    var isToday: Bool

    init(day: ProposedDay, isToday: Bool) {
      date = day.date
      self.isToday = isToday
      let open = day.entries.map(\.entry).filter { $0.state == .proposed }
      seconds = open.filter { $0.key != nil }.reduce(0) { $0 + $1.seconds }
      unassigned = open.filter { $0.key == nil }.reduce(0) { $0 + $1.seconds }
    }

    /// Old time without a project was seen when its day was reviewed.
    var isWorthIt: Bool { seconds > 0 || isToday && unassigned > NoticeRound.smallRest }
  }
}
