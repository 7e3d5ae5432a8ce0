import Activity

/// A span's presence as the number that is stored: the presence's own; idle time with a reason to
/// be there with hands off has numbers of its own. Never renumber them.
enum PresenceCode {
  private static let reasons: [(code: Int64, reason: HandsOff)] = [
    (17, .playing), (33, .inhibited),
  ]

  /// Every number that is written, as SQL lists them.
  static let all = (0...255).filter { read($0) != nil }.map(String.init).joined(separator: ", ")

  static func code(of observation: Observation) -> Int64 {
    if observation.presence == .idle, let reason = observation.handsOff,
      let known = reasons.first(where: { $0.reason == reason })
    {
      return known.code
    }
    return Int64(observation.presence.rawValue)
  }

  /// Nil for a number that no version up to ours writes.
  static func read(_ code: Int64) -> (presence: Presence, handsOff: HandsOff?)? {
    if let presence = UInt8(exactly: code).flatMap(Presence.init(rawValue:)) {
      return (presence, nil)
    }
    return reasons.first { $0.code == code }.map { (.idle, $0.reason) }
  }
}
