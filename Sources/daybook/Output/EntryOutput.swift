import Activity
import Billing
import Timesheet
import Workflow

import struct Books.BookedEntry

/// Entries as JSON, CSV and a table, the same everywhere.
struct EntryOutput {
  var days: WorkingDays
  var invoices: [InvoiceID: (number: String, status: String)]
  var late: LateMarks

  init(_ home: Home) throws {
    days = home.days
    invoices = try home.invoiceNumbers()
    late = try home.lateMarks()
  }

  func json(_ booked: BookedEntry) -> JSON { .object(members(of: booked)) }

  func members(of booked: BookedEntry) -> [(String, JSON)] {
    let entry = booked.entry
    let days = days.shown(in: entry.zone)
    var members: [(String, JSON)] = [
      ("id", .string(entry.id.text)),
      ("day", .string(entry.day.description)),
      ("state", .string(entry.state.name)),
      ("client", .optional(entry.key?.project.client)),
      ("project", .optional(entry.key?.project.project)),
      ("task", .optional(entry.key?.task)),
      ("billable", .bool(entry.key?.billable ?? false)),
      ("start", .string(Texts.moment(entry.start, in: days))),
      ("end", .string(Texts.moment(entry.end, in: days))),
      ("seconds", .int(entry.seconds)),
      ("note", .string(entry.note)),
      ("source", .string(entry.source.rawValue)),
      ("reason", EntryOutput.json(entry.reason)),
      ("invoice", invoice(of: entry)),
    ]
    for (name, value) in [
      ("role", entry.key?.terms.role), ("complexity", entry.key?.terms.complexity),
      ("multiplier", entry.key?.terms.multiplier),
    ] where value != nil {
      members.append((name, .optional(value)))
    }
    if let number = late.invoice(for: entry) { members.append(("late_for", .string(number))) }
    if entry.handsOff { members.append(("presence_only", .bool(true))) }
    if entry.isAway { members.append(("away", .bool(true))) }
    if entry.subject == .unassigned(.private) { members.append(("private", .bool(true))) }
    if entry.edited { members.append(("edited", .bool(true))) }
    if entry.scattered {
      members.append(("scattered", .bool(true)))
      members.append(
        (
          "visits",
          .array(
            entry.visits.map {
              .object([
                ("start", .string(Texts.moment($0.start, in: days))),
                ("end", .string(Texts.moment($0.end, in: days))),
              ])
            })
        ))
    }
    if let rate = booked.rate {
      members.append(
        (
          "rate",
          .object(
            UnitPrice.json(rate.price) + [
              ("currency", .string(rate.currency.code)),
              ("file", .string(rate.place.file)), ("line", .int(Int64(rate.place.line))),
            ])
        ))
    }
    return members
  }

  static func json(_ rule: RuleReference?) -> JSON {
    guard let rule else { return .null }
    return .object([
      ("rule", .string(rule.name)), ("file", .string(rule.place.file)),
      ("line", .int(Int64(rule.place.line))),
    ])
  }

  private func invoice(of entry: Entry) -> JSON {
    guard let id = entry.state.invoice else { return .null }
    return .object([
      ("id", .string(id.text)), ("number", .optional(invoices[id]?.number)),
      ("status", .optional(invoices[id]?.status)),
    ])
  }

  static let csvHeader = [
    "id", "day", "state", "client", "project", "task", "billable", "start", "end", "seconds",
    "note", "source", "invoice",
  ]

  func csv(_ booked: BookedEntry) -> [String] {
    let entry = booked.entry
    let days = days.shown(in: entry.zone)
    var number = ""
    if let id = entry.state.invoice { number = invoices[id]?.number ?? id.text }
    return [
      entry.id.text, entry.day.description, entry.state.name, entry.key?.project.client ?? "",
      entry.key?.project.project ?? "", entry.key?.task ?? "",
      entry.key?.billable == true ? "yes" : "no", Texts.moment(entry.start, in: days),
      Texts.moment(entry.end, in: days), String(entry.seconds), entry.note,
      entry.source.rawValue, number,
    ]
  }

  func table(_ entries: [BookedEntry]) -> Table {
    var table = Table([
      .init(title: "id"), .init(title: "state"), .init(title: "day"), .init(title: "time"),
      .init(title: "counted", alignment: .right), .init(title: "project", flexible: true),
      .init(title: "note", flexible: true),
    ])
    for booked in entries {
      let entry = booked.entry
      table.add([
        String(entry.id.text.prefix(6)), entry.state.name, entry.day.description,
        Texts.extent(entry, in: days),
        Texts.clockLength(entry.seconds), subject(of: entry), remarks(on: entry),
      ])
    }
    return table
  }

  /// `3fa912 acme/website development, 2026-11-20 08:29-10:01, counted 1:26:17: Edited cart.ts`.
  func sentence(_ booked: BookedEntry) -> String {
    let entry = booked.entry
    let remarks = remarks(on: entry)
    return "\(entry.id.text.prefix(6)) \(subject(of: entry)), \(entry.day) "
      + "\(Texts.extent(entry, in: days)), counted "
      + Texts.clockLength(entry.seconds) + (remarks.isEmpty ? "" : ": \(remarks)")
  }

  func subject(of entry: Entry) -> String {
    switch entry.subject {
    case .work(let key): "\(key.project)" + (key.task.map { " \($0)" } ?? "")
    case .unassigned(.plain): "(unassigned)"
    case .unassigned(.handsOff): "(unassigned, hands off)"
    case .unassigned(.private): "(private)"
    }
  }

  private func remarks(on entry: Entry) -> String {
    var parts: [String] = []
    if entry.key?.billable == false { parts.append("not billable") }
    if entry.handsOff { parts.append(entry.isAway ? "away" : "hands off") }
    if let number = late.invoice(for: entry) { parts.append("late for \(number)") }
    if entry.scattered {
      parts.append(plural(entry.visits.count, "short visit", "short visits"))
    }
    let marks = parts.isEmpty ? "" : "[\(parts.joined(separator: ", "))] "
    return marks + entry.note
  }
}
