import Activity
import Billing
import Books
import Foundation

/// Which rate holds for an entry, and what was looked at to find it.
public struct RateExplanation: Sendable {
  public var booked: BookedEntry
  /// The lists tried, the most specific first. Empty for time without a project, and for a client
  /// that clients.yaml no longer has.
  public var chain: [RateAttempt]
  /// Role, complexity and multipliers that the rate was looked up by.
  public var search: RateSearch
  /// What clients.yaml gives today.
  public var current: ResolvedRate?
  /// Why it gives none.
  public var problem: RateProblem?
  public var currency: Currency?
  /// Whose `billable: false` keeps the entry off invoices; nil where it is billed, or where a rule
  /// or a person said it.
  public var unbilledBy: BillableSource?

  public var isBillable: Bool { booked.entry.key?.billable ?? false }
  /// What an invoice would use: the rate stored at approval, else today's.
  public var used: ResolvedRate? { booked.rate ?? current }

  /// clients.yaml has changed since the approval; the stored rate stays.
  public var hasMoved: Bool {
    guard let stored = booked.rate else { return false }
    return stored.price != current?.price || stored.currency != current?.currency
  }
}

extension Home {
  /// - Parameter prefix: of an entry's id.
  public func explainRate(ofEntry prefix: String) throws -> RateExplanation {
    let booked = try entry(withPrefix: prefix, in: books())
    guard let key = booked.entry.key else {
      throw Refusal(
        .conflict,
        "Entry \(booked.entry.id) has no project, so no rate holds for it. Give it one with "
          + "\"daybook assign \(booked.entry.id) CLIENT/PROJECT\".")
    }
    let source = settings.clients.billableSource(key.project, task: key.task)
    let found = settings.clients.resolveRate(for: key, on: booked.entry.day)
    var problem: RateProblem?
    if case .failure(let failure) = found { problem = failure }
    return RateExplanation(
      booked: booked, chain: settings.clients.rateChain(for: key, on: booked.entry.day),
      search: settings.clients.rateSearch(for: key),
      current: try? found.get(),  // its problem stands beside
      problem: problem,
      currency: settings.clients.client(key.project.client)?.currency,
      unbilledBy: key.billable || source?.billable != false ? nil : source)
  }
}
