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
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "checks",
          checks.map {
            .object([
              ("name", .string($0.name)), ("state", .string($0.state.rawValue)),
              ("sentence", .string($0.sentence)), ("remedy", .optional($0.remedy)),
            ])
          }))
    } else {
      for check in checks { show(check, printer) }
    }
    let failed = checks.filter { $0.state == .failed }.map(\.name)
    guard !failed.isEmpty else { return }
    let isUnsound = !Set(failed).isDisjoint(with: ["record", "books"])
    throw ExitCode((isUnsound ? Refusal.Kind.verification : .failed).rawValue)
  }

  private func show(_ check: HealthCheck, _ printer: Printer) {
    let mark =
      switch check.state {
      case .fine: "ok      "
      case .warning: "warning "
      case .failed: "FAILED  "
      }
    printer.line(neutralised("\(mark)\(check.name): \(check.sentence)"))
    if let remedy = check.remedy { printer.line(neutralised("        To mend it: \(remedy)")) }
  }
}
