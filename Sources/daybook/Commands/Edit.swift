import Activity
import ArgumentParser
import Foundation
import Workflow

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change an entry's project, times or note.",
    discussion: """
      One line, of which every part may be left out: the project, the times, and
      what it was for. It proposes the day first. Evidence moves with the times:
      what they let go of is proposed anew, and what they reach for is counted,
      unless another entry counts it already.

        daybook edit 3fa9 acme/website/meetings 9:00-10:30 "Kick-off call"
        daybook edit 3fa9 --end 10:15
        daybook edit 3fa9 --start 8:50 --trim-other

      --editor opens a day's entries, or those with these ids, as text in $VISUAL
      or $EDITOR. What is saved is done as one step; where a line can't be,
      nothing is, and the text is kept.

        daybook edit --editor yesterday
        daybook edit --from entries.txt
      """)

  @Argument(
    help: ArgumentHelp(
      "An entry's id, then a project, times, a note: as many as change. With --editor a day or "
        + "range, or ids.", valueName: "ID-AND-LINE"), completion: .entry)
  var words: [String] = []
  @Option(help: ArgumentHelp("When it begins.", valueName: "TIME")) var start: String?
  @Option(help: ArgumentHelp("When it ends.", valueName: "TIME")) var end: String?
  @Option(help: ArgumentHelp("Its project.", valueName: "PROJECT"), completion: .project)
  var project: String?
  @Option(help: ArgumentHelp("A task of its project.", valueName: "TASK"), completion: .task)
  var task: String?
  @Option(help: ArgumentHelp("What it was for.", valueName: "TEXT")) var note: String?
  @Flag var billing: BillingFlag?
  @Flag(help: "Edit a day's entries as text.") var editor = false
  @Option(
    help: ArgumentHelp("Do what an edited text says, such as one that was kept.", valueName: "FILE")
  )
  var from: String?
  @OptionGroup var overlap: OverlapOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let output = try EditOutput(home, list, change)
    if editor || from != nil {
      guard !(editor && from != nil), isWithoutLine else {
        throw Refusal(.usage, "Give --editor or --from alone, with a day, a range or ids.")
      }
      let outcome = try from.map { try edit(fromFile: $0, in: home) } ?? editByHand(in: home)
      output.show(outcome, "change", "Changed")
    } else {
      guard let id = words.first else {
        throw Refusal(.usage, "Name an entry by its id, or edit a day with --editor.")
      }
      let edit = try edit(in: home)
      EditOutput.tellClock(home, at: edit.start ?? edit.end)
      let outcome = try home.edit(
        id, edit, overlap: overlap.choice, why: change.reason, dryRun: change.dryRun)
      output.show(outcome, "change", "Changed")
    }
  }

  private var isWithoutLine: Bool {
    start == nil && end == nil && project == nil && task == nil && note == nil && billing == nil
  }

  // MARK: As text

  private func selection(in home: Home) throws -> EntrySelection {
    try FilterOptions.plainSelection(of: words, in: home, unknown: .noMatch)
  }

  private func edit(fromFile path: String, in home: Home) throws -> EditOutcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Refusal(.usage, "\(path) can't be read.")
    }
    let text = String(decoding: data, as: UTF8.self)
    let original = try home.entryText(range(of: text, in: home), dryRun: change.dryRun)
    do {
      return try edit(original, as: text, in: home)
    } catch let problems as EntryTextProblems {
      throw Refusal(.usage, told(problems, path) + "Nothing was changed.")
    }
  }

  /// The days that stand in a text, where no others are asked for.
  private func range(of text: String, in home: Home) throws -> EntrySelection {
    guard words.isEmpty else { return try selection(in: home) }
    let days = text.split(separator: "\n").compactMap {
      CivilDate($0.trimmingCharacters(in: .whitespaces))
    }
    guard let first = days.min(), let last = days.max() else { return try selection(in: home) }
    return EntrySelection(range: DateRange(days: first...last))
  }

  private func editByHand(in home: Home) throws -> EditOutcome {
    let original = try home.entryText(selection(in: home), dryRun: change.dryRun)
    try home.places.makeStateDirectory()
    let editor = try Editor(
      original.text, in: home.places.state, named: "edit-\(home.nameForFile()).txt")
    while true {
      try editor.open()
      let text = try editor.text
      do {
        let outcome = try edit(original, as: text, in: home)
        editor.remove()
        return outcome
      } catch let problems as EntryTextProblems {
        let told = told(problems, editor.path)
        writeToStandardError(told)
        guard Editor.askAgain() else {
          throw Refusal(
            .usage,
            "Nothing was changed; your text is kept. When it is right: daybook edit --from "
              + editor.path)
        }
      } catch let refusal as Refusal {
        throw Refusal(refusal.kind, refusal.description + " Your text is kept in \(editor.path).")
      }
    }
  }

  private func edit(_ original: EntryText, as text: String, in home: Home) throws -> EditOutcome {
    try home.edit(
      original, as: text, overlap: overlap.choice, why: change.reason, dryRun: change.dryRun)
  }

  private func told(_ problems: EntryTextProblems, _ path: String) -> String {
    problems.problems.map { "\(path):\($0.line): \(neutralised($0.what))\n" }.joined()
  }

  // MARK: As a line

  private func edit(in home: Home) throws -> EntryEdit {
    var words = EntryWords(Array(self.words.dropFirst()))
    words.project = try one(words.project, project, "project")
    words.start = start
    words.end = end
    words.task = task
    words.note = try one(words.note, note, "note")
    words.billable = billing.map { $0 == .bill }
    return try home.entryEdit(words, of: self.words[0])
  }

  private func one(_ inLine: String?, _ option: String?, _ name: String) throws -> String? {
    guard inLine == nil || option == nil else {
      throw Refusal(.usage, "Give the \(name) in the line or with --\(name), not both.")
    }
    return inLine ?? option
  }
}
