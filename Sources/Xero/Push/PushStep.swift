import Billing
import Foundation

/// What to do next for a push. Write the machine's state to the books before doing it.
public enum PushStep: Hashable, Sendable {
  /// Look for the reference; `thorough` looks a second way where the first finds nothing.
  case search(reference: String, thorough: Bool)
  /// List this app's invoices of the contact, whatever their reference.
  case list(contact: String)
  /// Send the written bytes under the written key. A replay may follow one that was carried out.
  case send(replay: Bool)
  /// Renew the access token, which Xero has just refused.
  case renewToken
  case wait(milliseconds: Int64, why: String)
  /// Settled: Xero has it. Record it and the entries in one transaction.
  case record(CreatedInvoice)
  /// Nothing more can be done now; the state says whether the push is settled.
  case stop(PushStop)
}

/// Why a push ended without an invoice, in this run.
public enum PushStop: Hashable, Sendable {
  /// Settled: the entries are free.
  case rejected([String])
  /// Settled: the entries are free.
  case notCreated
  /// Xero holds something under this reference that is not what would be sent. A person decides.
  case conflict(String)
  /// The contact has a live invoice of this app that the books don't know. A person decides.
  case stranger(StrangeInvoice)
  /// Open, nothing of it at Xero: the same push can be tried again.
  case notSent(XeroError)
  /// Open, nobody knows: `invoice push` asks again.
  case unknown(XeroError)

  /// The sentence for the person.
  public var sentence: String {
    switch self {
    case .rejected(let messages):
      "Xero refused it: \(messages.joined(separator: "; ")). Nothing was created. Change what it "
        + "names, then push again."
    case .notCreated:
      "It was sent, but Xero has nothing of it. Push again to send it anew."
    case .conflict(let why): why
    case .stranger(let invoice): invoice.sentence
    case .notSent(let error), .unknown(let error): error.description
    }
  }
}

/// An invoice of this app in Xero that the books don't know.
public struct StrangeInvoice: Hashable, Sendable {
  public var id: String
  public var number: String
  public var status: String
  public var reference: String
  public var total: Decimal?
  public var currency: String

  init(_ invoice: Invoice) {
    id = invoice.id
    number = invoice.number
    status = invoice.status.text
    reference = invoice.reference
    total = invoice.total
    currency = invoice.currency
  }

  var sentence: String {
    let worth = total.map { ", \($0.text(places: 2)) \(currency)" } ?? ""
    return "Xero has \(number.isEmpty ? "an invoice" : number) for this contact (\(status), "
      + "\"\(reference)\"\(worth)), made by this app, and these books don't know it. Nothing was "
      + "sent. If it bills time of these books, as after a restored backup, take it in: \"daybook "
      + "invoice adopt \(id) --entries ID...\". If other books made it: \"daybook invoice adopt "
      + "--not-mine \(id)\"."
  }
}

/// What came of a step.
public enum PushHappening: Sendable {
  /// The first one in a run.
  case began
  case found([Invoice])
  case listed([Invoice])
  case notSearched(XeroError)
  case answered(SendOutcome)
  case tokenRenewed
  case tokenNotRenewed(XeroError)
  case waited
}

/// What one PUT came to.
public enum SendOutcome: Sendable {
  /// 200 with one element, fine or not.
  case element(Invoice, correlationID: String?)
  /// 400: definitive, nothing was saved.
  case refused([String])
  /// The key was used with other bytes: a fault of ours, and nothing was saved by this request.
  case keyReused(XeroError)
  case tokenExpired
  /// A replay that was not sent: the token is not the one of the first send, and Xero may know a
  /// key only with the token it came with.
  case tokenIsAnother
  /// Checked before the request is processed: nothing was saved by it.
  case denied(XeroError)
  case limited(Limit)
  /// Not a byte of it left.
  case notSent(XeroError)
  /// It may have been carried out.
  case lost(XeroError)

  public enum Limit: Hashable, Sendable {
    case minute(retryAfterMilliseconds: Int64)
    /// More calls at once than Xero takes: no time is given.
    case concurrent
    case day(XeroError)
  }
}
