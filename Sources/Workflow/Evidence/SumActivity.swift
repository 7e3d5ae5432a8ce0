import Activity
import ActivityLog
import Rules
import Timesheet

/// What active time is summed by.
public enum ActivityGrouping: String, Sendable, CaseIterable {
  case app, title, project
}

/// Active time that has something in common.
public struct ActivitySum: Hashable, Sendable {
  public enum Name: Hashable, Sendable {
    case project(ProjectKey)
    /// No rule places it.
    case unassigned
    /// The title is nil where it is summed by app.
    case window(app: String, title: String?)
    case noWindow
    case `private`
  }

  public var name: Name
  public var seconds: Int64
  /// How many of the seconds were spent with hands off the keyboard.
  public var handsOff: Int64
}

/// Where the time of a range went: every second of it, once.
public struct ActivitySums: Hashable, Sendable {
  /// Seconds since 1970; the end is now where the range is not over.
  public var start: Int64
  public var end: Int64
  /// Most time first.
  public var rows: [ActivitySum] = []
  /// Time in which somebody worked, hands-off time among it, whether a row shows it or not.
  public var active: Int64 = 0
  /// The rest of the range.
  public var away: [Presence: Int64] = [:]
}

extension Home {
  /// Sums what was recorded on these days, up to now, by the rules as they stand.
  ///
  /// Counted as proposals count it: by whole seconds, each once, hands-off time among the active.
  ///
  /// - Parameter unassignedOnly: rows for what no rule places alone, private time among it.
  public func activitySums(
    _ range: DateRange, by grouping: ActivityGrouping, unassignedOnly: Bool = false
  ) throws -> ActivitySums {
    let start = days.range(of: range.days.lowerBound).start
    let end = min(days.range(of: range.days.upperBound).end, world.now().flooredSeconds)
    var sums = ActivitySums(start: start, end: max(start, end))
    guard start < end else { return sums }
    guard let log = try log() else {
      sums.away[.unknown] = end - start
      return sums
    }
    let off = Home.off(
      try log.runs(from: Instant(seconds: start), to: Instant(seconds: end)),
      until: Instant(seconds: end))
    let tally = try ActivityTally(rules, log, from: start, to: end, off: off)
    var rows: [ActivitySum.Name: ActivitySum] = [:]
    tally.each { kind, subject, seconds in
      var handsOff = false
      let name: ActivitySum.Name
      switch kind {
      case .away(let presence):
        sums.away[presence, default: 0] += seconds
        return
      case .activePrivate: name = .private
      case .active(let classification):
        handsOff = classification.handsOff
        name = grouping.name(of: subject, classification)
      }
      sums.active += seconds
      if unassignedOnly, !kind.isUnassigned { return }
      rows[name, default: ActivitySum(name: name, seconds: 0, handsOff: 0)].seconds += seconds
      if handsOff { rows[name]?.handsOff += seconds }
    }
    sums.rows = rows.values.sorted { ($1.seconds, $0.name.order) < ($0.seconds, $1.name.order) }
    return sums
  }
}

extension ActivityGrouping {
  fileprivate func name(
    of subject: Subject, _ classification: Classification
  ) -> ActivitySum.Name {
    if self == .project {
      return classification.project.map(ActivitySum.Name.project) ?? .unassigned
    }
    switch subject {
    case .private: return .private
    case .nothing: return .noWindow
    case .window(let window):
      return .window(app: window.app, title: self == .title ? window.title : nil)
    }
  }
}

extension Evidence.Kind {
  /// Somebody worked, and no rule says on what; private time among it.
  var isUnassigned: Bool {
    switch self {
    case .away: false
    case .active(let classification): classification.project == nil
    case .activePrivate: true
    }
  }
}

extension ActivitySum.Name {
  /// For sums that are equal.
  fileprivate var order: String {
    switch self {
    case .project(let key): key.description
    case .window(let app, let title): "\(app)\u{0}\(title ?? "")"
    case .unassigned, .noWindow, .private: ""
    }
  }
}
