/// Answers to writes, kept 6 minutes from the first call under the app's key. Source:
/// "Idempotent requests" (developer.xero.com).
struct Idempotency: Sendable {
  static let life: Milliseconds = 6 * 60_000
  static let longestKey = 128

  struct Key: Hashable, Sendable {
    var clientID: String
    var text: String
    /// The access token, where the switch binds keys to it; else empty.
    var token = ""
  }

  /// What must be the same for a replay.
  struct Fingerprint: Equatable, Sendable {
    var method: String
    var path: String
    var query: [Request.Field]
    var tenant: String
    var body: [UInt8]
  }

  enum Verdict: Equatable, Sendable {
    /// Nothing known: process it, then call `finish`.
    case process
    case replay(Reply)
    /// The first call is still running: its answer will be this one's too.
    case wait
    /// The key was used with a different request.
    case mismatch
  }

  private enum Memory: Sendable {
    case running
    case done(Reply)
  }

  private struct Record: Sendable {
    var fingerprint: Fingerprint
    var first: Milliseconds
    var memory: Memory
  }

  private var records: [Key: Record] = [:]

  mutating func begin(_ key: Key, _ fingerprint: Fingerprint, at now: Milliseconds) -> Verdict {
    if let known = records[key], now - known.first < Self.life {
      guard known.fingerprint == fingerprint else { return .mismatch }
      switch known.memory {
      case .running: return .wait
      case .done(let reply): return .replay(reply)
      }
    }
    records = records.filter { now - $0.value.first < Self.life }
    records[key] = Record(fingerprint: fingerprint, first: now, memory: .running)
    return .process
  }

  /// Errors are kept like successes.
  mutating func finish(_ key: Key, _ reply: Reply) {
    records[key]?.memory = .done(reply)
  }
}
