import AgentSocket
import ConfigurationFiles
import Control
import Foundation

/// The way to the running agent: one request, one answer.
struct AgentLink {
  enum Reply {
    case answered(Answer)
    /// No agent runs for this home.
    case absent
    /// An agent runs and can't be asked: why.
    case silent(String)
  }

  let world: World
  let places: Places

  private static let tries = 10

  func ask(_ request: Request) async -> Reply {
    tries: for attempt in 1...Self.tries {
      switch AgentCall(request, at: places.agentSocket) {
      case .answered(let line): return reply(line)
      case .shownOut: if attempt < Self.tries { await world.sleep(300) }
      case .absent: break tries
      }
    }
    guard let process = runningProcess else { return .absent }
    return .silent(
      "daybook-agent runs (process \(process)) but does not answer at \(places.agentSocket).")
  }

  private func reply(_ line: [UInt8]) -> Reply {
    do {
      return .answered(try Answer(line: line))
    } catch .version(let version) {
      return .silent(
        "daybook-agent speaks version \(version), this command \(Line.version). Start the agent "
          + "anew after an update.")
    } catch {
      return .silent("\(places.agentSocket) answers, but not as daybook-agent does.")
    }
  }

  /// Who holds the agent's lock; asked of the system, for taking it would be in a new agent's way.
  private var runningProcess: Int32? {
    guard let text = try? String(contentsOfFile: places.agentLock, encoding: .utf8),
      let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)),
      let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8),
      name.hasPrefix("daybook-agent")
    else { return nil }
    return process
  }
}
