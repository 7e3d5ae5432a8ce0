import Foundation
import Synchronization

/// Something that is worked out on another thread, while the one that asked goes on.
final class SideWork<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let finished = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let value = work()
      result.withLock { $0 = value }
      finished.signal()
    }
  }

  /// - Returns: nil where it is not done within so many milliseconds.
  func value(within milliseconds: Int) -> Value? {
    guard finished.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
      return nil
    }
    finished.signal()
    return result.withLock { $0 }
  }
}
