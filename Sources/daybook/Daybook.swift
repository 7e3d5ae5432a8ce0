import ArgumentParser
import Foundation
import Workflow

@main
struct Daybook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daybook",
    abstract: "From the windows you worked in to draft invoices in Xero.",
    discussion: """
      The agent records; these commands turn the record into entries, and approved
      entries into drafts. RANGE is a day or a range of days in local time: today,
      yesterday, monday, 2026-11-20, 2026-11-01..2026-11-15, this-week,
      last-month, 2026-11, 2026-W47, 2026-Q4, since monday; 'daybook date RANGE'
      shows what it means.

        daybook propose                 make entries from today's record
        daybook day                     where the day went
        daybook review                  go through the day and approve it
        daybook approve                 approve what was proposed, without looking
        daybook invoice preview         what would be billed
        daybook invoice push            put it into Xero, as drafts

      Exit codes: 0 done, 1 failed, 2 usage or a bad file, 3 nothing matches, 4
      needs --yes, 5 locked, 6 conflict, 7 Xero or network, 8 verification failed.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Set up:",
        subcommands: [
          InitCommand.self, DoctorCommand.self, ConfigCommand.self, RulesCommand.self,
        ]),
      CommandGroup(
        name: "Watch:",
        subcommands: [
          StatusCommand.self, PauseCommand.self, ResumeCommand.self, ForgetCommand.self,
          ActivityCommand.self, NotifyCommand.self,
        ]),
      CommandGroup(
        name: "Review:",
        subcommands: [
          ReviewCommand.self,
          ProposeCommand.self, EntriesCommand.self, DayCommand.self, ApproveCommand.self,
          ReportCommand.self, CadenceCommand.self, UndoCommand.self, RedoCommand.self,
          HistoryCommand.self, DateCommand.self,
        ]),
      CommandGroup(
        name: "Change entries:",
        subcommands: [
          RejectCommand.self, UnapproveCommand.self, AddCommand.self, EditCommand.self,
          AssignCommand.self, NoteCommand.self, BillCommand.self, NobillCommand.self,
          SplitCommand.self, MergeCommand.self, TrimCommand.self, RenameCommand.self,
        ]),
      CommandGroup(
        name: "Bill:",
        subcommands: [
          UninvoicedCommand.self, WriteoffCommand.self, RatesCommand.self, RoundingCommand.self,
          InvoiceCommand.self,
        ]),
      CommandGroup(name: "Xero:", subcommands: [XeroCommand.self]),
      CommandGroup(
        name: "Keep:",
        subcommands: [
          BackupCommand.self, RestoreCommand.self, ExportCommand.self, ImportCommand.self,
          PurgeCommand.self, VerifyCommand.self,
        ]),
    ])

  /// Exit codes are a contract, so ArgumentParser's own (64) are not used.
  ///
  /// On the main thread, and a command that waits for nothing stays on it: no other is started.
  @MainActor static func main() async {
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try Daybook.parseAsRoot(timesAsValues(CommandLine.arguments.dropFirst()))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as ExitCode {
      Foundation.exit(error.rawValue)
    } catch {
      Foundation.exit(report(error))
    }
  }

  /// `-20m` is a time, not an option: `now-20m` says the same and begins with no minus. What follows
  /// `--` is left alone, and so is a text for people, which is tied to its option.
  private static func timesAsValues(_ arguments: some Sequence<String>) -> [String] {
    var told: [String] = []
    var isText = false
    for argument in arguments {
      isText = isText || argument == "--"
      if !isText, readsAsTimeAgo(argument) {
        if let option = told.last, ["--note", "--reason"].contains(option) {
          told[told.count - 1] = "\(option)=\(argument)"
        } else {
          told.append("now" + argument)
        }
      } else {
        told.append(argument)
      }
    }
    return told
  }

  /// Prints the sentence and gives the exit code.
  private static func report(_ error: any Error) -> Int32 {
    if let refusal = Refusal(error) {
      writeToStandardError(harmless(refusal.description) + "\n")
      return refusal.kind.rawValue
    }
    let parserCode = Daybook.exitCode(for: error)
    let message = Daybook.fullMessage(for: error)
    if parserCode.isSuccess {
      print(message)
      return 0
    }
    writeToStandardError(harmless(message) + "\n")
    return parserCode == .validationFailure ? 2 : 1
  }

  /// Line by line: a title, a server's words or an argument that a script passed on may be in it.
  private static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { neutralised(String($0)) }.joined(separator: "\n")
  }
}

func writeToStandardError(_ text: String) {
  FileHandle.standardError.write(Data(text.utf8))
}
