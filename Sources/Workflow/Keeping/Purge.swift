import Activity
import ActivityLog
import Timesheet

/// What retention takes from the record, or would take.
public struct PurgePlan: Sendable {
  /// A day that keeps its titles, for a person has still to decide on some of its time.
  public struct KeptDay: Hashable, Sendable {
    public var date: CivilDate
    /// Seconds of proposed entries, and of worked time that no entry places or rejects.
    public var proposed: Int64
    public var unassigned: Int64
  }

  /// Days before this one are too old.
  public var before: CivilDate
  public var days: Int
  public var kept: [KeptDay]
  /// Whole days whose titles go, those that touch joined.
  public var stretches: [Range<Instant>]
  /// What that comes to.
  public var erased: Erased
}

extension Home {
  /// What `purge` would take. Changes nothing.
  ///
  /// - Parameter undecided: whether days with proposed or unassigned time lose their titles too. A
  ///   day that was closed is decided.
  /// - Throws: `Refusal` (2) where `config.yaml` keeps titles for ever.
  public func purgePlan(undecided: Bool) throws -> PurgePlan {
    guard let days = settings.config.titleDays else {
      throw Refusal(
        .usage,
        "config.yaml keeps titles for ever, so nothing is purged. To have them erased after 90 "
          + "days, add: retention: { titles: 90d }")
    }
    let before = today.adding(days: -days)
    var plan = PurgePlan(
      before: before, days: days, kept: [], stretches: [], erased: Erased(ActivityLog.Erasure()))
    for date in try datesWithTitles(before: before) {
      if !undecided, let kept = try undecidedDay(date) {
        plan.kept.append(kept)
        continue
      }
      let day = self.days.range(of: date)
      let stretch = Instant(seconds: day.start)..<Instant(seconds: day.end)
      if let last = plan.stretches.last, last.upperBound >= stretch.lowerBound {
        plan.stretches[plan.stretches.count - 1] =
          last.lowerBound..<max(last.upperBound, stretch.upperBound)
      } else {
        plan.stretches.append(stretch)
      }
    }
    plan.erased = try world.erasure(.titles(in: plan.stretches))
    return plan
  }

  /// Takes the titles out of the record, and rewrites its file: no page, log or tail keeps any.
  /// Cut off, it is finished by doing it again.
  public func purge(undecided: Bool) async throws -> PurgePlan {
    var plan = try purgePlan(undecided: undecided)
    world.progress?.report("Rewriting activity.db", 0, of: 0)
    plan.erased = try await world.forget(.titles(in: plan.stretches))
    world.progress?.end()
    return plan
  }

  private func datesWithTitles(before: CivilDate) throws -> [CivilDate] {
    guard let log = try log() else { return [] }
    let end = Instant(seconds: days.range(of: before).start)
    let all = [Instant(milliseconds: 0)..<end]
    let erasure = try log.erasure(from: all[0].lowerBound, to: end) { $0.withoutTitle(in: all) }
    var dates: Set<CivilDate> = []
    for stretch in erasure.stretches {
      var date = days.date(at: stretch.lowerBound.flooredSeconds)
      let last = days.date(at: stretch.upperBound.advanced(by: -1).flooredSeconds)
      while date <= last {
        dates.insert(date)
        date = date.adding(days: 1)
      }
    }
    return dates.filter { $0 < before }.sorted()
  }

  private func undecidedDay(_ date: CivilDate) throws -> PurgePlan.KeptDay? {
    guard let standing = try dayStandings(DateRange(day: date)).first, standing.state != .closed
    else { return nil }
    let proposed = standing.undecided.reduce(0) { $0 + $1.entry.seconds }
    guard proposed > 0 || standing.unassigned > 0 else { return nil }
    return PurgePlan.KeptDay(date: date, proposed: proposed, unassigned: standing.unassigned)
  }
}
