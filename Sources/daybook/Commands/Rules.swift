import Activity
import ArgumentParser
import Rules
import Workflow

import struct Books.BookedEntry

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, test, explain and extend the rule files.",
    subcommands: [
      RulesCheckCommand.self, RulesTestCommand.self, RulesWhyCommand.self,
      RulesDiffCommand.self, RulesSuggestCommand.self, RulesCompileCommand.self,
    ])
}

struct RulesWhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say which rule set each field at a time, and why the others did not.",
    discussion: """
      Of the rules that lost, the eight nearest are shown: first those whose
      conditions hold, then those for the same program.

        daybook rules why 10:15
        daybook rules why yesterday 10:15
        daybook rules why 3fa9 --all
      """)

  @Argument(
    help: ArgumentHelp(
      "A time such as '10:15' or 'yesterday 10:15', or an entry's id.",
      valueName: "ENTRY-OR-TIME"), completion: .entry)
  var words: [String]
  @Flag(help: "Show every rule that lost, with whole titles and patterns.") var all = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let moment = try home.explainClassification(words.joined(separator: " "))
    let (span, why) = (moment.span, moment.why)
    let printer = Printer()
    if json {
      printer.json(
        value(
          why, SpanOutput.json(span, subject: why.subject, in: home.days), moment, home.days))
    } else {
      if let entry = moment.entry { try show(entry, why, home, printer) }
      let absorber = try moment.absorbedBy.map { booked in
        let output = try EntryOutput(home)
        return "Entry \(booked.entry.id.text.prefix(6)) absorbed it: it lies between two stretches "
          + "of \(output.subject(of: booked.entry))."
      }
      show(
        why, SpanOutput.sentence(span, subject: why.subject, in: home.days), absorber, printer)
      if let short = moment.tooShort { printer.line(neutralised(Texts.tooShort(short))) }
    }
  }

  /// An entry begins with one span; what it holds beyond that may have other reasons.
  private func show(
    _ booked: BookedEntry, _ why: Explanation, _ home: Home, _ printer: Printer
  ) throws {
    let entry = booked.entry
    let output = try EntryOutput(home)
    printer.line(
      neutralised(
        "Entry \(entry.id.text.prefix(6)), \(entry.state.name): \(output.subject(of: entry)), "
          + "\(Texts.clockLength(entry.seconds)) of \(entry.day) from "
          + "\(Texts.clock(entry.start, in: home.days)) on. It begins with:"))
    if let key = entry.key, key.project != why.classification.project {
      printer.line(
        "The rules as they stand say otherwise: a person or earlier rules put it to \(key.project)."
      )
    }
  }

  private func value(
    _ why: Explanation, _ span: JSON, _ moment: ExplainedMoment, _ days: WorkingDays
  ) -> JSON {
    .object([
      ("schema", .int(1)),
      ("entry", .optional(moment.entry?.entry.id.text)),
      ("at", .string(Texts.moment(why.at.flooredSeconds, in: days))),
      ("span", span),
      (
        "fields",
        .array(
          why.fields.map { field in
            .object([
              ("field", .string(field.field.name)), ("value", .string(field.value)),
              ("rule", .string(field.rule.name)), ("file", .string(field.rule.place.file)),
              ("line", .int(Int64(field.rule.place.line))),
              (
                "captures",
                .object(
                  field.captures.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
              ),
            ])
          })
      ),
      (
        "lost",
        .array(
          why.lost.map { lost in
            .object([
              ("rule", .string(lost.rule.name)), ("file", .string(lost.rule.place.file)),
              ("line", .int(Int64(lost.rule.place.line))), ("because", .string(lost.because)),
            ])
          })
      ),
      ("too_short", moment.tooShort.map(json) ?? .null),
      ("absorbed_by", .optional(moment.absorbedBy?.entry.id.text)),
    ])
  }

  private func json(_ short: TooShort) -> JSON {
    .object([
      ("day", .string(short.day.description)), ("client", .string(short.key.project.client)),
      ("project", .string(short.key.project.project)), ("task", .optional(short.key.task)),
      ("seconds", .int(short.seconds)), ("minimum_seconds", .int(short.minimum)),
    ])
  }

  private func show(
    _ why: Explanation, _ span: String, _ absorber: String?, _ printer: Printer
  ) {
    printer.line(neutralised(span))
    if let rule = why.excludedBy {
      printer.line(neutralised("Excluded by \"\(rule.name)\" (\(rule.place))."))
    }
    for rule in why.redactedBy {
      printer.line(neutralised("Redacted by \"\(rule.name)\" (\(rule.place))."))
    }
    if !why.presence.canBePlaced {
      return printer.line("No rule places time that is \(why.presence.name).")
    }
    if let absorber {
      printer.line(neutralised("No rule gives it to a project. \(absorber)"))
    } else if why.fields.isEmpty {
      let time = why.presence == .idle ? "idle" : "unassigned"
      printer.line("No rule sets anything: this time is \(time).")
    }
    for field in why.fields {
      printer.line(
        neutralised(
          "  \(field.field.name): \(field.value)   by \"\(field.rule.name)\" "
            + "(\(field.rule.place))"))
      for (name, value) in field.captures.sorted(by: { $0.key < $1.key }) {
        printer.line(neutralised("      {\(name)} = \(value)"))
      }
    }
    for remark in why.remarks { printer.line("  " + neutralised(remark)) }
    showLost(why.lost, printer)
  }

  private func showLost(_ lost: [Explanation.LostRule], _ printer: Printer) {
    if !lost.isEmpty { printer.line("Rules without a part in it:") }
    // A sort of the places too, so that rules of one nearness keep their order.
    let nearest = lost.enumerated().sorted {
      ($0.element.nearness, $0.offset) < ($1.element.nearness, $1.offset)
    }.map(\.element)
    for rule in all ? lost : Array(nearest.prefix(Self.shown)) {
      printer.line(
        neutralised(
          "  \"\(rule.rule.name)\" (\(rule.rule.place)): \(all ? rule.because : rule.brief)"))
    }
    if !all, lost.count > Self.shown {
      printer.line("  and \(lost.count - Self.shown) more: --all")
    }
  }

  /// Of the rules that lost, without `--all`.
  private static let shown = 8
}

extension Presence {
  /// Rules place time at the keyboard, and idle time by `presence: active`.
  fileprivate var canBePlaced: Bool { self == .active || self == .idle }
}
