import Activity
import ActivityLog

extension RunWriter {
  /// Of a log that stays open.
  public convenience init(
    _ log: ActivityLog, source base: String, at start: Instant
  ) throws(ActivityLogError) {
    try self.init(
      opened: { () throws(ActivityLogError) in log }, source: base, at: start)
  }
}
