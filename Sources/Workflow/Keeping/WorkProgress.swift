import Synchronization

/// Says how far long work is, on one line of a terminal that is gone when the work is done. What is
/// over in a moment says nothing.
public final class WorkProgress: Sendable {
  /// Milliseconds of silence at first, and between two words.
  private static let pause: Int64 = 500

  private struct State {
    var began: Int64?
    var said: Int64?
  }

  private let state = Mutex(State())
  private let clock: @Sendable () -> Int64?
  private let write: @Sendable (String) -> Void

  /// - Parameter clock: milliseconds since boot.
  public init(clock: @escaping @Sendable () -> Int64?, write: @escaping @Sendable (String) -> Void)
  {
    self.clock = clock
    self.write = write
  }

  /// - Parameters:
  ///   - what: such as "Copying activity.db".
  ///   - total: 0 where it is not known.
  public func report(_ what: String, _ done: Int64, of total: Int64) {
    guard let now = clock() else { return }
    state.withLock { state in
      let began = state.began ?? now
      state.began = began
      guard now - (state.said ?? began) >= WorkProgress.pause else { return }
      state.said = now
      let part = total > 0 ? "\(min(100, done * 100 / total)) %" : "\(done)"
      write("\r\u{1b}[K\(what) … \(part)")
    }
  }

  /// Clears the line.
  public func end() {
    state.withLock { state in
      if state.said != nil { write("\r\u{1b}[K") }
      state = State()
    }
  }
}
