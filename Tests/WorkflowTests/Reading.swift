import Activity
import ConfigurationFiles
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// A reader at a fixed time: Friday, 20 November 2026, 17:30 in Auckland unless told otherwise.
func reader(
  at now: String = "2026-11-20T17:30:00+13:00", zone: String = "Pacific/Auckland",
  order: DateOrder = .iso, dayStart: Int64 = 4 * 3600, beginning: String = "2026-08-03"
) -> DateReader {
  let first = CivilDate(beginning)!
  return DateReader(
    days: WorkingDays(zone: TimeZone(identifier: zone)!, dayStart: dayStart),
    now: Moment.instant(now)!, order: order, beginning: { first })
}

/// The sentence that `body` is refused with; nil where it is not.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let refusal as Refusal {
    return refusal.kind == .usage ? refusal.description : "\(refusal.kind): \(refusal)"
  } catch {
    return "no refusal: \(error)"
  }
}

let zones = [
  "Pacific/Auckland", "Europe/London", "Australia/Lord_Howe", "America/New_York", "Pacific/Apia",
]
