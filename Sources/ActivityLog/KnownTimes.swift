import Activity

/// Times that a record may hold: a file that is damaged or not ours holds any, and beyond these
/// arithmetic ends.
enum KnownTimes {
  /// 1970 to 9999, and the day before for those who are ahead of UTC.
  static let range: ClosedRange<Int64> = -86_400_000...253_402_300_799_999

  /// - Throws: `.damaged` for a time outside.
  static func instant(_ milliseconds: Int64) throws(ActivityLogError) -> Instant {
    guard range.contains(milliseconds) else {
      throw ActivityLogError(
        .damaged,
        "The activity log holds a time outside of all years. Bring back a backup, or start the "
          + "agent, which mends its record.")
    }
    return Instant(milliseconds: milliseconds)
  }
}

extension ActivityLog {
  /// What the tables can hold and no Daybook writes, as sentences.
  func impossibilities() throws(ActivityLogError) -> [String] {
    let times = "BETWEEN \(KnownTimes.range.lowerBound) AND \(KnownTimes.range.upperBound)"
    var found: [String] = []
    for (rows, what) in [
      (
        "span WHERE NOT (start \(times) AND start + length \(times) AND length > 0)",
        "A span lies outside of all years."
      ),
      (
        "span WHERE presence NOT IN (\(PresenceCode.all))", "A span is of an unknown kind."
      ),
      (
        """
        run WHERE NOT (start \(times) AND alive \(times) AND alive >= start
          AND coalesce(last_input, 0) \(times))
        """, "A run of the agent lies outside of all years, or ends before it begins."
      ),
      ("zone WHERE abs(offset) > 86400", "A zone is more than a day from UTC."),
      (
        "pragma_foreign_key_check",
        "A span or a run names a window, a zone or a source that is not there."
      ),
    ] where try database.integer("SELECT EXISTS (SELECT 1 FROM \(rows))") != 0 {
      found.append(what)
    }
    return found
  }
}
