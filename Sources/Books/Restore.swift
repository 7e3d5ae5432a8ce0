import Timesheet

/// Why a step can't be taken back or made again.
public enum RestoreObstacle: Error, Hashable, Sendable {
  /// An entry is not as the step left it.
  case entryDiffers(EntryID)
  case linkDiffers(client: String)
  case dayDiffers(String)
  /// A push that may be at Xero bills it.
  case entryHeld(EntryID, reference: String)
}

/// Which side of an event is to be.
public enum RestoreDirection: Hashable, Sendable {
  case back, forth
}

extension Change {
  /// Puts all that an event changed back as it was before, or again as it was after.
  ///
  /// - Parameter only: these entries alone, and neither links nor days; all without.
  /// - Throws: `RestoreObstacle` where something is not as the other side of the event left it.
  public mutating func restore(
    _ event: Event, _ direction: RestoreDirection, only: Set<EntryID>? = nil
  ) throws {
    let entries = event.entries.filter { only?.contains($0.id) ?? true }
    for change in entries {
      let (from, to) = change.sides(direction)
      guard try entry(change.id) == from else { throw RestoreObstacle.entryDiffers(change.id) }
      if let reference = try heldBy(change.id) {
        throw RestoreObstacle.entryHeld(change.id, reference: reference)
      }
      try set(to, as: change.id)
    }
    guard only == nil else { return }
    for change in event.links {
      let (from, to) =
        direction == .back ? (change.after, change.before) : (change.before, change.after)
      guard let client = (from ?? to)?.client else { continue }
      guard try link(of: client) == from else { throw RestoreObstacle.linkDiffers(client: client) }
      try set(to, of: client)
    }
    for change in event.days {
      let (from, to) =
        direction == .back ? (change.after, change.before) : (change.before, change.after)
      guard let day = (from ?? to)?.day else { continue }
      guard try closedDay(day) == from else { throw RestoreObstacle.dayDiffers("\(day)") }
      try set(to, of: day)
    }
  }

  /// Whether `restore` would find everything as the other side of the event left it.
  public func canRestore(_ event: Event, _ direction: RestoreDirection) throws -> Bool {
    for change in event.entries {
      let isAsLeft = try entry(change.id) == change.sides(direction).from
      guard isAsLeft, try heldBy(change.id) == nil else { return false }
    }
    for change in event.links {
      let from = direction == .back ? change.after : change.before
      guard let client = (change.after ?? change.before)?.client, try link(of: client) == from
      else { return false }
    }
    for change in event.days {
      let from = direction == .back ? change.after : change.before
      guard let day = (change.after ?? change.before)?.day, try closedDay(day) == from
      else { return false }
    }
    return true
  }

  /// Marks this change as one that takes a step back or makes it again.
  ///
  /// - Parameter steps: the numbers of what was taken back, or made again, with it, in order.
  public mutating func become(_ kind: Event.Kind, with steps: [Int64] = []) {
    self.kind = kind
    self.with = steps
  }
}

extension EntryChange {
  public var id: EntryID {
    // One side is always there: what is on neither was never touched.
    (after ?? before).map(\.entry.id) ?? EntryID(text: "")
  }

  fileprivate func sides(
    _ direction: RestoreDirection
  ) -> (from: BookedEntry?, to: BookedEntry?) {
    direction == .back ? (after, before) : (before, after)
  }
}

extension Event {
  /// `id` and the entries with which this event moved time to or from it: they go back together.
  public func together(with id: EntryID) -> Set<EntryID> {
    var group: Set<EntryID> = [id]
    var taken = entries.filter { $0.id == id }.flatMap(\.visits)
    var grown = true
    while grown {
      grown = false
      for change in entries where !group.contains(change.id) {
        guard change.visits.contains(where: { visit in taken.contains { $0.overlaps(visit) } })
        else { continue }
        group.insert(change.id)
        taken += change.visits
        grown = true
      }
    }
    return group
  }
}

extension EntryChange {
  fileprivate var visits: [Visit] {
    (before?.entry.visits ?? []) + (after?.entry.visits ?? [])
  }
}

extension Visit {
  fileprivate func overlaps(_ other: Visit) -> Bool { start < other.end && other.start < end }
}
