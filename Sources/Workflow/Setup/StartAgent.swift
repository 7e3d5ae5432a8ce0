import ConfigurationFiles
import Control
import Foundation

/// What became of starting the agent.
public enum AgentStart: Hashable, Sendable {
  case ranAlready
  /// By the systemd user unit, or by itself.
  case started(byUnit: Bool)
  /// Why not, and what to do: a sentence.
  case failed(String)
}

extension World {
  private static let unit = "daybook-agent.service"

  /// Starts the agent for this home, and waits until it answers.
  public func startAgent() async throws -> AgentStart {
    let places = try Places(environment: environment)
    if await isRunning(places) { return .ranAlready }
    guard !(environment["DISPLAY"] ?? "").isEmpty else {
      return .failed(
        "There is no display here, so the agent was not started. Run daybook-agent in your desktop "
          + "session.")
    }
    guard let program = AgentProgram(environment) else {
      return .failed("daybook-agent is not installed beside daybook, nor in PATH.")
    }
    // So that it stores titles from its first moment.
    try? Settings.load(from: places).writeFilter(to: places)
    let byUnit = hasUnit && run("systemctl", "--user", "enable", "--now", World.unit)
    if !byUnit { try program.start() }
    for _ in 0..<50 {
      if await isRunning(places) { return .started(byUnit: byUnit) }
      await sleep(100)
    }
    return .failed("The agent was started and does not answer. \"daybook doctor\" says why.")
  }

  private func isRunning(_ places: Places) async -> Bool {
    if case .answered = await AgentLink(world: self, places: places).ask(.status) {
      true
    } else {
      false
    }
  }

  /// The unit knows of the standard places alone.
  private var hasUnit: Bool {
    guard environment["DAYBOOK_HOME"] == nil, let runtime = environment["XDG_RUNTIME_DIR"],
      access(runtime + "/systemd", F_OK) == 0
    else { return false }
    let config = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config"
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
    return [
      config + "/systemd/user", data + "/systemd/user", "/etc/systemd/user",
      "/usr/local/lib/systemd/user", "/usr/lib/systemd/user",
    ].contains { access("\($0)/\(World.unit)", F_OK) == 0 }
  }

  private func run(_ words: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
