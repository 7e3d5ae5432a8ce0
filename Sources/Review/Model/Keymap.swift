/// What a key does while the list of entries has the keys.
public enum Action: Hashable, Sendable, CaseIterable {
  case approve, approveRest, reject, project, task, note, billable, split, merge, edit
  case evidence, why, rule, undo, redo
  case up, down, pageUp, pageDown, top, bottom, nextOpen
  case previousDay, nextDay, filter, fragments, help, redraw, suspend, quit
}

/// One row of the table that handling, help and `docs/review.md` are all made of.
public struct KeyBinding: Sendable {
  public var action: Action
  /// The first is the one that help shows.
  public var keys: [Key]
  public var does: String
  /// The command that does the same; ID and DAY stand for what is selected.
  public var command: String?

  init(_ action: Action, _ keys: [Key], _ does: String, command: String? = nil) {
    self.action = action
    self.keys = keys
    self.does = does
    self.command = command
  }

  /// As help shows it: `↓ j`. That a wheel turns needs no words.
  public var shown: String {
    keys.filter { $0 != .wheelUp && $0 != .wheelDown }.map(\.name).joined(separator: " ")
  }
}

public enum Keymap {
  public static let bindings: [KeyBinding] = [
    KeyBinding(.approve, [.character("a")], "approve", command: "approve ID"),
    KeyBinding(
      .approveRest, [.character("A")], "approve the rest of the day",
      command: "approve DAY"),
    KeyBinding(.reject, [.character("r")], "reject: it was no work", command: "reject ID"),
    KeyBinding(
      .project, [.character("p")], "give it to a project", command: "assign ID acme/website"),
    KeyBinding(
      .task, [.character("t")], "give it to a task",
      command: "assign ID acme/website/design"),
    KeyBinding(.note, [.character("n")], "write its note", command: "note ID TEXT"),
    KeyBinding(
      .billable, [.character("b")], "billable or not", command: "bill ID, nobill ID"),
    KeyBinding(
      .split, [.character("s")], "split it in two at a time", command: "split ID at 10:20"),
    KeyBinding(.merge, [.character("m")], "merge it with the next one", command: "merge ID ID"),
    KeyBinding(.edit, [.character("e")], "change its times", command: "edit ID 9:00-10:30"),
    KeyBinding(
      .evidence, [.character("i")], "show its windows, or hide them",
      command: "entries ID --evidence"),
    KeyBinding(
      .why, [.character("?")], "why: rule, file and line", command: "rules why ID"),
    KeyBinding(
      .rule, [.character("R")], "make a rule of the correction", command: "rules suggest"),
    KeyBinding(.undo, [.character("u")], "take the last step back", command: "undo"),
    KeyBinding(.redo, [.control("r")], "do it again", command: "redo"),
    KeyBinding(.up, [.up, .character("k"), .wheelUp], "the entry above"),
    KeyBinding(.down, [.down, .character("j"), .wheelDown], "the entry below"),
    KeyBinding(.nextOpen, [.tab], "the next that wants a decision"),
    KeyBinding(.pageUp, [.pageUp, .control("b")], "a page up"),
    KeyBinding(.pageDown, [.pageDown, .control("f")], "a page down"),
    KeyBinding(.top, [.home, .character("g")], "the first entry"),
    KeyBinding(.bottom, [.end, .character("G")], "the last entry"),
    KeyBinding(
      .previousDay, [.character("[")], "the day before", command: "review yesterday"),
    KeyBinding(.nextDay, [.character("]")], "the day after", command: "review DAY"),
    KeyBinding(
      .filter, [.character("/")], "show only these letters",
      command: "entries DAY --project NAME"),
    KeyBinding(
      .fragments, [.character("o")], "show what is under a minute",
      command: "entries DAY --unassigned"),
    KeyBinding(.help, [.character("h")], "this page", command: "review --help"),
    KeyBinding(.redraw, [.control("l")], "draw the screen anew"),
    KeyBinding(.suspend, [.control("z")], "back to the shell; fg returns"),
    KeyBinding(.quit, [.character("q"), .control("c")], "end with a summary", command: "day"),
  ]

  private static let byKey: [Key: Action] = Dictionary(
    bindings.flatMap { binding in binding.keys.map { ($0, binding.action) } },
    uniquingKeysWith: { first, _ in first })

  public static func action(for key: Key) -> Action? { byKey[key] }

  static func name(of action: Action) -> String {
    bindings.first { $0.action == action }?.keys.first?.name ?? ""
  }
}
