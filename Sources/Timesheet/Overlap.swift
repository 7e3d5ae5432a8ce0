import Activity

/// What becomes of an entry whose time a person gives to another.
public enum OverlapChoice: String, Hashable, Sendable, CaseIterable {
  /// Nothing: the change is refused.
  case refuse
  /// It stays one entry and counts the time no longer.
  case trimOther = "trim-other"
  /// It becomes two, before and after.
  case splitOther = "split-other"
}

/// A second can't be counted twice.
public struct OverlapRefusal: Error, Hashable, Sendable {
  /// An entry that does not give way, and what both would count.
  public struct Other: Hashable, Sendable {
    public var entry: Entry
    public var visits: [Visit]
  }

  /// By start, at least one.
  public var others: [Other]
}

/// What giving time to an entry does to the others of its day.
public struct Room: Hashable, Sendable {
  /// As they are now; only those that changed, and those split off.
  public var changed: [Entry] = []
  /// Nothing of them is left.
  public var gone: [EntryID] = []

  /// - Parameters:
  ///   - visits: the time that is given away, in order.
  ///   - others: the other entries of the day. Unassigned and rejected ones give way without
  ///     a question.
  public init(
    for visits: [Visit], among others: [Entry], choice: OverlapChoice
  ) throws(OverlapRefusal) {
    let inTheWay = others.compactMap { other -> OverlapRefusal.Other? in
      guard !other.givesWay, choice == .refuse || other.isLocked else { return nil }
      let overlap = other.overlap(with: visits)
      return overlap.isEmpty ? nil : OverlapRefusal.Other(entry: other, visits: overlap)
    }
    guard inTheWay.isEmpty else {
      throw OverlapRefusal(others: inTheWay.sorted { $0.entry.start < $1.entry.start })
    }
    var ids = Set(others.map(\.id))
    for other in others {
      let overlap = other.overlap(with: visits)
      guard !overlap.isEmpty else { continue }
      // What is gathered from all over the day has gaps anyway.
      let inParts = choice == .splitOther && !other.scattered
      let parts = other.leaving(visits, inParts: inParts, besides: ids)
      ids.formUnion(parts.map(\.id))
      changed += parts
      if parts.isEmpty { gone.append(other.id) }
    }
  }
}

extension Entry {
  /// Time that counts for nobody.
  public var givesWay: Bool { key == nil && !isLocked || state == .rejected }

  /// Approved or invoiced.
  public var isLocked: Bool { state.approval != nil }

  /// What is left of it without `visits`: nothing, itself, or parts around them.
  fileprivate func leaving(
    _ visits: [Visit], inParts: Bool, besides others: Set<EntryID>
  ) -> [Entry] {
    let left = shares.without(visits)
    var groups = [left]
    if inParts {
      let borders = [Int64.min] + visits.map(\.start) + [.max]
      groups = zip(borders, borders.dropFirst()).map {
        left.within(Visit(start: $0, end: $1))
      }
    }
    let parts = Entry.named(groups.compactMap(counting), after: id, besides: others)
    guard givesWay else { return parts }
    // The rules go on to place what a person said nothing about.
    return parts.map { part in
      var part = part
      part.edited = edited
      return part
    }
  }
}
