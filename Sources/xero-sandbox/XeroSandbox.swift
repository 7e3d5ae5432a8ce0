import ArgumentParser
import Dispatch
import Foundation

@main
struct XeroSandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xero-sandbox",
    abstract: "Serve a faithful, local Xero for trials and tests.",
    discussion: Help.discussion)

  @Option(help: ArgumentHelp("Listen on PORT; 0 takes any free one.", valueName: "PORT"))
  var port = 0

  @Option(help: ArgumentHelp("Serve the back office on PORT; 0 takes any.", valueName: "PORT"))
  var backOfficePort = 0

  @Flag(help: "Print the lines that point 'daybook' here, then go on serving.")
  var printEnv = false

  @Option(
    help: ArgumentHelp("Keep books and sign-ins in FILE over a restart.", valueName: "FILE"))
  var state: String?

  @Flag(inversion: .prefixedNo, help: "Consent without a page and a click.")
  var autoConsent = true

  @Flag(help: "Take any 'http://localhost[:port][/path]' as redirect (so with '--print-env').")
  var allowAnyPort = false

  @Flag(help: "Take registered redirects alone, byte for byte.")
  var strictRedirects = false

  @Option(help: ArgumentHelp("Register another redirect URI.", valueName: "URI"))
  var redirect: [String] = []

  @Option(help: ArgumentHelp("Register another client id.", valueName: "ID"))
  var clientID: [String] = []

  @Option(
    help: ArgumentHelp(
      "Start the clock at INSTANT, such as '2026-11-30T09:00:00+13:00'.", valueName: "INSTANT"))
  var clock: String?

  @Option(
    help: ArgumentHelp(
      "Add to the clock the milliseconds in FILE, which a trial moves on.", valueName: "FILE",
      visibility: .hidden))
  var clockFile: String?

  @Option(
    help: ArgumentHelp(
      "Record every exchange, without secrets, in a file of FOLDER. Else where "
        + "'XERO_SANDBOX_RECORD' says.",
      valueName: "FOLDER"))
  var record: String?

  func validate() throws {
    if let clock, Milliseconds(instant: clock) == nil {
      throw ValidationError("'\(clock)' is no instant. Write it like 2026-11-30T09:00:00+13:00.")
    }
  }

  func run() async throws {
    let stop = stopOnSignal()
    defer { stop.forEach { $0.cancel() } }
    let store = state.map { StateFile(path: $0) }
    let recording = (record ?? ProcessInfo.processInfo.environment["XERO_SANDBOX_RECORD"])
      .map { Recording(in: $0, process: getpid()) }
    var state = try store?.read() ?? SandboxState()
    if let clock, let start = Milliseconds(instant: clock) {
      state.clockOffset = start - realTime()
    }
    let sandbox = Sandbox(
      state: state,
      registration: Registration(
        clientIDs: Set(Registration.defaultClientIDs + clientID),
        redirects: Set(Registration.defaultRedirects + redirect),
        allowsAnyPort: (allowAnyPort || printEnv) && !strictRedirects,
        consentsAtOnce: autoConsent),
      mint: Mint(.system),
      world: Sandbox.World(
        clock: movingClock(),
        sleep: { seconds in try? await Task.sleep(for: .seconds(seconds)) },
        save: { state in store?.write(state) },
        record: { exchange, reply in recording?.add(exchange, reply) }))
    try await serve(sandbox)
  }

  private func movingClock() -> @Sendable () -> Milliseconds {
    guard let clockFile else { return realTime }
    return {
      let text = (try? String(contentsOfFile: clockFile, encoding: .utf8)) ?? ""
      return realTime() + (Milliseconds(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
    }
  }

  private func serve(_ sandbox: Sandbox) async throws {
    let xero = Server { await sandbox.answer($0) }
    let backOffice = Server { await sandbox.backOffice($0) }
    let ports = Ports(prints: printEnv)
    let (found, port) = AsyncStream<Int>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await xero.run(host: "127.0.0.1", port: self.port) {
          port.yield($0)
          port.finish()
          await ports.found(xero: $0)
        }
      }
      group.addTask {
        // Browsers may try ::1 first; a machine without IPv6 does without.
        for await port in found { try? await xero.run(host: "::1", port: port) { _ in } }
      }
      group.addTask {
        try await backOffice.run(host: "127.0.0.1", port: backOfficePort) {
          await ports.found(backOffice: $0)
        }
      }
      try await group.waitForAll()
    }
  }

  /// The state is on disk after every change, so ending needs no goodbye.
  private func stopOnSignal() -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { Foundation.exit(0) }
      source.resume()
      return source
    }
  }
}

@Sendable private func realTime() -> Milliseconds {
  Milliseconds(Date().timeIntervalSince1970 * 1000)
}

/// Says where the sandbox listens, once both ports are known.
private actor Ports {
  private let prints: Bool
  private var xero: Int?
  private var backOffice: Int?

  init(prints: Bool) { self.prints = prints }

  func found(xero: Int? = nil, backOffice: Int? = nil) {
    self.xero = xero ?? self.xero
    self.backOffice = backOffice ?? self.backOffice
    guard let port = self.xero, let office = self.backOffice else { return }
    let lines =
      prints
      ? Help.environment(port: port, backOffice: office)
      : "Xero sandbox on http://127.0.0.1:\(port), back office on http://127.0.0.1:\(office)\n"
    // One write, so that a script never reads half of the lines.
    FileHandle.standardOutput.write(Data(lines.utf8))
  }
}
