import AgentSocket
import Control
import Glibc

/// The agent that holds this home's lock, as another one of the same home speaks to it.
///
/// One that outlived its session waits for a display that may never come back, and so would keep
/// the agents of all later sessions out.
struct Predecessor {
  private static let tries = 3

  let socket: String

  /// Asks it to end, which it does where it has no display; it decides that itself, at the moment
  /// when it is asked. Two homes can share one socket, so `process` says who is meant.
  ///
  /// - Returns: whether it ends.
  func givesWay(_ process: Int32) -> Bool {
    for _ in 0..<Self.tries {
      let request = Request.giveWay(process: process)
      switch AgentCall(request, at: socket, accepts: ControlSocket.isOurs) {
      case .answered(let line): return (try? Answer(line: line)) == .done
      case .shownOut: usleep(300_000)
      case .absent: return false
      }
    }
    return false
  }
}
