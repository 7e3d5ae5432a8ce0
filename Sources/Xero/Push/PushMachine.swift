import Activity
import Foundation

/// Says the next step of one push, so that exactly one invoice comes of it, whatever fails.
///
/// - Before a first send two looks must find nothing: one for the reference, one for any live
///   invoice of the contact that the books don't know.
/// - The same key and bytes go out only within 5 minutes of the first send, and with its token: Xero
///   forgets a key after 6, nobody knows whether it takes one with another token, and it would then
///   make a second invoice.
/// - After that only a search can tell, and "not there" is believed after two looks, 60 seconds
///   apart, the second more than 6 minutes after the last send.
/// - A new key is never made here, and never needed while the outcome is unknown.
public struct PushMachine: Sendable {
  public private(set) var state: PushState
  /// What a person should know besides.
  public private(set) var warnings: [String] = []
  private let expected: ExpectedInvoice
  private let known: KnownInvoices
  private let signIn: TokenKey?
  /// 0..<1, spreads retries of several machines.
  private let jitter: Double
  private var run = Run()

  /// What is forgotten when the process ends.
  private struct Run: Sendable {
    /// When a search last found nothing; before a first send it must be fresh.
    var guardedAt: PushTime?
    /// When a list last held no stranger.
    var listedAt: PushTime?
    var tokenRenewed = false
    var tokenIsAnother = false
    var waits = 0
    var replays = 0
  }

  enum Limit {
    static let replay: Int64 = 5 * 60_000
    static let settled: Int64 = 6 * 60_000
    static let betweenLooks: Int64 = 60_000
    static let guardAge: Int64 = 2 * 60_000
    static let longestWait: Int64 = 90_000
    static let waits = 6
    static let replays = 3
  }

  /// - Parameters:
  ///   - state: as the books have it.
  ///   - known: the invoices that are no strangers.
  ///   - signIn: whose token a first send goes with; without it nothing of it is ever sent again.
  ///   - jitter: 0..<1, random.
  public init(
    state: PushState, expected: ExpectedInvoice, known: KnownInvoices, signIn: TokenKey? = nil,
    jitter: Double = 0
  ) {
    self.state = state
    self.expected = expected
    self.known = known
    self.signIn = signIn
    self.jitter = min(max(jitter, 0), 1)
  }

  /// The next step, after what came of the last one. The state has changed already: write it down,
  /// then do the step.
  public mutating func next(after happening: PushHappening, at now: PushTime) -> PushStep {
    switch state {
    case .created(let invoice): return .record(invoice)
    case .rejected(let messages): return .stop(.rejected(messages))
    case .notCreated: return .stop(.notCreated)
    case .prepared, .sending, .unknown: break
    }
    switch happening {
    case .began:
      // Cut off while sending: what became of it is unknown.
      if case .sending(let attempts) = state {
        state = .unknown(attempts, why: "Daybook was cut off while sending")
      }
      return goOn(now)
    case .waited: return goOn(now)
    case .tokenRenewed:
      run.tokenRenewed = true
      return goOn(now)
    case .tokenNotRenewed(let error): return stop(error)
    case .notSearched(let error):
      guard case .rateLimited(let retryAfter) = error.kind else { return stop(error) }
      return wait(retryAfter ?? backoff, "Xero takes no more calls now")
    case .found(let invoices): return judge(invoices.filter(expected.isNamed), now)
    case .listed(let invoices): return admit(invoices, now)
    case .answered(let outcome): return judge(outcome, now)
    }
  }

  private var attempts: PushState.Attempts? { state.attempts }

  /// From where we stand: search, send or replay.
  private mutating func goOn(_ now: PushTime) -> PushStep {
    guard let attempts else {
      guard isFresh(run.guardedAt, now) else {
        return .search(reference: expected.reference, thorough: false)
      }
      guard isFresh(run.listedAt, now) else { return .list(contact: expected.document.contact) }
      state = .sending(.init(first: now, last: now, sends: 1, signIn: signIn))
      return .send(replay: false)
    }
    if mayReplay(attempts, now) {
      run.replays += 1
      state = .sending(
        .init(
          first: attempts.first, last: now, sends: attempts.sends + 1, signIn: attempts.signIn))
      return .send(replay: true)
    }
    return .search(reference: expected.reference, thorough: true)
  }

  private func isFresh(_ look: PushTime?, _ now: PushTime) -> Bool {
    look.flatMap { now.age(since: $0) }.map { $0 <= Limit.guardAge } ?? false
  }

  /// Lets a first send pass where the contact has no live invoice of unknown origin.
  private mutating func admit(_ invoices: [Invoice], _ now: PushTime) -> PushStep {
    guard attempts == nil else { return goOn(now) }
    let live = invoices.filter {
      $0.type == "ACCREC" && ![.known(.deleted), .known(.voided)].contains($0.status)
        && $0.contact?.id.lowercased() == expected.document.contact.lowercased()
    }
    // The search had missed it: indexes can be late.
    let own = live.filter(expected.isNamed)
    guard own.isEmpty else { return judge(own, now) }
    for invoice in live {
      switch known.verdict(on: invoice) {
      case .known: break
      case .others:
        warnings.append(
          "\(invoice.number) (\(invoice.status.text)) is for the same contact, made by other books."
        )
      case .stranger: return .stop(.stranger(StrangeInvoice(invoice)))
      }
    }
    run.listedAt = now
    return goOn(now)
  }

  private func mayReplay(_ attempts: PushState.Attempts, _ now: PushTime) -> Bool {
    guard let age = now.age(since: attempts.first) else { return false }
    return age < Limit.replay && run.replays < Limit.replays && !run.tokenIsAnother
  }

  // MARK: After a search

  private mutating func judge(_ found: [Invoice], _ now: PushTime) -> PushStep {
    guard found.count <= 1 else {
      let numbers = found.map(\.number).joined(separator: ", ")
      return .stop(
        .conflict(
          "Xero has several invoices with the reference \"\(expected.reference)\": \(numbers). "
            + "Nothing was sent now. Delete the wrong ones in Xero, then push again."))
    }
    guard let invoice = found.first else { return nothingFound(now) }
    guard expected.isKeepable(invoice) else {
      return stop(
        XeroError(
          .unexpected,
          "Xero's answer about \"\(expected.reference)\" has no usable id or total. Run \"daybook "
            + "invoice push\" again: it asks before it sends."))
    }
    let gone = [.known(.deleted), .known(.voided)].contains(invoice.status)
    // Ours, and taken away in Xero since: the books must know that it was made.
    if gone, attempts != nil { return settle(expected.created(invoice, adopted: true)) }
    if let difference = gone ? "it was deleted there" : expected.difference(from: invoice) {
      return .stop(
        .conflict(
          "Xero has invoice \(invoice.number) with the reference \"\(expected.reference)\", but "
            + "\(difference). Nothing was sent now. Look at it in Xero and decide which one counts."
        ))
    }
    return settle(expected.created(invoice, adopted: true))
  }

  private mutating func nothingFound(_ now: PushTime) -> PushStep {
    guard var attempts else {
      run.guardedAt = now
      return goOn(now)
    }
    guard let sinceLast = now.age(since: attempts.last) else {
      // The clocks can't tell: count from now on.
      attempts.last = now
      attempts.first = PushTime(real: Instant(milliseconds: 0))
      attempts.emptyLook = nil
      return lookAgain(attempts, in: Limit.settled)
    }
    if let look = attempts.emptyLook, let sinceLook = now.age(since: look),
      sinceLook >= Limit.betweenLooks, sinceLast > Limit.settled
    {
      state = .notCreated
      return .stop(.notCreated)
    }
    // The first look counts; a clock that jumped makes this one the first.
    if attempts.emptyLook.flatMap({ now.age(since: $0) }) == nil { attempts.emptyLook = now }
    let sinceLook = attempts.emptyLook.flatMap({ now.age(since: $0) }) ?? 0
    return lookAgain(
      attempts, in: max(Limit.betweenLooks - sinceLook, Limit.settled + 1000 - sinceLast))
  }

  private mutating func lookAgain(
    _ attempts: PushState.Attempts, in milliseconds: Int64
  ) -> PushStep {
    state = .unknown(attempts, why: "Xero does not show it yet")
    guard milliseconds <= Limit.longestWait, run.waits < Limit.waits else {
      return stop(
        XeroError(
          .unexpected,
          "Nobody knows yet whether Xero took \"\(expected.reference)\": it is not to be seen "
            + "there. Run \"daybook invoice push\" again in \(milliseconds / 60_000 + 1) minutes; "
            + "it asks before it sends."))
    }
    return wait(milliseconds, "looking once more whether Xero has it")
  }

  // MARK: After a send

  private mutating func judge(_ outcome: SendOutcome, _ now: PushTime) -> PushStep {
    guard case .sending(let attempts) = state else { return goOn(now) }
    // An earlier attempt of the same key may still have been carried out.
    let isReplay = attempts.sends > 1
    switch outcome {
    case .element(let invoice, let correlationID):
      return judge(invoice, correlationID, attempts, now)
    case .refused(let messages):
      // A replay is answered as the first was, so this holds for both.
      state = .rejected(messages)
      return .stop(.rejected(messages))
    case .lost(let error): return unknown(attempts, error, now)
    case .notSent(let error), .keyReused(let error), .denied(let error), .limited(.day(let error)):
      return nothingSent(attempts, isReplay, error)
    case .tokenExpired:
      guard !run.tokenRenewed else {
        let error = XeroError(
          .needsLogin,
          "Xero refuses even a new token. Run \"daybook xero login\", then push again.")
        return nothingSent(attempts, isReplay, error)
      }
      restore(attempts, isReplay, why: "the token had expired")
      return .renewToken
    case .tokenIsAnother:
      run.tokenIsAnother = true
      restore(attempts, isReplay, why: "the sign-in has another token by now")
      return goOn(now)
    case .limited(.minute(let retryAfter)):
      restore(attempts, isReplay, why: "Xero takes no more calls this minute")
      return wait(retryAfter, "Xero takes no more calls this minute")
    case .limited(.concurrent):
      restore(attempts, isReplay, why: "Xero takes no more calls at once")
      return wait(backoff, "Xero takes no more calls at once")
    }
  }

  /// A 200 is judged by its element: the envelope says "OK" either way.
  private mutating func judge(
    _ invoice: Invoice, _ correlationID: String?, _ attempts: PushState.Attempts, _ now: PushTime
  ) -> PushStep {
    let errors = invoice.validationErrors + invoice.lines.flatMap(\.validationErrors)
    if invoice.hasErrors || invoice.statusAttribute == "ERROR" || !errors.isEmpty {
      let reasons = errors.isEmpty ? ["it gave no reason"] : errors
      state = .rejected(reasons)
      return .stop(.rejected(reasons))
    }
    guard expected.isKeepable(invoice), expected.isNamed(by: invoice),
      invoice.contact.map({ $0.id.lowercased() == expected.document.contact.lowercased() }) ?? true
    else {
      return unknown(
        attempts,
        XeroError(
          .unexpected, "Xero's answer does not speak of the invoice that was sent.",
          correlationID: correlationID),
        now)
    }
    return settle(expected.created(invoice, adopted: false, correlationID: correlationID))
  }

  private mutating func unknown(
    _ attempts: PushState.Attempts, _ error: XeroError, _ now: PushTime
  ) -> PushStep {
    state = .unknown(attempts, why: error.description)
    guard mayReplay(attempts, now), run.waits < Limit.waits else {
      return stop(
        XeroError(
          error.kind,
          "\(error.description) Nobody knows whether Xero took \"\(expected.reference)\". Run "
            + "\"daybook invoice push\" again: it asks before it sends."))
    }
    return wait(Int64(1000) << min(run.replays, 3), "asking Xero again with the same key")
  }

  /// The request was surely not carried out; an earlier one of the same key may have been.
  private mutating func restore(
    _ attempts: PushState.Attempts, _ isReplay: Bool, why: String
  ) {
    state = isReplay ? .unknown(attempts, why: why) : .prepared
  }

  private mutating func nothingSent(
    _ attempts: PushState.Attempts, _ isReplay: Bool, _ error: XeroError
  ) -> PushStep {
    restore(attempts, isReplay, why: error.description)
    return stop(error)
  }

  // MARK: Ends

  private mutating func settle(_ invoice: CreatedInvoice) -> PushStep {
    state = .created(invoice)
    return .record(invoice)
  }

  private func stop(_ error: XeroError) -> PushStep {
    attempts == nil ? .stop(.notSent(error)) : .stop(.unknown(error))
  }

  /// 1, 2, 4, 8 s, and up to half as much again.
  private var backoff: Int64 {
    let whole = Int64(1000) << min(run.waits, 3)
    return whole + Int64(Double(whole) * jitter / 2)
  }

  private mutating func wait(_ milliseconds: Int64, _ why: String) -> PushStep {
    run.waits += 1
    guard milliseconds <= Limit.longestWait, run.waits <= Limit.waits else {
      return stop(
        XeroError(
          .rateLimited(retryAfterMilliseconds: milliseconds),
          "\(why.prefix(1).uppercased() + why.dropFirst()). Run \"daybook invoice push\" again in "
            + "\(milliseconds / 60_000 + 1) minutes."))
    }
    return .wait(milliseconds: max(milliseconds, 0), why: why)
  }
}
