import Activity
import Foundation
import Timesheet

/// What of a day is in one group of an invoice.
private struct Part: Hashable {
  var project: ProjectKey?
  var hourly: Decimal
}

extension Client {
  /// Raises what a working day bills at hourly rates to the client's minimum, shared over what is
  /// billed of the day. A day that bills nothing stays so.
  ///
  /// What an earlier invoice billed to reach the minimum counts: all of a day bills the larger of
  /// the minimum and what its groups round to, in however many parts it is pushed.
  func raisedToDayMinimum(
    _ groups: [BilledGroup], of entries: [BillableEntry], before: [DayGroup: BilledBefore]
  ) -> [BilledGroup] {
    guard dayMinimum > 0 else { return groups }
    let known = Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
    var groups = groups
    var places: [CivilDate: [(group: Int, share: Int)]] = [:]
    for (index, group) in groups.enumerated() {
      for (share, billed) in group.shares.enumerated() {
        guard let entry = known[billed.entry] else { continue }
        places[entry.day, default: []].append((index, share))
      }
    }
    for (day, places) in places {
      let amounts = places.map { groups[$0.group].shares[$0.share].amount }
      let now = amounts.reduce(0, +)
      let earlier = before.filter { $0.key.day == day }
      let held = earlier.values.reduce(0) { $0 + $1.billed }
      guard now + held > 0 else { continue }
      let over = overbilled(on: day, earlier, entries.filter { $0.day == day })
      let due = max(held + now - over, dayMinimum, held) - held
      guard due != now else { continue }
      let weights =
        now > 0
        ? amounts : places.map { known[groups[$0.group].shares[$0.share].entry]?.seconds ?? 0 }
      for (place, amount) in zip(places, apportion(due, by: weights)) {
        groups[place.group].shares[place.share].amount = amount
      }
    }
    return groups
  }

  /// What invoices hold of a day's groups beyond what these round to, with the entries of now.
  private func overbilled(
    on day: CivilDate, _ earlier: [DayGroup: BilledBefore], _ entries: [BillableEntry]
  ) -> Int64 {
    let policy = rounding.policy(on: day)
    let billed = earlier.values.reduce(0) { $0 + $1.billed }
    switch policy.per {
    case .day:
      return earlier.reduce(0) { sum, held in
        let (group, before) = held
        let now = entries.filter {
          $0.key.project == group.project && $0.key.task == group.task
            && $0.price.amount == group.hourly
        }.reduce(0) { $0 + $1.seconds }
        return sum + max(0, before.billed - policy.rounded(before.counted + now))
      }
    case .entry:
      let rounded = earlier.values.flatMap(\.entries).reduce(0) { $0 + policy.rounded($1) }
      return max(0, billed - rounded)
    case .project, .invoice:
      // Nobody kept what such a group handed back to the day. Above the minimum nothing was raised; at
      // it, what the day's own time rounds to is the nearest known.
      guard billed <= dayMinimum else { return 0 }
      let parts = Dictionary(grouping: earlier) { held in
        Part(
          project: policy.per == .project ? held.key.project : nil, hourly: held.key.hourly)
      }
      let rounded = parts.values.reduce(0) { sum, part in
        sum + policy.rounded(part.reduce(0) { $0 + $1.value.counted })
      }
      return max(0, billed - rounded)
    }
  }
}
