import Control
import Glibc

/// The agent that holds this home's lock, as another one of the same home speaks to it.
///
/// One that outlived its session waits for a display that may never come back, and so would keep
/// the agents of all later sessions out.
struct Predecessor {
  /// Seconds that it may take: it answers between two events.
  private static let patience = 5
  private static let tries = 3

  let socket: String

  /// Asks it to end, which it does where it has no display; it decides that itself, at the moment
  /// when it is asked. Two homes can share one socket, so `process` says who is meant.
  ///
  /// - Returns: whether it ends.
  func givesWay(_ process: Int32) -> Bool {
    let request = Request.giveWay(process: process).line
    for _ in 0..<Self.tries {
      guard let file = connected() else { return false }
      defer { close(file) }
      // Shown out without a word: too many others are asking.
      guard let line = Self.exchange(request, on: file) else {
        usleep(300_000)
        continue
      }
      return (try? Answer(line: line)) == .done
    }
    return false
  }

  /// Nil where nobody listens, or somebody else than this user.
  private func connected() -> Int32? {
    guard let address = SocketAddress(socket) else { return nil }
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    let file = Glibc.socket(AF_UNIX, Int32(type), 0)
    guard file >= 0 else { return nil }
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard address.with({ connect(file, $0, $1) }) == 0, ControlSocket.isOurs(file) else {
      close(file)
      return nil
    }
    return file
  }

  /// The answer without its line end; nil where none came.
  private static func exchange(_ request: [UInt8], on file: Int32) -> [UInt8]? {
    let sent = request.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
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
