import Activity
import ArgumentParser
import Foundation
import Workflow

struct ActivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity",
    abstract: "Show, export or import the record of windows and presence.",
    discussion: """
        daybook activity
        daybook activity 2026-11-20 --json
        daybook activity this-week --by project
        daybook activity export last-month > november.jsonl
        daybook activity import november.jsonl
      """,
    subcommands: [
      ActivityListCommand.self, ActivityExportCommand.self, ActivityImportCommand.self,
    ],
    defaultSubcommand: ActivityListCommand.self)
}

struct ActivityListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show what was recorded: the default of 'activity'.",
    discussion: """
      Sums count every second once, as proposals do; time with hands off the
      keyboard that is seen as work is among the active.

        daybook activity yesterday
        daybook activity last-month --by project
        daybook activity this-week --unassigned --by title
      """)

  @OptionGroup var days: RangeArgument
  @Option(help: ArgumentHelp("Sum active time by app, title or project.", valueName: "WHAT"))
  var by: ActivityGrouping?
  @Flag(help: "Only active time that no rule places.") var unassigned = false
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if unassigned, by == .project {
      throw ValidationError(
        "Unassigned time has no project. Use --unassigned with --by app or --by title.")
    }
  }

  func run() throws {
    let home = try common.home()
    let range = try days.rangeOrToday(in: home)
    if let by {
      let sums = try home.activitySums(range, by: by, unassignedOnly: unassigned)
      ActivitySumOutput(sums, by: by, unassignedOnly: unassigned).print(list, Printer())
    } else {
      let spans = try unassigned ? home.unassignedActivity(range) : home.activity(range)
      show(spans, of: range, in: home.days)
    }
    if !list.json, !list.csv, unassigned || by == .project { try remark(home, range) }
  }

  /// How the days' balances come to another number. Not of more than a month, which is sums alone.
  private func remark(_ home: Home, _ range: DateRange) throws {
    guard range.days.lowerBound.adding(days: 31) > range.days.upperBound else { return }
    let fate = try home.unassignedFate(range)
    guard fate.inEntries > 0 || fate.placedOnly > 0 else { return }
    var sentences = [
      "Unassigned by the rules, with private time: \(Texts.clockLength(fate.unplaced))."
    ]
    if fate.inEntries > 0 {
      sentences.append(
        "Entries count \(Texts.clockLength(fate.inEntries)) of it: short enough to count with the "
          + "work around it (absorb), or given to them by hand.")
    }
    if fate.placedOnly > 0 {
      sentences.append(
        "The rules place \(Texts.clockLength(fate.placedOnly)) more that no entry counts.")
    }
    sentences.append(
      "So \"daybook day\" has \(Texts.clockLength(fate.unassigned)) unassigned.")
    Printer().line(sentences.joined(separator: " "))
  }

  private func show(_ spans: [Span], of range: DateRange, in days: WorkingDays) {
    let printer = Printer()
    if list.json {
      printer.json(.list("spans", spans.map { SpanOutput.json($0, subject: $0.subject, in: days) }))
    } else if list.csv {
      printer.csv(
        header: ["start", "end", "seconds", "presence", "app", "title", "source"],
        rows: spans.map { span in
          let window = span.subject.window
          return [
            Moment.text(span.start, offset: span.zone.offset),
            Moment.text(span.end, offset: span.zone.offset),
            String((span.end - span.start) / 1000), span.presence.name, window?.app ?? "",
            window?.title ?? "", span.source,
          ]
        })
    } else if !spans.isEmpty {
      printer.table(
        SpanOutput.table(
          spans.map { ($0, $0.subject) }, in: days,
          showsDay: range.days.lowerBound < range.days.upperBound))
    } else if unassigned {
      printer.line("No active time of these days is unassigned.")
    } else {
      printer.line("Nothing is recorded for these days. Is daybook-agent running?")
    }
  }
}

extension ActivityGrouping: ExpressibleByArgument {}

struct ActivityExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the record as JSON Lines, one span a line.",
    discussion: """
      Titles are in it: keep the file to yourself.

        daybook activity export 2026-11 > november.jsonl
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    let printer = Printer()
    var pending = ""
    try home.exportActivity(days.rangeOrToday(in: home)) { line in
      pending += line + "\n"
      if pending.utf8.count > 1 << 16 {
        printer.raw(pending)
        pending = ""
      }
    }
    printer.raw(pending)
  }
}

struct ActivityImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in JSON Lines, every row or none.",
    discussion: """
      Importing twice changes nothing. What your rules exclude is never stored.

        daybook activity import november.jsonl
        ssh laptop daybook activity export | daybook activity import -
      """)

  @Argument(
    help: ArgumentHelp("A file, or '-' for standard input.", valueName: "FILE"), completion: .file()
  )
  var file: String
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    // Every row or none: they are all in memory before the first is stored, in up to 0.8 GB.
    let bytes = try InputFile.source(file).whole(
      atMost: 256 << 20,
      instead: "Import it in parts, of whole lines: split -C 200M FILE part-; importing twice "
        + "changes nothing.")
    let outcome = try home.importActivity(
      bytes, named: file == "-" ? "standard input" : file, dryRun: change.dryRun)
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "rows",
          [
            .object([
              ("rows", .int(Int64(outcome.rows))), ("added", .int(Int64(outcome.added))),
              ("present", .int(Int64(outcome.present))),
              ("conflicting", .int(Int64(outcome.conflicting))),
              ("excluded", .int(Int64(outcome.excluded))),
            ])
          ]))
      return
    }
    if change.dryRun {
      printer.line(
        "Would read \(plural(outcome.rows, "span", "spans")); "
          + "\(outcome.excluded) of them excluded.")
      return
    }
    printer.line(
      "Read \(plural(outcome.rows, "span", "spans")): \(outcome.added) new, "
        + "\(outcome.present) known already.")
    if outcome.excluded > 0 {
      printer.line(
        "\(outcome.excluded) \(outcome.excluded == 1 ? "was" : "were") excluded by your rules: "
          + "stored without names.")
    }
    if outcome.conflicting > 0 {
      printer.line(
        "\(outcome.conflicting) begin where another span of their source does; that one stayed.")
    }
  }
}
