/// What to do next for a push. Write the machine's state to the books before doing it.
public enum PushStep: Hashable, Sendable {
  /// Look for the reference; `thorough` looks a second way where the first finds nothing.
  case search(reference: String, thorough: Bool)
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
    case .notSent(let error), .unknown(let error): error.description
    }
  }
}

/// What came of a step.
public enum PushHappening: Sendable {
  /// The first one in a run.
  case began
  case found([Invoice])
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
