import Activity
import Billing
import Books
import Foundation
import Timesheet

/// One client's draft as it would be sent now, with what a person should know before.
public struct ClientDraft: Sendable {
  public var client: Client
  /// Nil where the client is not linked yet.
  public var link: ClientLink?
  public var draft: InvoiceDraft
  /// The batch's digest; nil without a link.
  public var batch: String?
  public var warnings: [String]
  /// Hits of the safety scan that a person lets pass.
  public var passed: [SafetyHit]
  /// What of the client's time is not on it; the warnings say it too.
  public var resting: [RestingTime]

  /// Nil where it is not known before the client is linked and its organisation fetched.
  public var tax: Decimal? { link == nil ? nil : draft.tax }
  public var total: Decimal? { link == nil ? nil : draft.total }
}

/// What can be billed, by client.
public struct InvoicePreview: Sendable {
  public var drafts: [ClientDraft]
  /// Clients that can't be billed as things stand, each with its reason.
  public var stopped: [(client: String, refusal: Refusal)]
  /// What becomes of the time of clients that makes no draft now.
  public var resting: [RestingTime] = []

  /// Leaves out each draft that is not, as it is, among those that a person was shown.
  mutating func keep(onlyThoseOf shown: InvoicePreview) {
    let others = drafts.filter { draft in
      draft.link != nil && !shown.drafts.contains { $0.draft == draft.draft }
    }
    drafts.removeAll { draft in others.contains { $0.client.key == draft.client.key } }
    stopped += others.map { other in
      (
        other.client.key,
        Refusal(
          .conflict,
          "\(other.client.name)'s draft is not the one that was shown: entries were freed or changed "
            + "meanwhile. Nothing of it was sent. Push again, and look at what it shows.")
      )
    }
  }
}

/// Approved entries of a client that make no line now.
public struct RestingTime: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case roundsToZero = "rounds_to_zero"
    /// By what was billed before; they are for the client's next draft.
    case covered
  }

  /// By its key.
  public var client: String
  public var reason: Reason
  public var entries: [EntryID]

  /// Without its end.
  public var sentence: String {
    let next = "covered by what was billed before, for the client's next draft"
    let what =
      switch reason {
      case .roundsToZero:
        plural(entries.count, "entry rounds to zero and stays", "entries round to zero and stay")
      case .covered: plural(entries.count, "entry waits, \(next)", "entries wait, \(next)")
      }
    return "\(what): " + entries.map(\.text).joined(separator: ", ")
  }
}

extension InvoiceLines {
  func resting(of client: String) -> [RestingTime] {
    [
      RestingTime(client: client, reason: .roundsToZero, entries: roundedAway),
      RestingTime(client: client, reason: .covered, entries: coveredAlone),
    ].filter { !$0.entries.isEmpty }
  }
}
