import Activity
import ActivityLog
import Foundation
import Timesheet

/// The zones in which somebody was seen to work.
///
/// An activity log that can't be read tells of none: whoever reads its spans tells why.
struct ZonesSeen: Sendable {
  let path: String

  /// Nil where nobody was ever seen in another zone than `zone`: most people, most of the time.
  init?(path: String, besides zone: TimeZone) {
    guard FileManager.default.fileExists(atPath: path),
      let zones = try? ActivityLog.open(path: path, mode: .read).zones().values,
      zones.contains(where: { TimeZone($0) != zone })
    else { return nil }
    self.path = path
  }

  /// In order of their starts. Active time alone tells where somebody is: a machine that was left
  /// at home runs on.
  func sightings(in range: Range<Int64>) -> [Sighting<TimeZone>] {
    (try? read(range)) ?? []
  }

  var lookUp: @Sendable (Range<Int64>) -> [Sighting<TimeZone>] {
    { range in sightings(in: range) }
  }

  private func read(_ range: Range<Int64>) throws -> [Sighting<TimeZone>] {
    let log = try ActivityLog.open(path: path, mode: .read)
    let zones = try log.zones()
    let places = zones.mapValues { TimeZone($0) }
    var sightings: [(name: String, sighting: Sighting<TimeZone>)] = []
    try log.rows(
      from: Instant(seconds: range.lowerBound), to: Instant(seconds: range.upperBound)
    ) { row in
      guard row.presence == .active, let place = places[row.zone] else { return }
      // Borders are floored like those of all evidence.
      sightings.append(
        (
          zones[row.zone]?.name ?? "",
          Sighting(start: row.start.flooredSeconds, end: row.end.flooredSeconds, place: place)
        ))
    }
    return sightings.sorted {
      ($0.sighting.start, $0.sighting.end, $0.name)
        < ($1.sighting.start, $1.sighting.end, $1.name)
    }.map(\.sighting)
  }
}
