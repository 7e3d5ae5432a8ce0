import Activity
import Foundation
import Timesheet

/// How a client's lines are booked: resolved before the lines are made.
public struct Booking: Hashable, Sendable {
  public var account: String
  /// Nil in a preview of a client that is not linked.
  public var taxType: String?
  /// Percent; nil where it is not known.
  public var taxPercent: Decimal?

  public init(account: String, taxType: String?, taxPercent: Decimal?) {
    self.account = account
    self.taxType = taxType
    self.taxPercent = taxPercent
  }
}

/// The lines of one client's draft: rounded, then one for each project, task and rate.
public struct InvoiceLines: Hashable, Sendable {
  /// In the order of the client's file.
  public var lines: [InvoiceLine]
  /// Entries whose group rounds to zero: they make no line and stay uninvoiced.
  public var roundedAway: [EntryID]

  public init(of entries: [BillableEntry], for client: Client, booking: Booking) {
    let groups = (client.rounding ?? .none).bill(entries)
    roundedAway = groups.filter { $0.seconds == 0 }.flatMap { $0.shares.map(\.entry) }
    let billed = Dictionary(
      uniqueKeysWithValues: groups.filter { $0.seconds > 0 }
        .flatMap { $0.shares.map { ($0.entry, $0) } })

    var members: [LineKey: [(entry: BillableEntry, share: BilledShare)]] = [:]
    for entry in entries {
      guard let share = billed[entry.id] else { continue }
      members[LineKey(entry, in: client), default: []].append((entry, share))
    }
    lines = members.sorted { $0.key < $1.key }.map { key, members in
      let quantity = hours(ofSeconds: members.reduce(0) { $0 + $1.share.seconds })
      let amount = lineAmount(quantity: quantity, unitAmount: key.hourly)
      return InvoiceLine(
        description: key.description(of: members.map(\.entry.day), in: client),
        quantity: quantity, unitAmount: key.hourly, lineAmount: amount,
        account: booking.account, taxType: booking.taxType,
        tax: booking.taxPercent.map { lineTax(lineAmount: amount, percent: $0) },
        shares: members.map(\.share))
    }
  }
}

/// What one line never mixes. Structured, so that no two keys can run into one text.
private struct LineKey: Hashable, Comparable {
  var projectOrder: Int
  var taskOrder: Int
  var project: ProjectKey
  var task: String?
  var hourly: Decimal

  init(_ entry: BillableEntry, in client: Client) {
    project = entry.key.project
    task = entry.key.task
    hourly = entry.hourly
    let found = client.projects.firstIndex { $0.key == entry.key.project.project }
    let tasks = found.map { client.projects[$0].tasks } ?? []
    projectOrder = found ?? .max
    taskOrder = tasks.firstIndex { $0.key == entry.key.task } ?? .max
  }

  static func < (left: LineKey, right: LineKey) -> Bool {
    if left.projectOrder != right.projectOrder { return left.projectOrder < right.projectOrder }
    if left.project != right.project { return left.project < right.project }
    if left.taskOrder != right.taskOrder { return left.taskOrder < right.taskOrder }
    if left.task != right.task { return (left.task ?? "") < (right.task ?? "") }
    return left.hourly < right.hourly
  }

  /// `{project}: {task}, {period}`, by names where there are names; at most 4,000 characters,
  /// which is Xero's limit.
  func description(of days: [CivilDate], in client: Client) -> String {
    let project = client.project(project.project)
    var text = project?.name ?? self.project.project
    if let task { text += ": " + (project?.task(task)?.name ?? task) }
    if let first = days.min(), let last = days.max() {
      text += ", " + periodText(from: first, to: last)
    }
    return String(text.prefix(4000))
  }
}

/// `20 November 2026`, `1-20 November 2026`, `28 October - 3 November 2026`.
public func periodText(from first: CivilDate, to last: CivilDate) -> String {
  func month(_ date: CivilDate) -> String {
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ][date.month - 1]
  }
  if first == last { return "\(first.day) \(month(first)) \(first.year)" }
  if first.year != last.year {
    return "\(first.day) \(month(first)) \(first.year) - \(last.day) \(month(last)) \(last.year)"
  }
  if first.month != last.month {
    return "\(first.day) \(month(first)) - \(last.day) \(month(last)) \(last.year)"
  }
  return "\(first.day)-\(last.day) \(month(last)) \(last.year)"
}
