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
}
