import Activity
import Books
import ConfigurationFiles
import Rules
import Timesheet

/// A suggested rule that has its place: what would be written, and what it would do.
public struct LearnedRule: Sendable {
  /// Counted for the place, over the days that were looked at.
  public var suggestion: RuleSuggestion
  public var placement: Placement
  /// As it would stand in `rules.d/00-learned.yaml`.
  public var text: RuleText
}

extension Home {
  /// How many days suggestions and checks look back.
  public static let daysOfEvidence = 30

  /// The last days with today, over which suggestions are made where nobody says which.
  public var recentDays: DateRange {
    DateRange(days: today.adding(days: 1 - Home.daysOfEvidence)...today)
  }

  /// The unassigned and the corrected time of these days, grouped by what its windows have in
  /// common, largest first: each with a rule that would place it, and what it would get wrong.
  ///
  /// Corrected time is that of entries which a person put elsewhere than the rules would. Private
  /// and rejected time is never in it.
  public func suggestions(_ range: DateRange) throws -> [RuleSuggestion] {
    RuleSuggestions(try seenTimes(range.days)).suggestions()
  }

  /// Gives the number-th of `suggestions` a place.
  ///
  /// - Parameters:
  ///   - number: from 1.
  ///   - placement: where the time belongs; may be nil for corrected time.
  /// - Throws: `Refusal` (3) without such a suggestion, project or task, (2) without a place.
  public func learnedRule(
    number: Int, of range: DateRange, placement: Placement?
  ) throws -> LearnedRule {
    let groups = RuleSuggestions(try seenTimes(range.days))
    let suggestions = groups.suggestions()
    guard suggestions.indices.contains(number - 1) else {
      throw Refusal(
        .noMatch,
        "There is no suggestion \(number). \"daybook rules suggest\" lists "
          + (suggestions.isEmpty ? "none." : "1 to \(suggestions.count)."))
    }
    let suggestion = suggestions[number - 1]
    guard let placement = placement ?? suggestion.placement else {
      throw Refusal(
        .usage,
        "Nobody has said what this time is for. Add --project, such as --project "
          + "\(rules.catalogue.projectKeys.first?.description ?? "acme/website").")
    }
    return try learned(groups.counted(suggestion, for: try known(placement)), placement)
  }

  /// The last 30 days and the entry's own.
  func daysToLearn(from entry: Entry) -> [CivilDate] {
    let days = recentDays.days
    let recent = (0..<Home.daysOfEvidence).map { days.lowerBound.adding(days: $0) }
    return days.contains(entry.day) ? recent : [entry.day] + recent
  }

  /// Writes the rule to the top of `rules.d/00-learned.yaml`; the whole set of files is read with
  /// it first, and must be valid. That is a step, which `undo` takes back.
  ///
  /// - Returns: the home with the rules as they are now. `propose` then moves what is not decided.
  /// - Throws: `SettingsError` (2) where the file can't take it, `RuleStandsAlready` (6) where it
  ///   has the same rule: nothing was written.
  public func accept(_ rule: LearnedRule) throws -> Home {
    let text = rule.text
    let written = try changeWithRules(in: books(), "rules suggest") { change, rules in
      change.tell(
        RuleChange(file: LearnedRules.name, text: text.written.text, isWritten: true))
      return try rules.file.add(text, staging: rules.staged(in: change))
    }
    return Home(self, settings: written.result)
  }

  func learned(
    _ suggestion: RuleSuggestion, _ placement: Placement
  ) throws -> LearnedRule {
    guard
      let text = RuleText(
        name: suggestion.name, condition: suggestion.condition, project: placement.project,
        task: placement.task)
    else { throw Refusal(.failed, "This suggestion can't be written as a rule.") }
    return LearnedRule(suggestion: suggestion, placement: placement, text: text)
  }

  /// - Throws: `Refusal` (3) for a project or task that `clients.yaml` lacks.
  func known(_ placement: Placement) throws -> Placement {
    let key = placement.project
    guard let project = settings.clients.project(key) else {
      throw Refusal(
        .noMatch,
        "No project \"\(key)\". clients.yaml has "
          + rules.catalogue.projectKeys.map(\.description).joined(separator: ", ") + ".")
    }
    if let task = placement.task, project.task(task) == nil {
      let tasks = project.tasks.map(\.key)
      throw Refusal(
        .noMatch,
        "No task \"\(task)\" in \(key). "
          + (tasks.isEmpty ? "It has no tasks." : "It has \(tasks.joined(separator: ", ")).")
      )
    }
    return placement
  }
}

extension Home {
  /// The same home with other files.
  init(_ home: Home, settings: Settings) {
    world = home.world
    places = home.places
    days = home.days
    self.settings = settings
  }
}

extension RuleSuggestion {
  /// The rule as it would be written; with no place yet, `CLIENT/PROJECT` stands for it.
  public var lines: [String] {
    let key = placement?.project ?? ProjectKey(client: "CLIENT", project: "PROJECT")
    return RuleText(name: name, condition: condition, project: key, task: placement?.task)?.lines
      ?? []
  }
}
