import Activity
import Billing
import ConfigurationFiles
import Control
import Foundation
import Xero

extension World {
  /// Looks at all that must be right for a day to be recorded and billed. Asks no network.
  public func doctor() async throws -> [HealthCheck] {
    let places = try Places(environment: environment)
    try HomeSwap.finish(places)
    return desktop() + [await agent(places)] + HomeChecks(world: self, places: places).all
      + [xero(places)]
  }

  private func desktop() -> [HealthCheck] {
    guard let program = AgentProgram(environment) else {
      return [
        .failed(
          "program", "daybook-agent is not installed beside daybook, nor in PATH.",
          "Install it again: the two belong together.")
      ]
    }
    guard let lines = program.look(environment) else {
      return [
        .failed(
          "program", "\(program.path) can't say what the desktop offers.",
          "Install it again, of the same version as daybook.")
      ]
    }
    return DesktopChecks(lines, environment).all
  }

  private func agent(_ places: Places) async -> HealthCheck {
    let start = "systemctl --user start daybook-agent, or daybook init"
    switch await AgentLink(world: self, places: places).ask(.status) {
    case .absent:
      return .failed("agent", "daybook-agent is not running, so nothing is recorded.", start)
    case .silent(let why): return .failed("agent", why, "systemctl --user restart daybook-agent")
    case .answered(.status(let status)):
      let name = "daybook-agent (process \(status.process))"
      if status.storageFails {
        return .failed(
          "agent", "\(name) can't write; it keeps what it sees in memory.",
          "Free some space, and look who owns \(places.data).")
      }
      if status.filter == .closed {
        return .failed(
          "agent", "\(name) can't follow the rules, so it stores no title.", "daybook rules check")
      }
      if status.pause != .none {
        return .warning("agent", "\(name) is paused, so nothing is recorded.", "daybook resume")
      }
      return .fine("agent", "\(name) records: \(status.presence.name).")
    case .answered:
      return .failed("agent", "daybook-agent answers something else than its status.", start)
    }
  }

  private func xero(_ places: Places) -> HealthCheck {
    do {
      let clients = try Settings.load(from: places, rules: .passed).clients
      guard FileManager.default.fileExists(atPath: places.books) else {
        return .fine("xero", "Not used yet. When you want to bill: daybook xero login")
      }
      let status = try XeroAccount(self).status(clients: clients)
      guard let first = status.signIns.first else {
        return .warning(
          "xero", "Nobody is signed in, so nothing can be pushed.", "daybook xero login")
      }
      guard status.now < first.endsAt else {
        return .failed("xero", "The sign-in has ended.", "daybook xero login")
      }
      let open = status.links.filter { $0.contact == nil }.map(\.client)
      guard open.isEmpty else {
        return .warning(
          "xero", "Signed in. Not linked: \(open.joined(separator: ", ")).",
          "daybook xero link \(open[0])")
      }
      return .fine("xero", "Signed in, and every client is linked. More: daybook xero doctor")
    } catch {
      return .warning(
        "xero", "It can't be looked at: \(Refusal(error)?.description ?? "\(error)")",
        error is SettingsError ? "daybook config check" : "daybook xero status")
    }
  }
}
