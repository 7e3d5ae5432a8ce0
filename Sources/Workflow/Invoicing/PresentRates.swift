import Activity
import Billing
import Books
import Timesheet

/// The rates in force, each looked up once for its work and day.
struct PresentRates {
  private struct Asked: Hashable {
    var key: WorkKey
    var day: CivilDate
  }

  private let clients: ClientList
  private var known: [Asked: ResolvedRate?] = [:]
  private var homes: [WorkKey: Bool] = [:]

  init(_ clients: ClientList) { self.clients = clients }

  /// Nil where none is in force.
  mutating func rate(for key: WorkKey, on day: CivilDate) -> ResolvedRate? {
    let asked = Asked(key: key, day: day)
    if let found = known[asked] { return found }
    let found = clients.rate(for: key, on: day)
    known[asked] = .some(found)
    return found
  }

  /// The rate stored at approval, else the one in force by now.
  mutating func rate(of booked: BookedEntry) -> ResolvedRate? {
    if let stored = booked.rate { return stored }
    guard let key = booked.entry.key else { return nil }
    return rate(for: key, on: booked.entry.day)
  }

  /// Whether clients.yaml has all of a key.
  mutating func hasHome(_ key: WorkKey) -> Bool {
    if let known = homes[key] { return known }
    let has = clients.missing(of: key) == nil
    homes[key] = has
    return has
  }
}
