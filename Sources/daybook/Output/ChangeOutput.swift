import Timesheet
import Workflow

import struct Books.ClientLink
import struct Books.DayChange
import struct Books.EntryChange
import struct Books.Event
import struct Books.LinkChange
import struct Books.RuleChange

/// Changes and events, as JSON and as before and after for people.
struct ChangeOutput {
  var days: WorkingDays
  private var entries: EntryOutput
  /// How many entries of one event are told to a person.
  private static let most = 12

  init(_ home: Home) throws {
    days = home.days
    entries = try EntryOutput(home)
  }

  // MARK: For people

  func show(_ changes: [EntryChange], _ printer: Printer) {
    for change in changes.prefix(ChangeOutput.most) { printer.line("  " + line(change)) }
    let more = changes.count - ChangeOutput.most
    if more > 0 { printer.line("  and \(more) more; --json has them all.") }
  }

  /// - Parameter only: the one entry that is asked for.
  func show(_ event: Event, only: String? = nil, _ printer: Printer) {
    printer.line(heading(event))
    let all = event.entries
    let asked = only.map { id in all.filter { $0.id.text.hasPrefix(id) } } ?? all
    show(asked, printer)
    if asked.count < all.count {
      printer.line("  with \(all.count - asked.count) other entries in the same step")
    }
    for link in event.links { printer.line("  " + neutralised(line(link))) }
    for day in event.days { printer.line("  " + line(day)) }
    for rule in event.rules { printer.line("  " + line(rule)) }
    if event.notesErased > 0 { printer.line("  erased \(event.notesErased) notes") }
  }

  /// What a step that is taken back, or made again, does beside entries.
  func showBeside(_ step: Event, back: Bool, _ printer: Printer) {
    for link in step.links {
      let sides = back ? LinkChange(before: link.after, after: link.before) : link
      printer.line("  " + neutralised(line(sides)))
    }
    for day in step.days {
      let sides = back ? DayChange(before: day.after, after: day.before) : day
      printer.line("  " + line(sides))
    }
  }

  /// `12  2026-11-20 17:31  hana  approve: why`.
  func heading(_ event: Event) -> String {
    let seconds = event.reason.at.flooredSeconds
    let step =
      switch event.kind {
      case .undo(let step), .redo(let step), .part(let step): " of \(step)"
      case .change, .wall, .push, .aside: ""
      }
    let with =
      event.with.isEmpty ? "" : " with \(event.with.map { "\($0)" }.joined(separator: ", "))"
    let why = event.reason.why.isEmpty ? "" : ": \(event.reason.why)"
    return neutralised(
      "\(event.sequence)  \(days.civil(seconds).date) \(Texts.time(seconds, in: days))  "
        + "\(event.reason.who)  \(event.reason.what)\(step)\(with)\(why)")
  }

  private func line(_ change: EntryChange) -> String {
    let id = String(change.id.text.prefix(6))
    let differences = change.differences(in: days)
    guard change.before != nil, change.after != nil else {
      let side = change.after ?? change.before
      let what = change.before == nil ? "new" : "gone"
      return neutralised("\(id)  \(what): " + (side.map { summary($0.entry) } ?? ""))
    }
    let told = differences.map { "\($0.field) \(quoted($0.before)) -> \(quoted($0.after))" }
    return neutralised("\(id)  " + (told.isEmpty ? "evidence" : told.joined(separator: "; ")))
  }

  private func summary(_ entry: Entry) -> String {
    [
      entry.state.name, entry.day.description,
      "\(Texts.time(entry.start, in: days))-\(Texts.time(entry.end, in: days))",
      Texts.clockLength(entry.seconds), entries.subject(of: entry), entry.note,
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func line(_ link: LinkChange) -> String {
    let client = (link.after ?? link.before)?.client ?? ""
    func side(_ link: ClientLink?) -> String {
      link.map { "\($0.contactName), \($0.organisation)" } ?? "-"
    }
    return "link of \(client) \(side(link.before)) -> \(side(link.after))"
  }

  private func line(_ day: DayChange) -> String {
    let date = (day.after ?? day.before).map { "\($0.day)" } ?? ""
    return "day \(date) \(day.before == nil ? "open" : "closed") -> "
      + (day.after == nil ? "open" : "closed")
  }

  private func line(_ rule: RuleChange) -> String {
    "rule \(rule.isWritten ? "written to" : "taken out of") \(rule.file)"
  }

  private func quoted(_ text: String) -> String { text.isEmpty ? "-" : text }

  // MARK: JSON

  func json(_ change: EntryChange) -> JSON {
    .object([
      ("id", .string(change.id.text)), ("before", change.before.map(entries.json) ?? .null),
      ("after", change.after.map(entries.json) ?? .null),
    ])
  }

  func json(_ event: Event) -> JSON {
    let (kind, step) = event.kind.words
    return .object([
      ("seq", .int(event.sequence)),
      ("at", .string(Texts.moment(event.reason.at.flooredSeconds, in: days))),
      ("who", .string(event.reason.who)), ("what", .string(event.reason.what)),
      ("why", .string(event.reason.why)), ("kind", .string(kind)),
      ("step", step.map { .int($0) } ?? .null), ("with", .array(event.with.map { .int($0) })),
      ("hash", .string(event.hash)),
      ("entries", .array(event.entries.map(json))),
      ("links", .array(event.links.map(json))), ("days", .array(event.days.map(json))),
      ("rules", .array(event.rules.map(json))),
      ("notes_erased", .int(Int64(event.notesErased))),
    ])
  }

  private func json(_ link: LinkChange) -> JSON {
    func side(_ link: ClientLink?) -> JSON {
      link.map {
        .object([
          ("organisation", .string($0.organisation)), ("tenant", .string($0.tenant)),
          ("contact", .string($0.contact)), ("contact_name", .string($0.contactName)),
        ])
      } ?? .null
    }
    return .object([
      ("client", .optional((link.after ?? link.before)?.client)), ("before", side(link.before)),
      ("after", side(link.after)),
    ])
  }

  private func json(_ rule: RuleChange) -> JSON {
    .object([
      ("file", .string(rule.file)), ("change", .string(rule.isWritten ? "written" : "taken out")),
      ("text", .optional(rule.text)),
    ])
  }

  private func json(_ day: DayChange) -> JSON {
    .object([
      ("date", .optional((day.after ?? day.before).map { "\($0.day)" })),
      ("before", .string(day.before == nil ? "open" : "closed")),
      ("after", .string(day.after == nil ? "open" : "closed")),
    ])
  }
}
