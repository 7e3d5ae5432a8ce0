import Activity
import ActivityLog

/// The activity log, opened whenever it can be: a disk that is full at the start keeps nothing
/// from being recorded, and damage that shows later is put right as it is at the start.
final class LogKeeper {
  let path: String
  private let clock: () -> Instant
  /// Told of what was brought over from a damaged file.
  private let recovered: (Recovery) -> Void
  private var state = State.unknown
  /// Counts the files: who writes to an older one must begin anew.
  private(set) var generation = 0

  private enum State {
    /// Not looked at yet, or found damaged.
    case unknown
    case open(ActivityLog)
    /// Sound when it was closed.
    case resting(isChecked: Bool)
  }

  init(path: String, clock: @escaping () -> Instant, recovered: @escaping (Recovery) -> Void) {
    self.path = path
    self.clock = clock
    self.recovered = recovered
  }

  func opened() throws(ActivityLogError) -> ActivityLog {
    switch state {
    case .open(let log): return log
    case .resting(let isChecked):
      do throws(ActivityLogError) {
        let log = try ActivityLog.open(path: path, mode: .write)
        log.isChecked = isChecked
        state = .open(log)
        return log
      } catch {
        guard error.kind == .damaged else { throw error }
      }
    case .unknown: break
    }
    state = .unknown
    let (log, recovery) = try ActivityLog.openSound(path: path, at: clock(), trusting: true)
    state = .open(log)
    generation += 1
    if let recovery { recovered(recovery) }
    return log
  }

  /// Until it is needed again: an open log takes memory that an agent has no use for.
  func rest() {
    if case .open(let log) = state { state = .resting(isChecked: log.isChecked) }
  }

  /// Looks at every page, where the start has put that off. To be called when nobody is there.
  func check() {
    if case .resting(isChecked: true) = state { return }
    guard isSound, let log = try? opened(), !log.isChecked else { return }
    do throws(ActivityLogError) {
      if try log.isSound() { return }
    } catch {
      // One that is busy is looked at the next time.
      guard error.kind == .damaged else { return }
    }
    discard()
  }

  /// As far as is known.
  var isSound: Bool {
    if case .unknown = state { false } else { true }
  }

  /// The file has proved damaged: the next `opened` looks at it as at the start.
  func discard() { state = .unknown }
}
