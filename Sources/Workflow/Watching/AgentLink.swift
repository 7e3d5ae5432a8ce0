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

  /// Seconds that an agent may take; it answers between two events.
  private static let patience = 5
  private static let tries = 10

  func ask(_ request: Request) async -> Reply {
    for attempt in 1...Self.tries {
      guard let file = Self.connect(places.agentSocket) else { break }
      defer { close(file) }
      // Shown out without a word: too many others are asking.
      guard let line = Self.exchange(request.line, on: file) else {
        if attempt < Self.tries { await world.sleep(300) }
        continue
      }
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
    guard let process = runningProcess else { return .absent }
    return .silent(
      "daybook-agent runs (process \(process)) but does not answer at \(places.agentSocket).")
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

  /// Nil where nobody listens.
  private static func connect(_ path: String) -> Int32? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard bytes.count < room.count else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    let file = socket(AF_UNIX, Int32(type), 0)
    guard file >= 0 else { return nil }
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    let code = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// The answer without its line end; nil where none came.
  private static func exchange(_ request: [UInt8], on file: Int32) -> [UInt8]? {
    let sent = request.withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard sent == request.count else { return nil }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: Line.longest)
    while answer.count < Line.longest {
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      answer += buffer.prefix(count)
      if let end = answer.firstIndex(of: Line.end) { return Array(answer[..<end]) }
    }
    return nil
  }
}
