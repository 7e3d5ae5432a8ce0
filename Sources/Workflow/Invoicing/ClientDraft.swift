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

  /// Nil where it is not known before the client is linked and its organisation fetched.
  public var tax: Decimal? { link == nil ? nil : draft.tax }
  public var total: Decimal? { link == nil ? nil : draft.total }
}

/// What can be billed, by client.
public struct InvoicePreview: Sendable {
  public var drafts: [ClientDraft]
  /// Clients that can't be billed as things stand, each with its reason.
  public var stopped: [(client: String, refusal: Refusal)]
  /// Clients whose time makes no draft now, and what becomes of it.
  public var resting: [(client: String, why: String)] = []
}

extension InvoiceLines {
  /// What of the entries waits on, in sentences without their ends.
  var resting: [String] {
    func told(_ entries: [EntryID], _ one: String, _ many: String) -> [String] {
      guard !entries.isEmpty else { return [] }
      let what = entries.count == 1 ? "1 entry \(one)" : "\(entries.count) entries \(many)"
      return ["\(what): " + entries.map(\.text).joined(separator: ", ")]
    }
    let next = "covered by what was billed before, for the client's next draft"
    return told(roundedAway, "rounds to zero and stays", "round to zero and stay")
      + told(coveredAlone, "waits, \(next)", "wait, \(next)")
  }
}
