import Activity
import Books
import Timesheet

/// A part of an entry by its share of the whole.
public struct SplitPart: Hashable, Sendable {
  /// Nil stays with the entry's own project.
  public var target: WorkTarget?
  /// Hundredths of a percent; together 10,000.
  public var share: Int64

  public init(target: WorkTarget?, share: Int64) {
    self.target = target
    self.share = share
  }
}

extension Home {
  /// Parts before, between and after some times. They add up to the whole.
  ///
  /// - Parameter times: seconds since 1970, within the entry.
  public func split(
    _ id: String, at times: [Int64], why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try split(id, why: why, dryRun: dryRun) { entry, others throws(SplitRefusal) in
      try entry.split(at: times, besides: others)
    }
  }

  /// Parts by their shares of the whole, each for a project of its own, in the order of the day.
  /// They add up to the whole, to the second.
  public func split(
    _ id: String, into parts: [SplitPart], why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    guard parts.count > 1, parts.allSatisfy({ $0.share > 0 }),
      parts.reduce(0, { $0 + $1.share }) == 10_000
    else {
      throw Refusal(
        .usage,
        "The parts must be two or more and add up to 100%, such as acme/website:60% "
          + "acme/support:40%.")
    }
    let targets = try parts.map { part in try part.target.map(checked) }
    return try split(id, why: why, dryRun: dryRun) { entry, others throws(SplitRefusal) in
      let portions = zip(parts, targets).map { part, target in
        Portion(
          subject: target.map { subject(for: $0, billable: nil, handsOff: entry.handsOff) }
            ?? entry.subject, weight: part.share)
      }
      return try entry.split(into: portions, besides: others)
    }
  }

  private func split(
    _ id: String, why: String, dryRun: Bool,
    by parts: (Entry, Set<EntryID>) throws(SplitRefusal) -> [Entry]
  ) throws -> EditOutcome {
    try edit("split", why: why, dryRun: dryRun) { change in
      let entry = try openEntry(id, in: change).entry
      let others = Set(try change.entries(on: entry.day...entry.day).map(\.entry.id))
      do {
        let made = try parts(entry, others)
        for part in made { try put(part, in: &change) }
        return made.map(\.id)
      } catch let refusal as SplitRefusal {
        throw told(refusal, of: entry)
      }
    }
  }

  private func told(_ refusal: SplitRefusal, of entry: Entry) -> Refusal {
    let whole = "Entry \(entry.id) counts time from \(clock(entry.start)) to \(clock(entry.end))"
    switch refusal {
    case .outside(let time):
      return Refusal(.usage, "\(whole); \(clock(time)) is not within. Nothing was changed.")
    case .nothingCounted(let stretch):
      return Refusal(
        .usage,
        "\(whole), but nothing between \(clock(stretch.start)) and \(clock(stretch.end)), so no "
          + "part could stand there. Nothing was changed.")
    case .tooSmall(let portion):
      return Refusal(
        .usage,
        "\(whole), \(entry.seconds) seconds: part \(portion + 1) would be none of them. Nothing "
          + "was changed.")
    }
  }
}
