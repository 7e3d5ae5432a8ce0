import Activity
import Timesheet

extension Client {
  /// Raises what a working day bills at hourly rates to the client's minimum, shared over what is
  /// billed of the day. A day that bills nothing stays so.
  ///
  /// What an earlier invoice billed to reach the minimum counts: all of a day bills the larger of
  /// the minimum and what its groups round to, in however many parts it is pushed. Groups larger
  /// than a day (`per: project`, `per: invoice`) are taken by what they hand back to the day.
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
      let over = overbilled(earlier, entries.filter { $0.day == day })
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
    _ earlier: [DayGroup: BilledBefore], _ entries: [BillableEntry]
  ) -> Int64 {
    earlier.reduce(0) { sum, held in
      let (group, before) = held
      let policy = rounding.policy(on: group.day)
      guard policy.per == .day else { return sum }
      let now = entries.filter {
        $0.key.project == group.project && $0.key.task == group.task
          && $0.price.amount == group.hourly
      }.reduce(0) { $0 + $1.seconds }
      return sum + max(0, before.billed - policy.rounded(before.counted + now))
    }
  }
}
