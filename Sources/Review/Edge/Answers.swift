import Activity
import Billing
import Rules
import Timesheet
import Workflow

import struct Books.BookedEntry

/// What is looked up for a page.
extension ReviewDesk {
  mutating func answer(_ question: Question) throws -> Outcome {
    switch question {
    case .evidence(let id):
      .evidence(id, EvidencePage.lines(try home.evidence(behind: home.entries(selection([id])))))
    case .why(let id): .why(id, try why(id))
    case .rule(let id): try beginReckoning(id)
    case .mayChange(let id, let action):
      try mayChange(id, action)
    }
  }

  private func why(_ id: EntryID) throws -> [Page.Line] {
    guard let booked = try home.entries(selection([id])).first else { return [] }
    // Time that a person claims has no evidence to explain.
    let why = try? home.explainClassification(id.text).why
    return WhyPage.lines(booked, why) { Moment.text($0, offset: home.days.offset(at: $0)) }
  }

  private func mayChange(_ id: EntryID, _ action: Action) throws -> Outcome {
    try home.refuseLocked(id, forNote: action == .note)
    return .mayChange(id, action)
  }

  private mutating func beginReckoning(_ id: EntryID) throws -> Outcome {
    guard let entry = try home.entries(selection([id])).first?.entry, let key = entry.key else {
      throw Refusal(.noMatch, "A rule is made of time on a project: p gives it to one first.")
    }
    let placement = Placement(project: key.project, task: key.task)
    reckoning = try RuleReckoning(correcting: entry, to: placement, in: home)
    return .reckoning(id, percent: 0)
  }

  /// Goes on with the rule that was asked for, a little. Keeps what it shows: what is written on a
  /// yes is what was seen.
  mutating func reckon() throws -> Outcome? {
    // Held here alone while it learns; and an error ends it.
    guard var reckoning = reckoning.take() else { return nil }
    guard let found = try reckoning.advance() else {
      self.reckoning = reckoning
      return .reckoning(reckoning.entry, percent: reckoning.percent)
    }
    offered = (reckoning.entry, found.rule)
    return .rule(reckoning.entry, RulePage.lines(found.rule, found.effect))
  }

  mutating func writeRule(_ id: EntryID) throws -> String {
    guard let offered, offered.entry == id else {
      throw Refusal(.conflict, "The rule is no longer on offer: press R again.")
    }
    home = try home.accept(offered.rule)
    self.offered = nil
    return "Written to rules.d/00-learned.yaml; what is proposed follows it."
  }
}
