import ArgumentParser
import Workflow

struct WriteoffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writeoff",
    abstract: "Say that approved time will never be billed.",
    discussion: """
      It stays work of its project, marked written-off, and is on no draft any
      more; reports show it beside what is billed. The history keeps the reason.
      Undo takes it back, and so does 'unapprove', which makes it proposed again.

        daybook writeoff 3fa9 --reason "Our own mistake"
        daybook writeoff yesterday --client acme --reason "Goodwill"
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.writeOff(
      selection.deliberateSelection(in: home), why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "write off", "Wrote off")
  }
}
