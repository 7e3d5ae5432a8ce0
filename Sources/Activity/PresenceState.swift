/// The facts that presence is made of. They hold independently; the strongest one counts:
/// paused, then asleep, locked, idle, and active when none of them holds.
struct PresenceState: Hashable, Sendable {
  var paused = false
  var asleep = false
  var locked = false
  var idle = false

  var presence: Presence {
    if paused {
      .paused
    } else if asleep {
      .asleep
    } else if locked {
      .locked
    } else if idle {
      .idle
    } else {
      .active
    }
  }

  func observation(of subject: Subject, handsOff: HandsOff?) -> Observation {
    Self.observation(presence, of: subject, handsOff: handsOff)
  }

  /// Idle time keeps its window, for a film or a call is work to some rule. Behind a lock, in
  /// sleep and in a pause there is nothing to name.
  static func observation(
    _ presence: Presence, of subject: Subject, handsOff: HandsOff?
  ) -> Observation {
    switch presence {
    case .active, .idle: Observation(presence: presence, subject: subject, handsOff: handsOff)
    case .locked, .asleep, .paused, .off, .unknown:
      Observation(presence: presence, subject: .nothing)
    }
  }
}
