/// Something that goes wrong with the next requests of a kind.
struct Fault: Equatable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// The connection closes; nothing was processed.
    case dropBefore = "drop-before"
    /// Processed, then the connection closes without an answer.
    case dropAfter = "drop-after"
    /// Processed; the answer comes `seconds` later.
    case delay
    case internalError = "500"
    case badGateway = "502"
    case unavailable = "503"
    /// Processed; half of the answer, then the connection closes.
    case truncate
    /// 200 with a log-in page of someone's Wi-Fi. Not processed.
    case portal
    /// Processed; Content-Length is 7 bytes short.
    case wrongLength = "wrong-length"
    case tokenExpired = "401"
    case minuteLimit = "429-minute"
    case dayLimit = "429-day"
    case concurrentLimit = "429-concurrent"
    case appMinuteLimit = "429-appminute"
    case redirect = "307"
    /// A page of something on the way that knows nothing of the address. Not processed.
    case pageNotFound = "404"
    /// The network delivers the request twice; the first answer comes back.
    case twice
    /// Processed; the answer drips over `seconds`.
    case slow
  }

  var kind: Kind
  /// nil for any.
  var method: String?
  /// A prefix after `/api.xro/2.0`, or of the whole path; nil for any.
  var path: String?
  var times = 1
  /// Matching requests that pass before.
  var skip = 0
  /// For `delay` and `slow`.
  var seconds: Int64 = 2
  /// Whether 404, 500, 502, 503 and portal come after the request was processed all the same.
  var commits = false

  fileprivate func matches(_ request: Request) -> Bool {
    if let method, method.uppercased() != request.method.uppercased() { return false }
    guard let path = path?.lowercased() else { return true }
    let whole = request.path.lowercased()
    return whole.hasPrefix(path) || whole.hasPrefix("/api.xro/2.0" + path)
  }
}

/// The faults that wait for their request, in the order they were asked for.
struct Faults: Equatable, Sendable {
  var waiting: [Fault] = []

  mutating func next(for request: Request) -> Fault? {
    for index in waiting.indices where waiting[index].matches(request) {
      guard waiting[index].skip == 0 else {
        waiting[index].skip -= 1
        continue
      }
      let fault = waiting[index]
      waiting[index].times -= 1
      if waiting[index].times <= 0 { waiting.remove(at: index) }
      return fault
    }
    return nil
  }
}
