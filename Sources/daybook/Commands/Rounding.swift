import Activity
import ArgumentParser
import Billing
import Timesheet
import Workflow

import struct ConfigurationFiles.Length

struct RoundingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rounding", abstract: "Explain how counted time becomes billed time.",
    subcommands: [RoundingWhyCommand.self])
}

struct RoundingWhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say what is rounded together, by which policy, and what comes out.",
    discussion: """
      Of an entry: its group, where the policy stands, and how the difference goes
      back to the entries. Of a client: every group of what waits to be billed.

        daybook rounding why 3fa9
        daybook rounding why acme 2026-11
      """)

  @Argument(
    help: ArgumentHelp("An entry's id, or a client's key.", valueName: "ENTRY-OR-CLIENT"),
    completion: .entryOrClient)
  var what: String
  @Argument(
    help: ArgumentHelp("Of a client: a day or range.", valueName: "RANGE"), completion: .day)
  var range: [String] = []
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let days = try joinedDates(range).map { try home.dates.range($0) }
    guard days.count <= 1 else { throw Refusal(.usage, "Give one range of days.") }
    let isClient = home.settings.clients.client(what) != nil || !days.isEmpty
    let found =
      isClient
      ? try home.explainRounding(ofClient: what, days.first)
      : [try home.explainRounding(ofEntry: what)]
    let printer = Printer()
    if json {
      printer.json(.list("rows", found.map(value)))
    } else if found.isEmpty {
      printer.line("Nothing is approved and waiting to be billed.")
    } else {
      for (index, one) in found.enumerated() {
        if index > 0 { printer.line() }
        show(one, printer)
      }
    }
  }

  private func show(_ why: RoundingExplanation, _ printer: Printer) {
    let name = why.group.policy.map(\.text) ?? (why.unit == .day ? "a day is billed once" : "")
    let policy =
      why.invoice.map { "as \($0) bills it" }
      ?? (why.place.map { "\(name) (\($0))" } ?? (why.unit == .day ? name : "as counted"))
    printer.line(neutralised("\(subject(why)), \(why.price.sentence(why.currency)): \(policy)"))
    let group = why.group
    var steps = ["counted \(Texts.clockLength(group.whole))"]
    if why.invoice == nil {
      if why.unit == .hour { steps.append("bills \(amount(group.rounded, why.unit)) in all") }
      if group.before > 0 { steps.append("\(amount(group.before, why.unit)) on invoices already") }
    }
    steps.append("\(why.invoice == nil ? "now " : "billed ")\(amount(group.amount, why.unit))")
    printer.line("  " + steps.joined(separator: ", "))
    var table = Table([
      .init(title: "  entry"), .init(title: "day"), .init(title: "task", flexible: true),
      .init(title: "counted", alignment: .right), .init(title: "billed", alignment: .right),
    ])
    for member in why.members {
      let entry = member.booked.entry
      table.add([
        "  " + entry.id.text.prefix(6), entry.day.description, entry.key?.path ?? "",
        Texts.clockLength(entry.seconds), amount(member.billed, why.unit),
      ])
    }
    printer.table(table)
  }

  /// What the entries of a group have in common.
  private func subject(_ why: RoundingExplanation) -> String {
    let entries = why.members.map(\.booked.entry)
    guard let first = entries.first, let key = first.key else { return "" }
    var parts: [String] = []
    switch why.group.policy?.per {
    case .entry?: parts = ["\(first.id.text.prefix(6)) \(key.path)", first.day.description]
    case .day?: parts = [key.path, first.day.description]
    case .project?: parts = [key.project.description]
    case .invoice?: parts = [key.project.client]
    case nil:
      parts = [key.project.client]
      if why.unit == .day, why.invoice == nil { parts.append(first.day.description) }
    }
    return parts.joined(separator: ", ")
  }

  private func amount(_ amount: Int64, _ unit: RateUnit) -> String {
    switch unit {
    case .hour: Texts.clockLength(amount)
    case .day: "\(quantity(of: amount, .day).text(places: 4)) d"
    }
  }

  private func value(_ why: RoundingExplanation) -> JSON {
    let policy = why.group.policy
    return .object([
      ("unit", .string(why.unit.rawValue)),
      ("unit_amount", .string(why.price.amount.plainText)),
      ("currency", .string(why.currency.code)), ("per", .optional(policy?.per.rawValue)),
      ("policy", .optional(policy?.text)), ("file", .optional(why.place?.file)),
      ("line", why.place.map { .int(Int64($0.line)) } ?? .null),
      ("counted_seconds", .int(why.group.whole)), ("whole", .int(why.group.rounded)),
      ("before", .int(why.group.before)), ("billed", .int(why.group.amount)),
      ("invoice", .optional(why.invoice)),
      (
        "entries",
        .array(
          why.members.map { member in
            .object([
              ("id", .string(member.booked.entry.id.text)),
              ("seconds", .int(member.booked.entry.seconds)), ("billed", .int(member.billed)),
            ])
          })
      ),
    ])
  }
}

extension RoundingPolicy {
  /// `per day, up to 6m, at least 12m`.
  var text: String {
    guard self != .none else { return "as counted" }
    var parts = ["per \(per.rawValue)", "\(mode.rawValue) to \(Length(seconds: step))"]
    if tolerance > 0 { parts.append("past \(Length(seconds: tolerance))") }
    if mode == .nearest, tie == .down { parts.append("ties down") }
    if minimum > 0 { parts.append("at least \(Length(seconds: minimum))") }
    return parts.joined(separator: ", ")
  }
}
