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
    case .rule(let id): .rule(id, try offerRule(id))
    }
  }

  private func why(_ id: EntryID) throws -> [Page.Line] {
    guard let booked = try home.entries(selection([id])).first else { return [] }
    // Time that a person claims has no evidence to explain.
    let why = try? home.explainClassification(id.text).why
    return WhyPage.lines(booked, why) { Moment.text($0, offset: home.days.offset(at: $0)) }
  }

  /// Keeps what it shows: what is written on a yes is what was seen.
  private mutating func offerRule(_ id: EntryID) throws -> [Page.Line] {
    guard let entry = try home.entries(selection([id])).first?.entry, let key = entry.key else {
      throw Refusal(.noMatch, "A rule is made of time on a project: p gives it to one first.")
    }
    let placement = Placement(project: key.project, task: key.task)
    guard let rule = try home.learnedRules(correcting: entry, to: placement).first else {
      throw Refusal(
        .noMatch, "Its windows have nothing in common that a rule could ask for.")
    }
    offered = (id, rule)
    return RulePage.lines(rule, try home.effect(of: rule, home.recentDays))
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
