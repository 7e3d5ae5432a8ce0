import ArgumentParser
import Workflow

struct XeroDoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at all that a push needs, and ask Xero what only it knows.",
    discussion: """
      The sign-in and its permissions, the organisations, the calls left today,
      the clock, the links. Exit code 7 where something would keep a push from
      going.

        daybook xero doctor
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let checks = try await common.account().check(clients: home.settings.clients)
    HealthOutput.print(checks, json: json)
    guard !checks.contains(where: { $0.state == .failed }) else {
      throw ExitCode(Refusal.Kind.network.rawValue)
    }
  }
}
