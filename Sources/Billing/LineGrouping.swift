import Activity
import Foundation
import Timesheet

/// What makes one line of an invoice. No line ever mixes rates.
public enum LineGrouping: String, CaseIterable, Sendable {
  /// One for each entry, day and project, task, project, ISO week and project, or rate.
  case entry, day, task, project, week, single
}

/// How a client's lines are booked: resolved before the lines are made.
public struct Booking: Hashable, Sendable {
  public var account: String
  /// Nil in a preview of a client that is not linked.
  public var taxType: String?
  /// Percent; nil where it is not known.
  public var taxPercent: Decimal?
  /// What Xero knows the named options by; without an organisation's copy none.
  public var tracking: [NamedTracking: TrackingChoice]
  /// Codes as clients.yaml spells them, and as Xero does.
  public var items: [String: String]

  public init(
    account: String, taxType: String?, taxPercent: Decimal?,
    tracking: [NamedTracking: TrackingChoice] = [:], items: [String: String] = [:]
  ) {
    self.account = account
    self.taxType = taxType
    self.taxPercent = taxPercent
    self.tracking = tracking
    self.items = items
  }
}

/// The lines of one client's draft: rounded, then grouped.
public struct InvoiceLines: Hashable, Sendable {
  /// In the order of the client's file.
  public var lines: [InvoiceLine]
  /// Entries whose group rounds to zero: they make no line and stay uninvoiced.
  public var roundedAway: [EntryID]
  /// Entries that earlier invoices cover by their rounding, where nothing else is to be billed:
  /// they wait for the client's next draft.
  public var coveredAlone: [EntryID]

  /// - Parameter before: what live invoices hold of the client's days.
  public init(
    of entries: [BillableEntry], for client: Client, booking: Booking,
    before: BilledEarlier = BilledEarlier()
  ) {
    let groups = client.bill(entries, before: before)
    roundedAway = groups.filter { $0.rounded == 0 }.flatMap { $0.shares.map(\.entry) }
    let billed = Dictionary(
      uniqueKeysWithValues: groups.filter { $0.rounded > 0 }
        .flatMap { $0.shares.map { ($0.entry, $0) } })

    var members: [LineKey: [LineMember]] = [:]
    for entry in entries {
      guard let share = billed[entry.id] else { continue }
      let member = LineMember(entry: entry, share: share)
      members[LineKey(entry, in: client), default: []].append(member)
    }
    let made = members.sorted { $0.key < $1.key }.map { key, members in
      (key: key, line: InvoiceLine(of: members, at: key, for: client, booking: booking))
    }
    let paid = made.filter { !$0.key.isCourtesy }
    if paid.contains(where: { $0.line.quantity > 0 }) {
      lines = made.map(\.line)
      coveredAlone = []
    } else {
      lines = []
      coveredAlone = paid.flatMap { $0.line.shares.map(\.entry) }
    }
  }
}

/// An entry with what is billed of it.
private struct LineMember {
  var entry: BillableEntry
  var share: BilledShare
}

extension InvoiceLine {
  /// A line is rounded to Xero's four decimals once, from the sum of its seconds.
  fileprivate init(
    of members: [LineMember], at key: LineKey, for client: Client, booking: Booking
  ) {
    let price = key.price
    let quantity = Billing.quantity(of: members.reduce(0) { $0 + $1.share.amount }, price.unit)
    let amount = Billing.lineAmount(quantity: quantity, unitAmount: price.amount)
    let values = LineTemplate.Values(of: members.map(\.entry), quantity: quantity, in: client)
    self.init(
      description: client.text.text(
        values,
        remark: key.isCourtesy
          ? " (no charge)" : quantity == 0 ? " (covered by what was billed before)" : ""),
      unit: price.unit, quantity: quantity, unitAmount: price.amount, lineAmount: amount,
      account: booking.account,
      taxType: booking.taxType,
      tax: booking.taxPercent.map { lineTax(lineAmount: amount, percent: $0) },
      item: key.item.map { booking.items[$0] ?? $0 },
      tracking: key.tracking.compactMap { booking.tracking[$0] },
      shares: members.map(\.share))
  }
}

extension LineTemplate.Values {
  /// Names in the order of the client's file, where there are names.
  fileprivate init(of entries: [BillableEntry], quantity: Decimal, in client: Client) {
    let keys = entries.sorted { LineOrder($0, in: client) < LineOrder($1, in: client) }.map(\.key)
    project = distinct(
      keys.map { client.project($0.project.project)?.name ?? $0.project.project }
    ).joined(separator: ", ")
    task = distinct(
      keys.compactMap { key in
        key.task.map { client.project(key.project.project)?.task($0)?.name ?? $0 }
      }
    ).joined(separator: ", ")
    let days = entries.map(\.day)
    period =
      if let first = days.min(), let last = days.max() {
        periodText(from: first, to: last)
      } else {
        ""
      }
    notes = ranked(entries.filter { !$0.note.isEmpty }.map { ($0.note, $0.seconds) })
    hours = quantity.plainText
  }
}

private func distinct(_ texts: [String]) -> [String] {
  texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
}

/// Where a project and a task stand in the client's file; what is no longer there comes last.
private struct LineOrder: Hashable, Comparable {
  var projectOrder: Int
  var project: ProjectKey
  var taskOrder: Int
  var task: String?

  init(_ entry: BillableEntry, in client: Client) {
    project = entry.key.project
    task = entry.key.task
    let found = client.projects.firstIndex { $0.key == entry.key.project.project }
    let tasks = found.map { client.projects[$0].tasks } ?? []
    projectOrder = found ?? .max
    taskOrder = tasks.firstIndex { $0.key == entry.key.task } ?? .max
  }

  static func < (left: LineOrder, right: LineOrder) -> Bool {
    (left.projectOrder, left.project, left.taskOrder, left.task ?? "")
      < (right.projectOrder, right.project, right.taskOrder, right.task ?? "")
  }
}

/// What one line never mixes. Structured, so that no two keys can run into one text.
private struct LineKey: Hashable, Comparable {
  var order: LineOrder?
  var price: UnitPrice
  var isCourtesy: Bool
  var item: String?
  var tracking: [NamedTracking]
  /// A day, or an ISO week's Monday.
  var day: CivilDate?
  var start: Int64?
  var entry: EntryID?

  init(_ entry: BillableEntry, in client: Client) {
    price = entry.price
    isCourtesy = entry.isCourtesy
    item = client.item(for: entry.key)?.code
    tracking = client.tracking(for: entry.key).options
    var order = LineOrder(entry, in: client)
    switch client.lines {
    case .task: break
    case .entry:
      start = entry.start
      self.entry = entry.id
    case .day, .week, .project, .single:
      order.taskOrder = 0
      order.task = nil
    }
    switch client.lines {
    case .day: day = entry.day
    case .week: day = entry.day.adding(days: 1 - entry.day.weekday)
    case .entry, .task, .project, .single: break
    }
    self.order = client.lines == .single ? nil : order
  }

  static func < (left: LineKey, right: LineKey) -> Bool {
    if let before = left.order, let after = right.order, before != after { return before < after }
    if left.isCourtesy != right.isCourtesy { return right.isCourtesy }
    if left.price != right.price { return left.price < right.price }
    if let before = left.day, let after = right.day, before != after { return before < after }
    if left.start != right.start { return (left.start ?? 0) < (right.start ?? 0) }
    if left.entry != right.entry { return (left.entry?.text ?? "") < (right.entry?.text ?? "") }
    if left.item != right.item { return (left.item ?? "") < (right.item ?? "") }
    return left.tracking.lexicographicallyPrecedes(right.tracking) {
      ($0.category, $0.option) < ($1.category, $1.option)
    }
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
