/// Tells from alarms and readings of the idle counter whether somebody is there.
///
/// The server can lose an alarm while another program holds one of its own on the same counter;
/// so a reading now and then guards, and each piece of news can say what another one failed to.
struct IdleWatch: Hashable, Sendable {
  enum Finding: Hashable, Sendable {
    /// Nobody was there since then.
    case idle(since: Uptime)
    /// Somebody came back at that moment.
    case input(at: Uptime)
  }

  private enum State: Hashable, Sendable { case present, idle }

  /// No input for so long is idle, in milliseconds.
  let threshold: Int64
  /// The last known input.
  private(set) var lastInput: Uptime
  private var state = State.present

  init(threshold: Int64, now: Uptime) {
    self.threshold = threshold
    lastInput = now
  }

  var isIdle: Bool { state == .idle }

  /// The counter passed the threshold upwards: at `time` it stood at `idle`.
  mutating func passed(at time: Uptime, idle: Int64) -> [Finding] {
    guard state == .present else { return [] }
    return begin(since: time.advanced(by: -max(idle, threshold)))
  }

  /// The counter fell from beyond the threshold: input at `time`.
  mutating func fell(at time: Uptime) -> [Finding] {
    // Idle that no alarm told of: since the last known input, for the counter was at the
    // threshold or beyond.
    var findings: [Finding] = []
    if state == .present, time - lastInput >= threshold { findings = begin(since: lastInput) }
    lastInput = max(lastInput, time)
    if state == .idle { findings.append(.input(at: time)) }
    state = .present
    return findings
  }

  /// The counter was asked at `time` and stood at `idle`.
  mutating func read(at time: Uptime, idle: Int64) -> [Finding] {
    let input = time.advanced(by: -max(idle, 0))
    switch state {
    case .present where idle >= threshold: return begin(since: input)
    case .present:
      lastInput = max(lastInput, input)
      return []
    case .idle where idle < threshold:
      lastInput = max(lastInput, input)
      state = .present
      return [.input(at: lastInput)]
    case .idle: return []
    }
  }

  private mutating func begin(since: Uptime) -> [Finding] {
    lastInput = max(lastInput, since)
    state = .idle
    return [.idle(since: lastInput)]
  }
}
