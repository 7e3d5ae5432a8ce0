import ArgumentParser
import Workflow

struct WriteoffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writeoff",
    abstract: "Say that approved time will never be billed.",
    discussion: """
      It stays work of its project, marked written-off, and is on no draft any
      more, but at 0.00 where --courtesy asks for it; reports show it beside what
      is billed. The history keeps the reason.
      Undo takes it back, and so does 'unapprove', which makes it proposed again.

        daybook writeoff 3fa9 --reason "Our own mistake"
        daybook writeoff yesterday --client acme --reason "Goodwill"
      """)

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    try options.run("write off", "Wrote off") { home, selection, change in
      try home.writeOff(selection, why: change.reason, dryRun: change.dryRun)
    }
  }
}
