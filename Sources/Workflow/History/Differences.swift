import Activity
import Billing
import Books
import Timesheet

/// One thing that a change made different in an entry, in words for a person.
public struct FieldDifference: Hashable, Sendable {
  public var field: String
  /// Empty where there was none.
  public var before: String
  public var after: String
}

extension EntryChange {
  /// What differs between both sides, in the order that people read an entry; a side that is not
  /// there counts as empty.
  public func differences(in days: WorkingDays) -> [FieldDifference] {
    let old = before.map { fields(of: $0, in: days) } ?? []
    let new = after.map { fields(of: $0, in: days) } ?? []
    let names = (new.count > old.count ? new : old).map(\.name)
    return names.compactMap { name in
      let was = old.first { $0.name == name }?.text ?? ""
      let now = new.first { $0.name == name }?.text ?? ""
      return was == now ? nil : FieldDifference(field: name, before: was, after: now)
    }
  }
}

/// One side of an entry as texts.
private func fields(
  of booked: BookedEntry, in days: WorkingDays
) -> [(name: String, text: String)] {
  let entry = booked.entry
  return [
    ("state", entry.state.name),
    ("day", entry.day.description),
    ("time", "\(clock(entry.start, in: days))-\(clock(entry.end, in: days))"),
    ("counted", ClockText.length(entry.seconds)),
    ("project", entry.subject.text),
    ("task", entry.key?.task ?? ""),
    ("billable", entry.key.map { $0.billable ? "yes" : "no" } ?? ""),
    ("hands off", entry.handsOff ? "yes" : ""),
    ("note", entry.note),
    ("role", entry.key?.terms.role ?? ""),
    ("complexity", entry.key?.terms.complexity ?? ""),
    ("multiplier", entry.key?.terms.multiplier ?? ""),
    ("rate", booked.rate.map(text) ?? ""),
    ("by hand", entry.edited ? "yes" : ""),
  ]
}

private func text(_ rate: ResolvedRate) -> String {
  "\(rate.price.amount) \(rate.currency)" + (rate.price.unit == .day ? " a day" : "")
}

extension EntrySubject {
  fileprivate var text: String {
    switch self {
    case .work(let key): key.project.description
    case .unassigned(.plain): "(unassigned)"
    case .unassigned(.handsOff): "(unassigned, hands off)"
    case .unassigned(.private): "(private)"
    }
  }
}

/// `14:05`, with seconds where there are some.
private func clock(_ seconds: Int64, in days: WorkingDays) -> String {
  ClockText.shortest(days.civil(seconds).second)
}
