import Activity
import ArgumentParser
import Rules
import Workflow

struct RulesSuggestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggest rules for time that is unassigned or that you corrected.",
    discussion: """
      Groups the time by what its windows have in common, largest first, with a
      rule for each, what it would catch and what it would wrongly catch.
      '--accept' writes one of the rules to the top of rules.d/00-learned.yaml,
      the one file that Daybook may write; 'propose' then moves what you have not
      decided. Private and rejected time is never suggested. Without a RANGE it
      looks at the last 30 days.

        daybook rules suggest
        daybook rules suggest this-week
        daybook rules suggest --accept 1 --project acme/website --task development
      """)

  @OptionGroup var range: RangeArgument
  @Option(help: ArgumentHelp("Write the rule of this number.", valueName: "NUMBER"))
  var accept: Int?
  @Option(
    help: ArgumentHelp(
      "What the accepted rule's time is for: 'acme/website'.", valueName: "PROJECT"),
    completion: .project)
  var project: String?
  @Option(help: ArgumentHelp("A task of that project.", valueName: "TASK"), completion: .task)
  var task: String?
  @Flag(help: "Write without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @Flag(name: .customLong("dry-run"), help: "Show the rule and what it moves, and write nothing.")
  var dryRun = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard accept != nil || (project == nil && task == nil && !yes && !dryRun) else {
      throw ValidationError("--project, --task, --yes and --dry-run go with --accept NUMBER.")
    }
    guard task == nil || project != nil else {
      throw ValidationError("--task goes with --project.")
    }
  }

  func run() async throws {
    let home = try common.home()
    let days = try range.range(in: home) ?? home.recentDays
    if let accept {
      try self.accept(accept, of: days, in: home)
    } else {
      list(try home.suggestions(days), days, home)
    }
  }

  private func list(_ suggestions: [RuleSuggestion], _ days: DateRange, _ home: Home) {
    let printer = Printer()
    if json {
      let values = suggestions.enumerated().map { index, suggestion in
        SuggestionOutput.json(suggestion, number: index + 1)
      }
      return printer.json(.list("suggestions", values))
    }
    let span = "\(days.days.lowerBound)..\(days.days.upperBound)"
    guard !suggestions.isEmpty else {
      return printer.line(
        "Nothing to suggest for \(span): no time is unassigned or corrected that a rule could ask "
          + "for.")
    }
    printer.line("Time of \(span) that wants a rule, by what its windows have in common:")
    for (index, suggestion) in suggestions.enumerated() {
      printer.line()
      SuggestionOutput.show(suggestion, number: index + 1, printer)
    }
    printer.line()
    printer.line(
      "To write one: daybook rules suggest \(range.words.map { $0 + " " }.joined())--accept 1"
        + (suggestions[0].placement == nil ? " --project CLIENT/PROJECT" : ""))
  }

  private func accept(_ number: Int, of days: DateRange, in home: Home) throws {
    let rule = try home.learnedRule(number: number, of: days, placement: try placement())
    // Reads all files with the rule: what they can't take is refused before anybody is asked.
    let effect = try home.effect(of: rule, days)
    let printer = Printer()
    if !json || !dryRun && !yes {
      showPlan(json: json) {
        $0.line("To the top of rules.d/00-learned.yaml:")
        $0.line()
        SuggestionOutput.show(rule, $0)
        $0.line()
        show(effect, of: days, $0)
      }
    }
    if !dryRun {
      try confirm("Write this rule?", yes: yes)
      _ = try home.accept(rule)
    }
    if json {
      var members = SuggestionOutput.members(rule.suggestion, number: number)
      members.append(("text", .string(rule.text.text())))
      members.append(("moves", .array(effect.moves.map(RulesDiffCommand.json))))
      members.append(("written", .bool(!dryRun)))
      return printer.json(.list("suggestions", [.object(members)]))
    }
    printer.line(
      dryRun
        ? "Nothing was written."
        : "Written. \"daybook rules diff\" shows what it moves, \"daybook propose\" moves it.")
  }

  private func show(_ effect: RulesComparison, of days: DateRange, _ printer: Printer) {
    let span = "\(days.days.lowerBound)..\(days.days.upperBound)"
    guard !effect.moves.isEmpty else {
      return printer.line("It would move nothing of \(span).")
    }
    printer.line("Of \(span) it would move:")
    for move in effect.moves { printer.line("  " + neutralised(RulesDiffCommand.sentence(move))) }
    if effect.decidedSeconds > 0 { printer.line("What you decided does not move.") }
  }

  private func placement() throws -> Placement? {
    guard let project else { return nil }
    let parts = project.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Refusal(
        .usage, "\"\(project)\" is no project. Write CLIENT/PROJECT, such as acme/website.")
    }
    return Placement(
      project: ProjectKey(client: String(parts[0]), project: String(parts[1])), task: task)
  }
}

/// Suggested rules as JSON and for people.
private enum SuggestionOutput {
  static func json(_ suggestion: RuleSuggestion, number: Int) -> JSON {
    .object(members(suggestion, number: number))
  }

  static func members(_ suggestion: RuleSuggestion, number: Int) -> [(String, JSON)] {
    [
      ("number", .int(Int64(number))), ("name", .string(suggestion.name)),
      ("client", .optional(suggestion.placement?.project.client)),
      ("project", .optional(suggestion.placement?.project.project)),
      ("task", .optional(suggestion.placement?.task)),
      ("seconds", .int(suggestion.catches.seconds)),
      ("spans", .int(Int64(suggestion.catches.spans))),
      ("wrong_seconds", .int(suggestion.wrongSeconds)),
      ("taken_seconds", .int(suggestion.takenSeconds)),
      (
        "conflicts",
        .array(
          suggestion.conflicts.map {
            .object([
              ("client", .string($0.placement.project.client)),
              ("project", .string($0.placement.project.project)),
              ("task", .optional($0.placement.task)),
              ("taken_seconds", .int($0.taken.seconds)),
              ("absorbed_seconds", .int($0.absorbed.seconds)),
              ("decided_seconds", .int($0.decided.seconds)),
            ])
          })
      ),
      ("titles", .strings(suggestion.titles)),
      ("rule", .strings(suggestion.lines)),
    ]
  }

  static func show(_ suggestion: RuleSuggestion, number: Int, _ printer: Printer) {
    let what = suggestion.placement.map { "corrected to \($0)" } ?? "unassigned"
    printer.line(
      neutralised(
        "\(number)  \(amount(suggestion.catches)), \(what): \(suggestion.name)"))
    for title in suggestion.titles {
      printer.line("   \"" + fitted(neutralised(title), width: printer.width - 6) + "\"")
    }
    for line in suggestion.lines { printer.line("     " + neutralised(line)) }
    for line in wrong(suggestion) { printer.line("   " + neutralised(line)) }
  }

  static func show(_ rule: LearnedRule, _ printer: Printer) {
    for line in rule.text.lines { printer.line("  " + neutralised(line)) }
    printer.line()
    printer.line(
      "It catches \(amount(rule.suggestion.catches)) that no rule places, or that you corrected.")
    for conflict in rule.suggestion.conflicts where conflict.decided.spans > 0 {
      printer.line(
        "It would be wrong about \(amount(conflict.decided)) that you gave to "
          + "\(conflict.placement); that stays.")
    }
  }

  private static func wrong(_ suggestion: RuleSuggestion) -> [String] {
    guard !suggestion.conflicts.isEmpty else { return ["It would take nothing from elsewhere."] }
    return suggestion.conflicts.flatMap { conflict in
      var lines: [String] = []
      if conflict.taken.spans > 0 {
        lines.append(
          "It would take \(amount(conflict.taken)) from \(conflict.placement).")
      }
      if conflict.absorbed.spans > 0 {
        lines.append(
          "It would take \(amount(conflict.absorbed)) from \(conflict.placement), which absorbed "
            + "that time.")
      }
      if conflict.decided.spans > 0 {
        lines.append(
          "It would be wrong about \(amount(conflict.decided)) that you gave to "
            + "\(conflict.placement); that stays.")
      }
      return lines
    }
  }

  private static func amount(_ tally: TimeTally) -> String {
    "\(Texts.clockLength(tally.seconds)) in \(plural(tally.spans, "span", "spans"))"
  }
}
