import Billing
import Foundation

/// Where one invoice stands on its way to Xero. Written to the books before each step.
public enum PushState: Hashable, Sendable {
  /// Nothing of it is at Xero.
  case prepared
  /// A request is leaving, or left when we were cut off.
  case sending(Attempts)
  /// A request left and nobody knows what became of it.
  case unknown(Attempts, why: String)
  case created(CreatedInvoice)
  /// Definitive: Xero's reasons. A next try is a new push with a new key.
  case rejected([String])
  /// It was sent, and Xero surely has nothing of it. A next try is a new push with a new key.
  case notCreated

  /// Requests that may have been carried out, all with the same key and bytes.
  public struct Attempts: Hashable, Sendable, Codable {
    public var first: PushTime
    public var last: PushTime
    /// How many left; only the latest one's outcome may be known.
    public var sends: Int
    /// Whose token they went with; nil where an older Daybook sent them and did not write it down.
    public var signIn: TokenKey?
    /// A search after `last` that found nothing.
    public var emptyLook: PushTime?

    public init(
      first: PushTime, last: PushTime, sends: Int, signIn: TokenKey? = nil,
      emptyLook: PushTime? = nil
    ) {
      self.first = first
      self.last = last
      self.sends = sends
      self.signIn = signIn
      self.emptyLook = emptyLook
    }
  }

  /// What may be at Xero while nobody knows.
  public var attempts: Attempts? {
    switch self {
    case .sending(let attempts), .unknown(let attempts, _): attempts
    case .prepared, .created, .rejected, .notCreated: nil
    }
  }

  /// What Xero did not take over when it made it; nil where nothing is known to be missing.
  public var leftOut: String? {
    guard case .created(let invoice) = self else { return nil }
    return invoice.leftOut
  }

  /// The word for people and files.
  public var name: String {
    switch self {
    case .prepared: "prepared"
    case .sending: "sending"
    case .unknown: "unknown"
    case .created: "created"
    case .rejected: "rejected"
    case .notCreated: "not_created"
    }
  }
}

/// An invoice that Xero has, with what to tell the person about it.
public struct CreatedInvoice: Hashable, Sendable {
  public var id: String
  public var number: String
  /// As Xero wrote it: `DRAFT`, unless someone was faster.
  public var status: String
  public var total: Decimal
  /// What Xero computed is not what was predicted. It stays: it is a draft.
  public var totalsDiffer: Bool
  /// What Xero did not take over: `the tracking of line 1`.
  public var leftOut: String?
  /// Found in Xero, made by an earlier send.
  public var adopted: Bool
  public var messages: [String]
  public var correlationID: String?

  public init(
    id: String, number: String, status: String, total: Decimal, totalsDiffer: Bool,
    leftOut: String? = nil, adopted: Bool, messages: [String], correlationID: String?
  ) {
    self.id = id
    self.number = number
    self.status = status
    self.total = total
    self.totalsDiffer = totalsDiffer
    self.leftOut = leftOut
    self.adopted = adopted
    self.messages = messages
    self.correlationID = correlationID
  }
}

/// As JSON in the books. The names are stored: never change them.
extension PushState {
  private struct Stored: Codable {
    var state: String
    var attempts: Attempts?
    var why: String?
    var invoice: Invoice?
    var messages: [String]?

    struct Invoice: Codable {
      var id: String
      var number: String
      var status: String
      /// Plain decimal text.
      var total: String
      var totalsDiffer: Bool
      var leftOut: String?
      var adopted: Bool
      var messages: [String]
      var correlationID: String?
    }
  }

  public var text: String {
    var stored = Stored(state: name)
    switch self {
    case .prepared, .notCreated: break
    case .sending(let attempts): stored.attempts = attempts
    case .unknown(let attempts, let why):
      stored.attempts = attempts
      stored.why = why
    case .created(let invoice):
      stored.invoice = Stored.Invoice(
        id: invoice.id, number: invoice.number, status: invoice.status,
        total: invoice.total.plainText, totalsDiffer: invoice.totalsDiffer,
        leftOut: invoice.leftOut, adopted: invoice.adopted, messages: invoice.messages,
        correlationID: invoice.correlationID)
    case .rejected(let messages): stored.messages = messages
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Strings, whole numbers and flags: nothing that an encoder could refuse.
    return (try? encoder.encode(stored)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Nil where the text is none of ours.
  public init?(text: String) {
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)) else {
      return nil
    }
    switch (stored.state, stored.attempts, stored.invoice) {
    case ("prepared", _, _): self = .prepared
    case ("not_created", _, _): self = .notCreated
    case ("sending", let attempts?, _): self = .sending(attempts)
    case ("unknown", let attempts?, _): self = .unknown(attempts, why: stored.why ?? "")
    case ("rejected", _, _): self = .rejected(stored.messages ?? [])
    case ("created", _, let invoice?):
      guard let total = Decimal(plain: invoice.total) else { return nil }
      self = .created(
        CreatedInvoice(
          id: invoice.id, number: invoice.number, status: invoice.status, total: total,
          totalsDiffer: invoice.totalsDiffer, leftOut: invoice.leftOut, adopted: invoice.adopted,
          messages: invoice.messages, correlationID: invoice.correlationID))
    default: return nil
    }
  }
}
