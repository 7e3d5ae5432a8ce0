import ArgumentParser
import Workflow

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at all that must be right, and say what mends it.",
    discussion: """
      The desktop, as the agent sees it; the agent; your files and both databases;
      disk, clock, keyring and Xero. Each line is ok, a warning, or a failure with
      what to do. It changes nothing, asks no network, and shows no title. Exit
      code 1 with a failure, 8 where a database is not sound.

        daybook doctor
        daybook doctor --json
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let checks = try await common.world().doctor()
    HealthOutput.print(checks, json: json)
    let failed = checks.filter { $0.state == .failed }.map(\.name)
    guard !failed.isEmpty else { return }
    let isUnsound = !Set(failed).isDisjoint(with: ["record", "books"])
    throw ExitCode((isUnsound ? Refusal.Kind.verification : .failed).rawValue)
  }
}
