import Synchronization
import Timesheet

/// The evidence of the day that was asked for last: a change asks for it to propose, and the screen
/// that shows what came of it asks again. Settings are those of one home, so the files of the
/// evidence decide whether it still holds.
final class LastEvidence: Sendable {
  private struct Known {
    var day: DayRange
    var until: Int64
    var stamp: HomeStamp
    var evidence: DayEvidence
  }

  private let known = Mutex<Known?>(nil)

  /// - Parameter stamp: taken before `read` reads, so that what is written meanwhile is read again.
  func of(
    _ day: DayRange, until: Int64, as stamp: HomeStamp, _ read: () throws -> DayEvidence
  ) throws -> DayEvidence {
    if let last = known.withLock({ $0 }), last.day == day, last.until == until,
      last.stamp == stamp
    {
      return last.evidence
    }
    let evidence = try read()
    known.withLock { $0 = Known(day: day, until: until, stamp: stamp, evidence: evidence) }
    return evidence
  }
}
