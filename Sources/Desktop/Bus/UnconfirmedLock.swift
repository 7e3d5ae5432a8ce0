/// A lock that the session was asked for, and that nobody has confirmed: it may never have been, or
/// have ended without a word on the bus. Then only what the person does can tell.
struct UnconfirmedLock: Hashable, Sendable {
  /// A locker that was asked takes no longer than that to lock, in milliseconds.
  static let lockingTime: Int64 = 10_000
  /// Input that goes on for so long is work: nobody types a password for a minute.
  static let proof: Int64 = 60_000
  /// Who works rests no longer than that.
  static let rest: Int64 = 30_000
  /// Between two looks for input: shorter than a rest, so that none is missed.
  static let lookInterval: Int64 = 15_000

  let asked: Uptime
  /// When to look for input again.
  private(set) var lookDue: Uptime
  /// Goes on without a longer rest; none of it is from before the lock.
  private var inputs: ClosedRange<Uptime>?
  /// When another window came to the front last.
  private var windowChange: Uptime?

  init(asked: Uptime) {
    self.asked = asked
    lookDue = asked.advanced(by: Self.lockingTime)
  }

  /// The last input that is known was at `input`.
  ///
  /// - Returns: since when there is no lock, where that is proven now.
  mutating func saw(input: Uptime, at now: Uptime) -> Uptime? {
    lookDue = now.advanced(by: Self.lookInterval)
    guard input - asked > Self.lockingTime else { return nil }
    if inputs.map({ $0.upperBound < input }) ?? true { inputs = begin(of: input)...input }
    return proven
  }

  private var proven: Uptime? {
    guard let inputs else { return nil }
    let goesOn = inputs.upperBound - inputs.lowerBound >= Self.proof
    let isBesideChange = windowChange.map { abs($0 - inputs.upperBound) <= Self.rest } ?? false
    return goesOn || isBesideChange ? inputs.lowerBound : nil
  }

  /// Another window came to the front. With input beside it there is no lock; alone it may be that one
  /// behind the lock has closed.
  ///
  /// - Parameter tellsInput: whether the display knows of input; else the window alone must do.
  /// - Returns: since when there is no lock, where that is proven now.
  mutating func saw(windowChangeAt time: Uptime, tellsInput: Bool) -> Uptime? {
    guard time - asked > Self.lockingTime else { return nil }
    guard tellsInput else { return time }
    windowChange = time
    lookDue = min(lookDue, time)
    return proven
  }

  /// When the input began to which what is done at `time` belongs.
  private func begin(of time: Uptime) -> Uptime {
    guard let inputs, time - inputs.upperBound <= Self.rest else { return time }
    return inputs.lowerBound
  }
}
