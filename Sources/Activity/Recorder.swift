/// Turns what the desktop says into spans: observations in, what to write out.
///
/// A pure state machine on one clock, whose times its caller passes in. Times that run backwards
/// count as the latest time seen. The spans it hands out, re-cuts applied, tile the time from its
/// start to its stop: no gap, no overlap, none empty.
public struct Recorder: Sendable {
  /// What happened.
  public enum Event: Hashable, Sendable {
    /// Something has the focus, or changed its title.
    case focus(Subject)
    /// Somebody is at the keyboard: idle ends.
    case input
    /// Nobody has been at the keyboard since then, also when that is only found out now.
    case idle(since: Instant)
    case locked(Bool)
    /// The lock has ended at that moment, which is only found out now.
    case unlocked(since: Instant)
    /// Why somebody may be there with hands off the keyboard; nil is no reason.
    case handsOff(HandsOff?)
    case paused(Bool)
    /// The machine is about to sleep, or has woken up and said so.
    case asleep(Bool)
    /// The machine slept from then until now, found out by its clocks.
    case slept(since: Instant)
    /// Another zone, or another offset of the same.
    case zone(Zone)
    /// The sign of life: still here, and the last input was then (nil: not known).
    case alive(lastInput: Instant?)
    /// The wall clock was put forward to this time: what lies between was never lived.
    case clockAdvanced(to: Instant)
  }

  /// What the edge has to do, in order.
  public enum Action: Hashable, Sendable {
    /// A span has ended.
    case write(Span)
    /// The spans already written from this start on are replaced by these: they cover the same
    /// time with another presence.
    case recut(from: Instant, [Span])
  }

  /// A "no window" shorter than this between two windows is how window managers switch focus.
  public static let flicker: Int64 = 100

  /// Closed spans that may be re-cut; a bound, so that no storm can fill the memory.
  static let provisionalLimit = 4096

  public let source: String
  /// The latest time seen.
  public private(set) var now: Instant
  /// The last moment at which somebody was at the keyboard, as far as known. What was active
  /// after it is provisional.
  public private(set) var lastInput: Instant

  /// Locked time before this stays locked: until then nobody was there, or names were taken out.
  private var settled: Instant
  private var zone: Zone
  private var state: PresenceState
  private var subject: Subject
  private var handsOff = HandsOffHistory()
  private var open: Stretch
  /// The stretch before a "no window" that may still prove a flicker.
  private var held: Span?
  /// Closed since the last known input, in order: idle may begin inside.
  private var provisional: [Span] = []

  public init(
    source: String, at start: Instant, zone: Zone, subject: Subject = .nothing,
    paused: Bool = false
  ) {
    self.source = source
    self.zone = zone
    self.subject = subject
    now = start
    lastInput = start
    settled = start
    state = PresenceState(paused: paused)
    open = Stretch(
      start: start, observation: state.observation(of: subject, handsOff: nil), zone: zone)
  }

  public var presence: Presence { state.presence }

  /// Nobody is there, whatever else holds.
  public var isIdle: Bool { state.idle }

  /// What is being recorded, and since when.
  public var current: (observation: Observation, since: Instant) { (open.observation, open.start) }

  /// What has not ended yet, up to now: the open span, and before it one that a flicker holds
  /// back. For the sign of life.
  public var tail: [Span] {
    var spans = held.map { [$0] } ?? []
    if now > open.start { spans.append(open.closed(at: now, source: source)) }
    return spans
  }

  /// A span waits for the moment when a flicker can be told from "no window": ask again then.
  public var unsettledUntil: Instant? {
    held == nil ? nil : open.start.advanced(by: Self.flicker)
  }

  public mutating func note(_ event: Event, at time: Instant) -> [Action] {
    now = max(now, time)
    var actions: [Action] = []
    if let due = unsettledUntil, now >= due { release(&actions) }
    switch event {
    case .focus(let subject):
      self.subject = subject
    case .input:
      if state.idle { settled = now }
      state.idle = false
      // Its own time, also when we hear of it late.
      learn(lastInput: min(time, now))
    case .idle(let since):
      let begin = min(max(since, lastInput), now)
      learn(lastInput: begin)
      recut(from: begin, &actions) { $0 == .active ? .idle : $0 }
      state.idle = true
    case .locked(let locked): state.locked = locked
    case .unlocked(let since):
      state.locked = false
      reopen(from: min(max(since, settled), now), &actions)
    case .handsOff(let reason): handsOff.note(reason, at: now)
    case .paused(let paused): state.paused = paused
    case .asleep(let asleep): state.asleep = asleep
    case .slept(let since):
      recut(from: min(since, now), &actions) { $0 == .paused ? .paused : .asleep }
    case .zone(let zone): self.zone = zone
    case .alive(let input):
      if let input { learn(lastInput: min(input, now)) }
    case .clockAdvanced(let time):
      leap(to: time, &actions)
    }
    turn(&actions)
    return actions
  }

  /// Changes what is known of the time until now: forgotten, or censored by other rules.
  ///
  /// Spans already written are the caller's to change on disk; here they change for re-cuts.
  /// What `pieces` leaves of the open span goes on: private until another window or title comes.
  ///
  /// - Parameter pieces: a span as one or more that tile it, with other subjects at most.
  public mutating func amend(_ pieces: (Span) -> [Span]) -> [Action] {
    var actions: [Action] = []
    settled = now
    provisional = provisional.flatMap(pieces)
    if let span = held {
      held = nil
      for piece in pieces(span) { emit(piece, &actions) }
    }
    guard now > open.start else { return actions }
    let parts = pieces(open.closed(at: now, source: source))
    guard let last = parts.last, last.subject != open.observation.subject || parts.count > 1 else {
      return actions
    }
    for part in parts.dropLast() { emit(part, &actions) }
    if last.subject != open.observation.subject { subject = last.subject }
    open = Stretch(start: last.start, observation: last.observation, zone: zone)
    return actions
  }

  /// Ends the record: what was open is closed.
  public mutating func stop(at time: Instant) -> [Action] {
    now = max(now, time)
    var actions: [Action] = []
    if let span = held, now - open.start < Self.flicker {
      held = nil
      open = Stretch(start: span.start, observation: span.observation, zone: span.zone)
    }
    release(&actions)
    close(at: now, &actions)
    return actions
  }

  // MARK: - Steps

  /// Brings the open span in line with what now holds.
  private mutating func turn(_ actions: inout [Action]) {
    let observation = state.observation(of: subject, handsOff: handsOff.current)
    guard observation != open.observation || zone != open.zone else { return }
    let next = Stretch(start: now, observation: observation, zone: zone)
    if let span = held {
      endFlicker(before: next, after: span, &actions)
    } else if isFlicker(from: open, to: next) {
      held = open.closed(at: now, source: source)
      open = next
    } else {
      close(at: now, &actions)
      open = next
    }
  }

  private func isFlicker(from stretch: Stretch, to next: Stretch) -> Bool {
    stretch.start < now && next.observation.subject == .nothing
      && stretch.observation.subject != .nothing
      && stretch.observation.presence == next.observation.presence && stretch.zone == next.zone
  }

  /// A "no window" of less than a flicker ends: the next window takes its time, or the same one
  /// goes on as if nothing had been.
  private mutating func endFlicker(
    before next: Stretch, after span: Span, _ actions: inout [Action]
  ) {
    if next.observation.presence == span.presence, next.zone == span.zone {
      if next.observation == span.observation {
        open = Stretch(start: span.start, observation: span.observation, zone: span.zone)
        held = nil
      } else {
        let start = open.start
        release(&actions)
        open = Stretch(start: start, observation: next.observation, zone: next.zone)
      }
    } else {
      release(&actions)
      close(at: now, &actions)
      open = next
    }
  }

  private mutating func release(_ actions: inout [Action]) {
    guard let span = held else { return }
    held = nil
    emit(span, &actions)
  }

  private mutating func close(at end: Instant, _ actions: inout [Action]) {
    guard end > open.start else { return }
    emit(open.closed(at: end, source: source), &actions)
    open.start = end
  }

  private mutating func emit(_ span: Span, _ actions: inout [Action]) {
    actions.append(.write(span))
    guard span.end > lastInput else {
      // What can be re-cut is the end of the record, without a hole.
      provisional = []
      return
    }
    provisional.append(span)
    if provisional.count > Self.provisionalLimit { provisional.removeFirst() }
  }

  private mutating func learn(lastInput input: Instant) {
    guard input > lastInput else { return }
    lastInput = input
    handsOff.forget(before: input)
    provisional.removeAll { $0.end <= input }
  }

  /// Gives the time from `begin` until now another presence, in what is closed and what is open.
  private mutating func recut(
    from begin: Instant, _ actions: inout [Action], _ change: (Presence) -> Presence
  ) {
    release(&actions)
    if let first = provisional.firstIndex(where: {
      $0.end > begin && change($0.presence) != $0.presence
    }) {
      let old = provisional[first...]
      let new = old.flatMap { $0.recut(from: begin, handsOff, change) }
      actions.append(.recut(from: old[first].start, new))
      provisional.replaceSubrange(first..., with: new)
    }
    let presence = change(open.observation.presence)
    guard presence != open.observation.presence else { return }
    if begin > open.start { close(at: begin, &actions) }
    let subject = open.observation.subject
    guard now > open.start else {
      open.observation = PresenceState.observation(
        presence, of: subject, handsOff: handsOff.current)
      return
    }
    var from = open.start
    for piece in handsOff.pieces(from: from, to: now) {
      let next = PresenceState.observation(presence, of: subject, handsOff: piece.reason)
      if next != open.observation {
        close(at: from, &actions)
        open.observation = next
      }
      from = piece.end
    }
  }

  /// Ends the open locked time at `begin`: what holds now has held since then.
  private mutating func reopen(from begin: Instant, _ actions: inout [Action]) {
    guard open.observation.presence == .locked else { return }
    close(at: begin, &actions)
    open.observation = state.observation(of: subject, handsOff: handsOff.current)
  }

  private mutating func leap(to time: Instant, _ actions: inout [Action]) {
    guard time > now else { return }
    release(&actions)
    close(at: now, &actions)
    open = Stretch(
      start: now, observation: Observation(presence: .unknown, subject: .nothing), zone: zone)
    now = time
    close(at: now, &actions)
    open.observation = state.observation(of: subject, handsOff: handsOff.current)
  }
}

/// The open span: everything but its end.
private struct Stretch: Sendable {
  var start: Instant
  var observation: Observation
  var zone: Zone

  func closed(at end: Instant, source: String) -> Span {
    Span(source: source, start: start, end: end, observation: observation, zone: zone)
  }
}

extension Span {
  /// Itself with another presence from `begin` on, cut where that begins and, if idle, where the
  /// reason to be there with hands off changed.
  fileprivate func recut(
    from begin: Instant, _ handsOff: HandsOffHistory, _ change: (Presence) -> Presence
  ) -> [Span] {
    let presence = change(self.presence)
    guard end > begin, presence != self.presence else { return [self] }
    var spans: [Span] = []
    var rest = self
    if begin > start {
      rest.end = begin
      spans.append(rest)
      rest.start = begin
    }
    for piece in handsOff.pieces(from: rest.start, to: end) {
      let observation = PresenceState.observation(
        presence, of: subject, handsOff: piece.reason)
      rest.observation = observation
      rest.end = piece.end
      if spans.last?.observation == observation {
        spans[spans.count - 1].end = piece.end
      } else {
        spans.append(rest)
      }
      rest.start = piece.end
    }
    return spans
  }
}
