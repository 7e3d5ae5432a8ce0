import Activity
import Books
import Timesheet

/// What `undo` or `redo` did.
public struct UndoOutcome: Sendable {
  /// The step that was taken back or made again; nil where there was none.
  public var step: Event?
  /// What became of the proposals that were made after the step.
  public var proposals = Proposals.none

  public enum Proposals: Hashable, Sendable {
    case none
    /// They stayed: what was taken back did not touch them.
    case stayed
    /// They stood on the step, and went or came back with it: the numbers of their events, in order.
    case together([Int64])
  }

  /// What that did to entries; links and days are those of the step.
  public var changes: [EntryChange]
  /// What it did to rules that the step wrote.
  public var rules: [RuleFate] = []
}

extension Home {
  /// Takes back the last step, as one step of its own that `redo` makes again.
  ///
  /// Proposing is a step too, but not what a person means: it is passed over, and taken back alone
  /// once nothing else is left. Where the step before can't be taken back without it, both are, as one.
  ///
  /// - Parameter entry: a prefix of an id: takes back that entry's last step alone, with the
  ///   entries that it moved time to or from. Such a step is undone like any other.
  /// - Throws: `Refusal`: 5 at a push or for an entry that one holds, 6 where something changed
  ///   since, 3 for an id that matches nothing.
  public func undo(entry: String? = nil, dryRun: Bool) throws -> UndoOutcome {
    let books = try books()
    if let entry { return try undo(entryID(entry, in: books), in: books, dryRun: dryRun) }
    return try takeBack(in: books, dryRun: dryRun)
  }

  /// Makes the step again that `undo` took back last, with the proposals that went with it. A new change leaves nothing to make again.
  ///
  /// - Throws: as `undo`.
  public func redo(dryRun: Bool) throws -> UndoOutcome {
    try makeAgain(in: try books(), dryRun: dryRun)
  }

  /// The steps that `undo` would take back, the next one first, up to a push.
  public func undoable() throws -> [Event] {
    try books().undoable(limit: 20) { $0 == Home.proposing }
  }

  /// What these steps did, such as `approve`.
  public func undoableVerbs() throws -> [String] { try books().undoableVerbs() }

  static let proposing = "propose"

  /// - Throws: as `undo`.
  private func takeBack(in books: Books, dryRun: Bool) throws -> UndoOutcome {
    var proposals = UndoOutcome.Proposals.none
    let (outcome, rules) = try restoring(in: books, "undo", dryRun: dryRun) {
      change, rules -> Event? in
      let steps = try change.steps(proposing: Home.proposing)
      guard let last = steps.undoable.first else {
        guard case .wall(let number) = steps.undo else { return nil }
        throw wall(try change.event(number), "undo")
      }
      let since = try steps.undoable.prefix { try change.verb(of: $0) == Home.proposing }
      let meant = since.count < steps.undoable.count ? steps.undoable[since.count] : last
      let event = try change.event(meant)
      let gone = meant == last ? [] : try takeBack(proposals: since, on: event, in: &change)
      try restore(event, .back, in: &change)
      try rules.restore(event, .back, in: &change)
      change.become(.undo(of: meant), with: gone)
      if meant != last { proposals = gone.isEmpty ? .stayed : .together(gone) }
      return event
    }
    return UndoOutcome(
      step: outcome.result, proposals: proposals, changes: outcome.changes, rules: rules)
  }

  /// One change of the books, with the rules that it takes out of their file or puts back: both, or
  /// neither.
  private func restoring<Result>(
    in books: Books, _ what: String, dryRun: Bool,
    _ body: (inout Change, inout RestoreRules) throws -> Result
  ) throws -> (outcome: (result: Result, changes: [EntryChange]), rules: [RuleFate]) {
    var fates: [RuleFate] = []
    let outcome = try changeWithRules(in: books, what, dryRun: dryRun) { change, rules in
      var restored = RestoreRules(rules, dryRun: dryRun)
      defer { fates = restored.fates }
      return try body(&change, &restored)
    }
    return (outcome, fates)
  }

  /// Takes back as many of the proposals on top of a step as stand on it.
  ///
  /// - Parameter numbers: the newest first.
  /// - Returns: those that went, the oldest first.
  private func takeBack(
    proposals numbers: some Sequence<Int64>, on event: Event, in change: inout Change
  ) throws -> [Int64] {
    var gone: [Int64] = []
    for number in numbers {
      if try canPass(to: event, in: change) { break }
      try restore(try change.event(number), .back, in: &change)
      gone.insert(number, at: 0)
    }
    return gone
  }

  /// Whether a step can be taken back though time was proposed after it.
  private func canPass(to event: Event, in change: Change) throws -> Bool {
    // What came after a rule came of it.
    try event.rules.isEmpty && fits(event, .back, in: change)
  }

  /// Whether everything is as the other side of the event left it, and no other entry counts what
  /// its entries would count.
  private func fits(
    _ event: Event, _ direction: RestoreDirection, in change: Change
  ) throws -> Bool {
    guard try change.canRestore(event, direction) else { return false }
    let touched = Set(event.entries.map(\.id))
    let wanted = event.entries.compactMap { direction == .back ? $0.before : $0.after }
    return try Dictionary(grouping: wanted.map(\.entry), by: \.day).allSatisfy { day, entries in
      let others = try change.entries(on: day...day).map(\.entry)
        .filter { !touched.contains($0.id) }
      return entries.allSatisfy { entry in !others.contains { entry.shares(timeWith: $0) } }
    }
  }

  private func makeAgain(in books: Books, dryRun: Bool) throws -> UndoOutcome {
    var with: [Int64] = []
    let (outcome, rules) = try restoring(in: books, "redo", dryRun: dryRun) {
      change, rules -> Event? in
      let steps = try change.steps(proposing: Home.proposing)
      switch steps.redo {
      case .nothing: return nil
      case .wall(let number): throw wall(try change.event(number), "redo")
      case .step(let number):
        let event = try change.event(number)
        // What was proposed since may have its time by now.
        if steps.proposedSince, try !fits(event, .forth, in: change) { return nil }
        try restore(event, .forth, in: &change)
        with = try makeAgain(proposals: steps.redoWith, in: &change)
        try rules.restore(event, .forth, in: &change)
        change.become(.redo(of: number), with: with)
        return event
      }
    }
    return UndoOutcome(
      step: outcome.result, proposals: with.isEmpty ? .none : .together(with),
      changes: outcome.changes, rules: rules)
  }

  /// Makes as many of the proposals again that went with a step as still fit: the rules see to the
  /// rest.
  private func makeAgain(proposals numbers: [Int64], in change: inout Change) throws -> [Int64] {
    var made: [Int64] = []
    for number in numbers {
      let event = try change.event(number)
      guard try fits(event, .forth, in: change) else { break }
      try restore(event, .forth, in: &change)
      made.append(number)
    }
    return made
  }

  private func undo(_ id: EntryID, in books: Books, dryRun: Bool) throws -> UndoOutcome {
    let outcome = try books.change(reason("undo"), dryRun: dryRun) { change -> Event? in
      guard let event = try change.lastStep(of: id) else { return nil }
      if event.kind == .wall { throw wall(event, "undo") }
      let group = event.together(with: id)
      try restore(event, .back, only: group, in: &change)
      try refuseOverlap(of: group, event, in: change)
      change.become(.part(of: event.sequence))
      return event
    }
    return UndoOutcome(step: outcome.result, changes: outcome.changes)
  }

  private func restore(
    _ event: Event, _ direction: RestoreDirection, only: Set<EntryID>? = nil,
    in change: inout Change
  ) throws {
    do {
      try change.restore(event, direction, only: only)
    } catch let obstacle as RestoreObstacle {
      throw try refusal(obstacle, event, change)
    }
  }

  /// What a step took back alone leaves must not count a second twice.
  private func refuseOverlap(of group: Set<EntryID>, _ event: Event, in change: Change) throws {
    let entries = try group.sorted().compactMap { try change.entry($0)?.entry }
    for entry in entries {
      for other in try change.entries(on: entry.day...entry.day).map(\.entry)
      where other.id != entry.id && entry.shares(timeWith: other) {
        throw Refusal(
          .conflict,
          "Entry \(other.id) counts time by now that \(entry.id) had before "
            + "\"\(event.reason.what)\". Undo or change \(other.id) first. Nothing was changed.")
      }
    }
  }

  private func wall(_ event: Event, _ verb: String) -> Refusal {
    let why = event.reason.why.isEmpty ? "" : " (\(event.reason.why))"
    let sentence =
      event.kind == .push
      ? "It is not settled: run \"daybook invoice push\", which settles it, first."
      : "Xero has it, so nothing from before it can be taken back or made again step by step; "
        + "\"daybook undo ID\" takes back one entry that is on no invoice."
    return Refusal(
      .locked,
      "\(verb.capitalized) stops at \"\(event.reason.what)\"\(why) of \(told(event)). \(sentence) "
        + "Nothing was changed.")
  }

  private func refusal(
    _ obstacle: RestoreObstacle, _ event: Event, _ change: Change
  ) throws -> Refusal {
    let step = "\"\(event.reason.what)\" of \(told(event))"
    switch obstacle {
    case .entryHeld(let id, let reference):
      return Refusal(
        .locked,
        "Entry \(id) is in push \(reference), which is not settled. Run \"daybook invoice push\", "
          + "which settles it, first. Nothing was changed.")
    case .entryDiffers(let id):
      guard let later = try change.lastEvent(changing: id, after: event.sequence) else {
        return Refusal(
          .conflict,
          "Entry \(id) is not as \(step) left it, and no later step changed it. Run \"daybook "
            + "verify\". Nothing was changed.")
      }
      return Refusal(
        .conflict,
        "Entry \(id) is not as \(step) left it: \"\(later.reason.what)\" of \(told(later)) "
          + "changed it since. \"daybook history \(id)\" shows how; take that back first. "
          + "Nothing was changed.")
    case .linkDiffers(let client):
      return Refusal(
        .conflict,
        "The link of \(client) is not as \(step) left it. Nothing was changed.")
    case .dayDiffers(let day):
      return Refusal(
        .conflict,
        "Day \(day) is not as \(step) left it. Nothing was changed.")
    }
  }

  private func told(_ event: Event) -> String {
    let seconds = event.reason.at.flooredSeconds
    return "\(Moment.text(seconds, offset: days.offset(at: seconds))) by \(event.reason.who)"
  }
}

extension Entry {
  func shares(timeWith other: Entry) -> Bool {
    guard start < other.end, other.start < end else { return false }
    return shares.contains { share in
      other.shares.contains { share.from < $0.to && $0.from < share.to }
    }
  }
}
