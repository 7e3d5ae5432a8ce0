/// Work that Xero Projects tracks for a contact: a subscription of its own beside the books.
struct Project: Codable, Equatable, Sendable {
  var id: String
  var contactID: String?
  var name: String
  var currency: String
  var isClosed = false
  var deadline: Milliseconds?
  var estimate: Number?
  var tasks: [Task] = []
  var entries: [TimeEntry] = []

  struct Task: Codable, Equatable, Sendable {
    var id: String
    var name: String
    /// An hour's price, or the whole one where it is fixed.
    var rate: Number
    var charge: Charge
    var estimateMinutes: Int?
  }

  enum Charge: String, CaseIterable, Codable, Sendable {
    case time = "TIME"
    case fixed = "FIXED"
    case free = "NON_CHARGEABLE"
  }

  struct TimeEntry: Codable, Equatable, Sendable {
    var id: String
    var userID: String
    var taskID: String
    var date: Milliseconds
    var entered: Milliseconds
    var minutes: Int
    var description: String?
  }

  func minutes(on task: Task) -> Int {
    entries.filter { $0.taskID == task.id }.reduce(0) { $0 + $1.minutes }
  }

  func amount(of task: Task) -> Number {
    switch task.charge {
    case .free: Number(units: 0, places: 2)
    case .fixed: task.rate.rounded(to: 2)
    case .time:
      Number(
        units: Number.divide(task.rate.rounded(to: 2).units * Int128(minutes(on: task)), by: 60),
        places: 2)
    }
  }

  var minutes: Int { entries.reduce(0) { $0 + $1.minutes } }

  /// Whether whoever is billed for the project pays for that entry.
  func isChargeable(_ entry: TimeEntry) -> Bool {
    tasks.first { $0.id == entry.taskID }.map { $0.charge != .free } ?? false
  }
}
