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
      if choice != .refuse, let other = error.others.first?.entry {
        throw try EntryLocked(other, in: change)
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
    let others = refusal.others.map(told).joined(separator: "; ")
    let (it, isOrAre) = refusal.others.count == 1 ? ("it", "It is") : ("them", "Some are")
    let approved = refusal.others.map(\.entry).filter { $0.state.name == "approved" }
    let wayOut =
      if refusal.others.contains(where: { $0.entry.state.name == "invoiced" }) {
        "\(isOrAre) on an invoice, and locked until that is deleted or voided in Xero and released "
          + "by \"daybook invoice release\": choose other times."
      } else if !approved.isEmpty {
        "\(isOrAre) approved: unlock \(it) with \"daybook unapprove "
          + "\(approved.map(\.id.text).joined(separator: " ")) --reason TEXT\", then use "
          + "--trim-other or --split-other, or choose other times."
      } else {
        "Use --trim-other to take that time from \(it), --split-other to leave \(it) in two around "
          + "it, or choose other times."
      }
    return Refusal(
      .conflict,
      "\(others) already, and no second is counted twice. \(wayOut) Nothing was changed.")
  }

  /// `Entry 3fa9 (acme/website, 9:00 to 10:00) counts 0:15:00 between 9:00 and 9:15`.
  private func told(_ other: OverlapRefusal.Other) -> String {
    let entry = other.entry
    let seconds = other.visits.reduce(0) { $0 + $1.end - $1.start }
    let from = other.visits.first?.start ?? entry.start
    let to = other.visits.last?.end ?? entry.end
    let name = entry.key.map { "\($0.project)" } ?? "unassigned time"
    return "Entry \(entry.id) (\(name), \(clock(entry.start)) to \(clock(entry.end))) counts "
      + "\(ClockText.length(seconds)) between \(clock(from)) and \(clock(to))"
  }

  /// `14:05`, or `14:05:09` where there are seconds, by the clocks that times are read by.
  func clock(_ seconds: Int64) -> String {
    ClockText.shortest(days.civil(inForceAt: seconds).second)
  }
}
