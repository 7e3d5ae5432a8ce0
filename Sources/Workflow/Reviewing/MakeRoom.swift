import Activity
import Books
import Timesheet

extension Home {
  /// Takes `visits` from the other entries of the day, as far as they give way.
  ///
  /// - Throws: `Refusal` (6) for an overlap, with the ways out; `EntryLocked` where the other was
  ///   to give way and is locked.
  func makeRoom(
    for visits: [Visit], besides id: EntryID, on day: CivilDate, choice: OverlapChoice,
    in change: inout Change
  ) throws {
    let others = try neighbours(of: visits, on: day, in: change).filter { $0.id != id }
    let room: Room
    do throws(OverlapRefusal) {
      room = try Room(for: visits, among: others, choice: choice)
    } catch {
      guard choice == .refuse || !error.other.isLocked else {
        throw try EntryLocked(error.other, in: change)
      }
      throw told(error)
    }
    for gone in room.gone { try change.remove(gone) }
    for entry in room.changed { try put(entry, in: &change) }
  }

  /// The day's entries, and those of the days around it that reach into the time: the borders of
  /// days move with `day_start` and the zone, and no second is counted twice for that.
  private func neighbours(
    of visits: [Visit], on day: CivilDate, in change: Change
  ) throws -> [Entry] {
    var found = try change.entries(on: day...day)
    if let first = visits.first, let last = visits.last {
      found += try change.entries(beside: day, overlapping: first.start..<last.end)
    }
    return found.map(\.entry)
  }

  private func told(_ refusal: OverlapRefusal) -> Refusal {
    let other = refusal.other
    let seconds = refusal.visits.reduce(0) { $0 + $1.end - $1.start }
    let from = refusal.visits.first?.start ?? other.start
    let to = refusal.visits.last?.end ?? other.end
    let name = other.key.map { "\($0.project)" } ?? "unassigned time"
    let wayOut =
      other.isLocked
      ? "It is \(other.state.name): unlock it with \"daybook unapprove \(other.id) --reason TEXT\", "
        + "then use --trim-other or --split-other, or choose other times."
      : "Use --trim-other to take that time from it, --split-other to leave it in two around it, "
        + "or choose other times."
    return Refusal(
      .conflict,
      "Entry \(other.id) (\(name), \(clock(other.start)) to \(clock(other.end))) counts "
        + "\(length(seconds)) between \(clock(from)) and \(clock(to)) already, and no second is "
        + "counted twice. \(wayOut) Nothing was changed.")
  }

  /// `14:05`, or `14:05:09` where there are seconds, in local time.
  func clock(_ seconds: Int64) -> String {
    let second = days.civil(seconds).second
    let text = "\(Moment.two(second / 3600)):\(Moment.two(second / 60 % 60))"
    return second % 60 == 0 ? text : "\(text):\(Moment.two(second % 60))"
  }

  /// `1:05:09`.
  func length(_ seconds: Int64) -> String {
    "\(seconds / 3600):\(Moment.two(seconds / 60 % 60)):\(Moment.two(seconds % 60))"
  }
}
