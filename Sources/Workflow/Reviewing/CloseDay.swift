import Activity
import Books
import Timesheet

/// What closing a day did.
public struct ClosingOutcome: Sendable {
  public var day: ClosedDay
  /// It was closed already, and nothing has changed since.
  public var wasClosed: Bool
}

extension Home {
  /// Seconds of worked time without a project that a closed day may have.
  private static let unassignedLimit: Int64 = 600

  /// Proposes a day and declares it done, as one step: each entry is decided, and no more than ten
  /// minutes in all are unassigned.
  ///
  /// Another record, more work or other decisions show the day as late; notes and billing don't.
  ///
  /// - Parameter anyway: leaves more unassigned time as it is.
  /// - Throws: `Refusal` (6) that says what is left, each with the command for it.
  public func closeDay(
    _ date: CivilDate, anyway: Bool, why: String = "", dryRun: Bool
  ) throws -> ClosingOutcome {
    let log = try log()
    guard let evidence = try evidence(of: date, in: log) else {
      throw Refusal(.usage, "\(date) has not begun, so there is nothing to close.")
    }
    return try books().change(reason("day close", why: why), dryRun: dryRun) { change in
      _ = try propose(DateRange(day: date), in: &change)
      let day = evidence.timeline.day
      let facts = DayFacts(
        evidence: evidence, entries: try change.entries(on: date...date),
        beside: try change.entries(beside: date, overlapping: day.start..<day.end)
          .filter { !$0.entry.isRulesProposal })
      if let closed = try change.closedDay(date), state(of: facts, closed: closed) == .closed {
        return ClosingOutcome(day: closed, wasClosed: true)
      }
      try refuseUndecided(facts, on: date, anyway: anyway)
      let closed = ClosedDay(
        day: date, closedAt: world.now(), closedBy: world.user, until: facts.settled,
        entries: facts.counted, unassigned: facts.unassigned,
        evidence: facts.evidenceDigest(until: facts.settled), decisions: facts.decisionsDigest)
      try change.set(closed, of: date)
      return ClosingOutcome(day: closed, wasClosed: false)
    }.result
  }

  /// Takes the closing of a day back, as one step; nothing of its entries changes.
  ///
  /// - Returns: how it had been closed; nil where it was open.
  public func reopenDay(
    _ date: CivilDate, why: String = "", dryRun: Bool
  ) throws -> ClosedDay? {
    try books().change(reason("day reopen", why: why), dryRun: dryRun) { change in
      guard let closed = try change.closedDay(date) else { return nil }
      try change.set(nil, of: date)
      return closed
    }.result
  }

  private func refuseUndecided(
    _ facts: DayFacts, on date: CivilDate, anyway: Bool
  ) throws {
    var left: [String] = []
    let plain = facts.undecided.filter { !$0.entry.handsOff }
    let handsOff = facts.undecided.filter(\.entry.handsOff)
    if !plain.isEmpty {
      left.append(
        "\(counted(plain)) not decided: daybook approve \(date), or daybook reject ID")
    }
    if !handsOff.isEmpty {
      let ids = handsOff.map { String($0.entry.id.text.prefix(6)) }.joined(separator: " ")
      left.append("\(counted(handsOff)) of hands-off work: daybook approve \(ids), or reject")
    }
    if facts.unassigned > Home.unassignedLimit, !anyway {
      left.append(
        "\(facts.unassigned / 60) min unassigned: daybook entries \(date) --unassigned, then "
          + "assign or reject it; or close with --anyway")
    }
    guard !left.isEmpty else { return }
    throw Refusal(
      .conflict,
      "\(date) is not decided yet, so it stays open. Nothing was changed.\n"
        + left.map { "  \($0)" }.joined(separator: "\n"))
  }

  private func counted(_ entries: [BookedEntry]) -> String {
    let seconds = entries.reduce(0) { $0 + $1.entry.seconds }
    let minutes = "\(ClockText.lengthInMinutes(seconds)) h"
    return "\(plural(entries.count, "entry", "entries")), \(minutes),"
  }
}
