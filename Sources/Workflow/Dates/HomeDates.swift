import Activity
import ConfigurationFiles
import Control
import Foundation

extension Home {
  /// Reads dates and times as this person means them.
  public var dates: DateReader {
    DateReader(days: days, now: world.now(), order: settings.config.dates) { try beginning() }
  }

  /// The working days that `text` means.
  ///
  /// - Parameter text: nil means today.
  /// - Throws: `Refusal` (2) with examples.
  public func range(_ text: String?) throws -> DateRange {
    try text.map(dates.range) ?? DateRange(day: today)
  }

  /// For what goes from day to day: nobody means to wait for a century.
  ///
  /// - Throws: `Refusal` (2) for more than eleven years.
  func refuseEndless(_ range: DateRange) throws {
    let count = range.days.upperBound.daysSince1970 - range.days.lowerBound.daysSince1970 + 1
    guard count > 11 * 366 else { return }
    throw Refusal(
      .usage, "\(range) is \(count) days. Take at most eleven years at once, such as 2026.")
  }

  /// The time that `text` means: see `DateReader.time`.
  public func time(
    _ text: String, on day: CivilDate? = nil, leaning: Leaning = .today
  ) throws -> SpokenTime {
    try dates.time(text, on: day, leaning: leaning)
  }

  /// The times that `text` means: see `DateReader.timeRange`.
  public func timeRange(_ text: String, on day: CivilDate? = nil) throws -> TimeRange {
    try dates.timeRange(text, on: day)
  }

  /// The zone in force, where its clocks are others than this terminal's.
  func otherZone(at seconds: Int64) -> String? {
    let there = days.zone(inForceAt: seconds)
    return there.offset == days.offset(at: seconds) ? nil : there.name
  }

  /// That times of then are read by other clocks than this terminal's, for the person was elsewhere;
  /// nil where they are the same.
  public func otherClock(at seconds: Int64) -> String? {
    let there = days.zone(inForceAt: seconds)
    guard there.offset != days.offset(at: seconds) else { return nil }
    return "Times of that day are read by the clocks of \(there.name) "
      + "(\(Moment.offsetText(there.offset))), where it was recorded, not of \(days.zone.identifier). "
      + "With an offset, such as 9:00\(Moment.offsetText(days.offset(at: seconds))), they are read by "
      + "that."
  }

  /// The first working day of the record or the books; today where both are empty.
  private func beginning() throws -> CivilDate {
    let recorded = try log()?.beginning().map { days.date(at: $0.flooredSeconds) }
    let booked =
      FileManager.default.fileExists(atPath: places.books) ? try books().firstDay() : nil
    return [recorded, booked].compactMap { $0 }.min() ?? today
  }
}

extension World {
  /// Reads dates and times for what must work with bad files too: `pause` and `forget`.
  public var dates: DateReader {
    let config = readableConfig
    let days = WorkingDays(zone: zone, dayStart: config.dayStart)
    let today = days.date(at: now().flooredSeconds)
    return DateReader(days: days, now: now(), order: config.dates) { today }
  }

  private var readableConfig: Config {
    do {
      return try Config.load(from: Places(environment: environment))
    } catch {
      // A bad file must not keep anybody from pausing; other commands tell what is wrong with it.
      return Config()
    }
  }
}

/// `90s`, `30m`, `1h30m` in seconds; nil for anything else.
public func spokenLength(_ text: String) -> Int64? { Length(text)?.seconds }

/// Joins the words that a shell took apart: `since monday`, `until 2026-11-15`.
public func joinedDates(_ words: [String]) -> [String] {
  words.reduce(into: []) { joined, word in
    if let last = joined.last, ["since", "until"].contains(last.lowercased()) {
      joined[joined.count - 1] = "\(last) \(word)"
    } else {
      joined.append(word)
    }
  }
}
