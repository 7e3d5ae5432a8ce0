import Activity
import Control
import Timesheet

extension NoticeRound {
  /// Buttons for so many projects.
  private static let offered = 3

  /// The last long absence of today, and those that were put off or lost: what was it?
  mutating func absences() throws -> [DueNotice] {
    let today = home.today
    guard config.remind.days.contains(today.weekday),
      let evidence = try home.evidence(of: today, in: home.log())
    else { return [] }
    let all = evidence.timeline.absences(ofAtLeast: config.away, isBack: isBack)
    let asked = all.filter {
      $0 == all.last || told.isPutOff(id(of: $0)) || again.contains(id(of: $0))
    }
    guard asked.contains(where: { !told.holdsBack(id(of: $0), at: now) }) else { return [] }
    let entries = try home.propose(
      DateRange(days: home.days.before(today)...today), dryRun: true
    ).days.flatMap(\.entries).map(\.entry).filter { $0.key != nil && $0.state != .rejected }
    return asked.compactMap { absence in
      // Somebody said already what it was.
      guard !entries.contains(where: { $0.overlaps(absence) }), takes(id(of: absence)) else {
        return nil
      }
      return notice(of: absence, offering: recent(entries, before: absence.start))
    }
  }

  private func id(of absence: Visit) -> String { "away-\(absence.start)" }

  private func notice(of absence: Visit, offering projects: [String]) -> DueNotice {
    let times = TimeRange(
      start: Instant(seconds: absence.start), end: Instant(seconds: absence.end), day: home.today
    ).text(in: home.days)
    let clock = home.days.shown(in: home.days.zone(inForceAt: absence.start))
    let from = clock.clockTime(absence.start)
    return DueNotice(
      id: id(of: absence), title: "You were away \(spoken(absence.end - absence.start))",
      body:
        "From \(from) to \(clock.clockTime(absence.end)). Was it work? What you don't answer is "
        + "not billed.",
      actions: projects.map { project in
        DueNotice.Action(
          id: project, label: project, way: .quiet, command: ["add", project, times, "--away"])
      } + [
        DueNotice.Action(id: "no-work", label: "Not work", way: .none, command: []),
        DueNotice.Action(
          id: "later", label: "Later", way: .quiet, command: ["notify", "--later", id(of: absence)]),
      ])
  }

  /// Projects worked on last, the latest first: names of clients.yaml, never a title. Without a
  /// task: who was away did another kind of work.
  private func recent(_ entries: [Entry], before time: Int64) -> [String] {
    let sorted = entries.filter { $0.start < time }.sorted { $0.end > $1.end }
    var paths: [String] = []
    for entry in sorted where paths.count < Self.offered {
      guard let path = entry.key?.project.description, !paths.contains(path) else { continue }
      paths.append(path)
    }
    return paths
  }
}

extension Entry {
  fileprivate func overlaps(_ absence: Visit) -> Bool {
    visits.contains { $0.start < absence.end && absence.start < $0.end }
  }
}

/// `1 h 20 m`, `25 m`.
func spoken(_ seconds: Int64) -> String {
  let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
  return hours == 0 ? "\(minutes) m" : "\(hours) h \(ClockText.two(minutes)) m"
}

extension WorkingDays {
  /// `14:05`.
  func clockTime(_ seconds: Int64) -> String {
    ClockText.minutes(civil(seconds).second)
  }
}
