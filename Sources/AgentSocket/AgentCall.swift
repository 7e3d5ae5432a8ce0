import Control
import Glibc

/// What became of one request to an agent.
public enum AgentCall {
  /// Without its line end.
  case answered([UInt8])
  /// Shown out without a word: too many others are asking.
  case shownOut
  /// Nobody listens, or nobody that may.
  case absent

  /// Seconds that an agent may take; it answers between two events.
  private static let patience = 5

  /// - Parameters:
  ///   - path: of the agent's socket.
  ///   - accepts: whether the other end of a connection may be asked.
  public init(_ request: Request, at path: String, accepts: (Int32) -> Bool = { _ in true }) {
    guard let file = Self.connect(path) else {
      self = .absent
      return
    }
    defer { close(file) }
    guard accepts(file) else {
      self = .absent
      return
    }
    self = Self.exchange(request.line, on: file).map(AgentCall.answered) ?? .shownOut
  }

  /// Nil where nobody listens.
  private static func connect(_ path: String) -> Int32? {
    guard let address = SocketAddress(path) else { return nil }
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    let file = socket(AF_UNIX, Int32(type), 0)
    guard file >= 0 else { return nil }
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard address.with({ Glibc.connect(file, $0, $1) }) == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// Nil where no answer came.
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
