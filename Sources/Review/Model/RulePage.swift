import Timesheet
import Workflow

/// The page behind `R`: the rule as it would be written, and what else it would change.
enum RulePage {
  static func lines(_ rule: LearnedRule, _ effect: RulesComparison) -> [Page.Line] {
    var lines = [Page.Line("It would stand first in rules.d/00-learned.yaml:", .heading)]
    lines += rule.text.lines.map { Page.Line("  " + $0, .good) }
    lines.append(Page.Line(""))
    lines.append(Page.Line("What it would move in the last \(Home.daysOfEvidence) days", .heading))
    if effect.moves.isEmpty {
      lines.append(Page.Line("nothing that is not decided: it is for the days to come"))
    }
    lines += effect.moves.prefix(8).map { move in
      Page.Line(
        "from \(place(move.from)) to \(place(move.to))", lead: Words.length(move.seconds))
    }
    if effect.moves.count > 8 {
      lines.append(Page.Line("and \(effect.moves.count - 8) smaller moves", .dim))
    }
    for conflict in rule.suggestion.conflicts where conflict.decided.seconds > 0 {
      lines.append(
        Page.Line(
          "of what it catches was decided to be \(conflict.placement.project)",
          lead: Words.length(conflict.decided.seconds), .warning))
    }
    lines.append(Page.Line(""))
    lines.append(Page.Line("What is approved, rejected or corrected stays. Write it? y or n", .dim))
    return lines
  }

  private static func place(_ key: WorkKey?) -> String {
    key.map { "\($0.project)" + ($0.task.map { " \($0)" } ?? "") } ?? "no project"
  }
}
