import Billing
import Timesheet
import Workflow

/// The line that teaches the next useful key.
enum Hint {
  static func sentence(for model: ReviewModel) -> String {
    switch model.mode {
    case .picking: return "Type letters of client, project or task; Enter takes the marked one."
    case .typing: return ""
    case .reading(let page): return sentence(for: page)
    case .list: break
    }
    guard let day = model.day, !day.entries.isEmpty else { return "" }
    if model.corrected != nil {
      return "R makes a rule of this correction, so that it is right by itself tomorrow."
    }
    if !day.entries.contains(where: \.isOpen) {
      return "The day is decided. q ends with a summary, [ goes to the day before."
    }
    if model.isFirstTime {
      return "↓ and ↑ walk, a approves what is right, p corrects the project, h tells more."
    }
    if let selected = model.selected, let hint = sentence(for: selected.entry, model) {
      return hint
    }
    let rest = model.approvable
    if !rest.isEmpty {
      let seconds = rest.reduce(0) { $0 + $1.entry.seconds }
      if rest.count == 1 { return "a approves the last one, \(Words.length(seconds))." }
      return "a approves this one, A all \(rest.count) that are proposed, \(Words.length(seconds))."
    }
    return "Tab goes to the next that wants a decision."
  }

  private static func sentence(for entry: Entry, _ model: ReviewModel) -> String? {
    switch (entry.state, entry.subject) {
    case (.proposed, .unassigned(.private)):
      "Private: p if it was work for somebody, r if not. Its names stay unknown."
    case (.proposed, .unassigned(.handsOff)):
      "Nobody touched a key: p if it was work, r if not."
    case (.proposed, .unassigned(.plain)):
      "i shows its windows, p gives it to a project, r says it was no work."
    case (.proposed, .work) where entry.isAway:
      "You said after an absence that this was work: a counts it, r does not."
    case (.proposed, .work(let key)) where key.handsOff:
      "You were there without touching a key: a counts it, r does not."
    case (.proposed, .work) where model.day?.withoutRate.contains(entry.id) == true:
      "No rate holds for this day: add one to clients.yaml before you bill."
    case (.proposed, .work): nil
    case (.approved, _): "Approved. u takes the last step back, Tab goes on."
    case (.writtenOff, _): "Written off: it will never be billed. u takes the last step back."
    case (.rejected, _): "Rejected: it will not be proposed again. u takes the last step back."
    case (.invoiced, _), (.shownFree, _): "On an invoice: \"daybook invoice\" alone changes it."
    }
  }

  private static func sentence(for page: Page) -> String {
    switch page.kind {
    case .evidence: "Titles are shown here alone; i hides them again."
    case .why: "? or Esc goes back."
    case .help: "h or Esc goes back."
    case .reckoning: "What it would move in a month is being reckoned; any key leaves it."
    case .rule: "y writes the rule into rules.d/00-learned.yaml, n leaves it."
    }
  }

  /// The keys on the last line, the most useful first: what does not fit is left out.
  static func keys(for model: ReviewModel) -> [(key: String, does: String)] {
    switch model.mode {
    case .picking: [("↑↓", "choose"), ("Enter", "take"), ("Esc", "back")]
    case .typing: []
    case .reading(let page):
      switch page.kind {
      case .rule: [("y", "write it"), ("n", "leave it"), ("↑↓", "read")]
      case .reckoning: [("Esc", "leave it")]
      default: [("↑↓", "read"), ("Esc", "back")]
      }
    case .list:
      [
        (.approve, "approve"), (.approveRest, "rest"), (.reject, "reject"), (.project, "project"),
        (.note, "note"), (.why, "why"), (.undo, "undo"), (.help, "help"), (.quit, "quit"),
        (.evidence, "windows"), (.split, "split"), (.merge, "merge"), (.edit, "times"),
        (.billable, "billable"), (.filter, "filter"),
      ].map { (action: Action, does: String) in (Keymap.name(of: action), does) }
    }
  }

  static func promptKeys(_ kind: Prompt.Kind) -> [(key: String, does: String)] {
    switch kind {
    case .split:
      [("↑↓", "a minute"), ("PgUp PgDn", "a quarter"), ("Enter", "split"), ("Esc", "back")]
    case .filter: [("Enter", "keep"), ("Esc", "show all")]
    case .note, .times: [("Enter", "keep"), ("Esc", "back")]
    }
  }
}
