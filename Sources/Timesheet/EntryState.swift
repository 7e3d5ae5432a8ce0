import Activity

/// Where an entry stands.
public enum EntryState: Hashable, Sendable {
  case proposed
  case approved(Approval)
  /// No invoice without its approval.
  case invoiced(InvoiceID, Approval)
  /// Approved work that will never be billed.
  case writtenOff(Approval)
  /// The same, shown on an invoice at 0.00.
  case shownFree(InvoiceID, Approval)
  case rejected

  /// The word for people and files.
  public var name: String {
    switch self {
    case .proposed: "proposed"
    case .approved: "approved"
    case .invoiced: "invoiced"
    case .writtenOff, .shownFree: "written-off"
    case .rejected: "rejected"
    }
  }

  public var approval: Approval? {
    switch self {
    case .proposed, .rejected: nil
    case .approved(let approval), .invoiced(_, let approval), .writtenOff(let approval),
      .shownFree(_, let approval):
      approval
    }
  }

  /// The invoice that it is on.
  public var invoice: InvoiceID? {
    switch self {
    case .invoiced(let invoice, _), .shownFree(let invoice, _): invoice
    case .proposed, .approved, .writtenOff, .rejected: nil
    }
  }

  public var isWrittenOff: Bool {
    switch self {
    case .writtenOff, .shownFree: true
    case .proposed, .approved, .invoiced, .rejected: false
    }
  }

  /// Decided: rules and late evidence no longer move it.
  public var isDecided: Bool { self != .proposed }

  public func approved(by approval: Approval) throws(StateRefusal) -> EntryState {
    guard case .proposed = self else { throw StateRefusal(state: self) }
    return .approved(approval)
  }

  public func invoiced(on invoice: InvoiceID) throws(StateRefusal) -> EntryState {
    switch self {
    case .approved(let approval): return .invoiced(invoice, approval)
    case .writtenOff(let approval): return .shownFree(invoice, approval)
    case .proposed, .invoiced, .shownFree, .rejected: throw StateRefusal(state: self)
    }
  }

  public func writtenOff() throws(StateRefusal) -> EntryState {
    guard case .approved(let approval) = self else { throw StateRefusal(state: self) }
    return .writtenOff(approval)
  }

  /// Approved, or written off, as it was: the invoice is no more.
  public func released(from invoice: InvoiceID) throws(StateRefusal) -> EntryState {
    switch self {
    case .invoiced(invoice, let approval): return .approved(approval)
    case .shownFree(invoice, let approval): return .writtenOff(approval)
    default: throw StateRefusal(state: self)
    }
  }

  /// Only what waits for a decision can be rejected.
  public func rejected() throws(StateRefusal) -> EntryState {
    guard case .proposed = self else { throw StateRefusal(state: self) }
    return .rejected
  }

  /// Takes an approval, also of what was written off, or a rejection back.
  public func reopened() throws(StateRefusal) -> EntryState {
    switch self {
    case .approved, .rejected, .writtenOff: return .proposed
    case .proposed, .invoiced, .shownFree: throw StateRefusal(state: self)
    }
  }
}

/// Who approved, and when.
public struct Approval: Hashable, Sendable {
  public var at: Instant
  public var by: String

  public init(at: Instant, by: String) {
    self.at = at
    self.by = by
  }
}

/// An invoice in the books, by its own id (Xero's is kept with it).
public struct InvoiceID: Hashable, Comparable, Sendable {
  public let text: String

  public init(text: String) { self.text = text }

  public static func < (left: InvoiceID, right: InvoiceID) -> Bool { left.text < right.text }
}

/// A change that the entry's state does not allow.
public struct StateRefusal: Error, Hashable, Sendable {
  public var state: EntryState

  public init(state: EntryState) { self.state = state }
}
