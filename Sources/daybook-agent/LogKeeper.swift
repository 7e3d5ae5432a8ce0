import Activity
import ActivityLog

/// The activity log, opened whenever it can be: a disk that is full at the start keeps nothing
/// from being recorded, and damage that shows later is put right as it is at the start.
final class LogKeeper {
  private let path: String
  private let clock: () -> Instant
  /// Told of what was brought over from a damaged file.
  private let recovered: (Recovery) -> Void
  private var log: ActivityLog?
  /// Counts the files: who writes to an older one must begin anew.
  private(set) var generation = 0

  init(path: String, clock: @escaping () -> Instant, recovered: @escaping (Recovery) -> Void) {
    self.path = path
    self.clock = clock
    self.recovered = recovered
  }

  func opened() throws(ActivityLogError) -> ActivityLog {
    if let log { return log }
    let (log, recovery) = try ActivityLog.openSound(
      path: path, at: clock(), trusting: true)
    self.log = log
    generation += 1
    if let recovery { recovered(recovery) }
    return log
  }

  /// Looks at every page, where the start has put that off. To be called when nobody is there.
  func check() {
    guard let log, !log.isChecked else { return }
    do throws(ActivityLogError) {
      if try log.isSound() { return }
    } catch {
      // One that is busy is looked at the next time.
      guard error.kind == .damaged else { return }
    }
    discard()
  }

  var isOpen: Bool { log != nil }

  /// The file has proved damaged: the next `opened` looks at it as at the start.
  func discard() { log = nil }
}
