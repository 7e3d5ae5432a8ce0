import Activity
import Billing
import Foundation
import Testing

@testable import Xero

private let offline = XeroError(.unreachable(host: "x"), "Xero is away.")

private func time(_ seconds: Int64) -> PushTime {
  PushTime(real: Instant(seconds: 1_000_000 + seconds), sinceBoot: seconds * 1000, boot: "b")
}

private func attempts(
  first: Int64, last: Int64, sends: Int = 1, look: Int64? = nil
) -> PushState.Attempts {
  .init(first: time(first), last: time(last), sends: sends, emptyLook: look.map(time))
}

/// A machine that has looked, found nothing and is sending at 0 s.
private func sending() -> PushMachine {
  var machine = PushMachine(state: .prepared, expected: Sample.expected, known: KnownInvoices())
  #expect(
    machine.next(after: .began, at: time(0))
      == .search(reference: Sample.reference, thorough: false))
  #expect(machine.state == .prepared)
  #expect(machine.next(after: .found([]), at: time(0)) == .list(contact: Sample.contact))
  #expect(machine.next(after: .listed([]), at: time(0)) == .send(replay: false))
  #expect(machine.state == .sending(attempts(first: 0, last: 0)))
  return machine
}

private func isStop(_ step: PushStep) -> Bool {
  if case .stop = step { return true }
  return false
}

@Test func `a fine answer is recorded`() {
  var machine = sending()
  let step = machine.next(
    after: .answered(.element(Sample.answer(), correlationID: "c")), at: time(1))
  let created = CreatedInvoice(
    id: Sample.invoice, number: "INV-0007", status: "DRAFT", total: decimal("1767.64"),
    totalsDiffer: false, adopted: false, messages: [], correlationID: "c")
  #expect(step == .record(created))
  #expect(machine.state == .created(created))
}

@Test(arguments: [["Total": "1767.65"], ["TotalTax": "230.57"], ["SubTotal": "1537.09"]])
func `other totals are recorded and flagged`(changes: [String: String]) {
  var machine = sending()
  let step = machine.next(
    after: .answered(.element(Sample.answer(changes), correlationID: nil)), at: time(1))
  guard case .record(let created) = step else { return #expect(Bool(false), "\(step)") }
  #expect(created.totalsDiffer)
  #expect(created.messages.count == 1)
}

@Test(arguments: [
  ["HasErrors": "true"], ["StatusAttributeString": #""ERROR""#],
  ["ValidationErrors": #"[{"Message":"No"}]"#],
])
func `a 200 with errors in its element is a refusal`(changes: [String: String]) {
  var machine = sending()
  let step = machine.next(
    after: .answered(.element(Sample.answer(changes), correlationID: nil)), at: time(1))
  guard case .stop(.rejected(let messages)) = step else {
    return #expect(Bool(false), "\(step)")
  }
  #expect(machine.state == .rejected(messages))
}

@Test(arguments: [
  ["InvoiceID": "\"\(Invoice.noID)\""], ["Reference": #""another""#], ["Type": #""ACCPAY""#],
  ["Contact": #"{"ContactID":"00000000-0000-0000-0000-000000000001"}"#],
  ["Total": "1e40"], ["Total": "0.0000000000000000000000000000000001"],
])
func `an answer about something else settles nothing`(changes: [String: String]) {
  var machine = sending()
  let step = machine.next(
    after: .answered(.element(Sample.answer(changes), correlationID: nil)), at: time(1))
  guard case .wait = step, case .unknown = machine.state else {
    return #expect(Bool(false), "\(step)")
  }
}

@Test func `a lost answer is asked for again with the same key, within 5 minutes`() {
  var machine = sending()
  guard case .wait = machine.next(after: .answered(.lost(offline)), at: time(45)) else {
    return #expect(Bool(false))
  }
  #expect(machine.state == .unknown(attempts(first: 0, last: 0), why: offline.description))
  #expect(machine.next(after: .waited, at: time(46)) == .send(replay: true))
  #expect(machine.state == .sending(attempts(first: 0, last: 46, sends: 2)))
}

@Test func `5 minutes after the first send nothing is sent before a search`() {
  for age in [299, 300, 361] as [Int64] {
    var machine = PushMachine(
      state: .sending(attempts(first: 0, last: 0)), expected: Sample.expected,
      known: KnownInvoices())
    #expect(
      machine.next(after: .began, at: time(age))
        == (age < 300
          ? .send(replay: true) : .search(reference: Sample.reference, thorough: true)))
  }
}

@Test func `clocks that disagree, and another boot, allow no replay`() {
  let skewed = PushTime(real: Instant(seconds: 1_000_010), sinceBoot: 100_000, boot: "b")
  let rebooted = PushTime(real: Instant(seconds: 1_000_010), sinceBoot: 10_000, boot: "c")
  let backwards = PushTime(real: Instant(seconds: 999_999), sinceBoot: 10_000, boot: "b")
  for now in [skewed, rebooted, backwards] {
    var machine = PushMachine(
      state: .sending(attempts(first: 0, last: 0)), expected: Sample.expected,
      known: KnownInvoices())
    #expect(
      machine.next(after: .began, at: now)
        == .search(reference: Sample.reference, thorough: true))
    let step = machine.next(after: .found([]), at: now)
    #expect(isStop(step))
    guard case .unknown(let attempts, _) = machine.state else { return #expect(Bool(false)) }
    #expect(attempts.last == now)
  }
}

@Test func `not there is believed after two looks and 6 minutes`() {
  var machine = PushMachine(
    state: .unknown(attempts(first: 0, last: 0), why: ""), expected: Sample.expected,
    known: KnownInvoices())
  _ = machine.next(after: .began, at: time(310))
  // The later of 60 s after this look and just past 6 minutes after the send.
  #expect(
    machine.next(after: .found([]), at: time(310))
      == .wait(milliseconds: 60_000, why: "looking once more whether Xero has it"))
  #expect(
    machine.state
      == .unknown(attempts(first: 0, last: 0, look: 310), why: "Xero does not show it yet"))
  _ = machine.next(after: .waited, at: time(370))
  #expect(machine.next(after: .found([]), at: time(370)) == .stop(.notCreated))
  #expect(machine.state == .notCreated)
}

@Test func `two looks within 6 minutes of the send are not enough`() {
  var machine = PushMachine(
    state: .unknown(attempts(first: 0, last: 290, look: 300), why: ""), expected: Sample.expected,
    known: KnownInvoices())
  _ = machine.next(after: .began, at: time(500))
  let step = machine.next(after: .found([]), at: time(500))
  #expect(isStop(step))
  guard case .unknown = machine.state else { return #expect(Bool(false)) }
}

@Test(arguments: ["AUTHORISED", "DRAFT", "PAID"])
func `what an earlier send made is adopted`(status: String) {
  var machine = PushMachine(
    state: .unknown(attempts(first: 0, last: 0), why: ""), expected: Sample.expected,
    known: KnownInvoices())
  _ = machine.next(after: .began, at: time(400))
  let step = machine.next(
    after: .found([Sample.answer(["Status": "\"\(status)\""])]), at: time(400))
  guard case .record(let created) = step else { return #expect(Bool(false), "\(step)") }
  #expect(created.adopted && created.status == status)
}

@Test(arguments: [
  ["Date": #""/Date(1795910400000+0000)/""#], ["CurrencyCode": #""AUD""#], ["LineItems": "[]"],
  ["Contact": #"{"ContactID":"00000000-0000-0000-0000-000000000001"}"#],
  [
    "LineItems":
      #"[{"Description":"x","Quantity":12.76,"UnitAmount":120.5555,"AccountCode":"200"}]"#
  ],
  ["LineItems": #"[{"Description":"x","Quantity":12.75,"UnitAmount":120.55,"AccountCode":"200"}]"#],
  ["LineItems": #"[{"Description":"x","Quantity":12.75,"UnitAmount":120.5555,"AccountCode":"9"}]"#],
  ["Status": #""DELETED""#], ["Status": #""VOIDED""#],
])
func `something else under our reference stops before the first send`(changes: [String: String]) {
  var machine = PushMachine(state: .prepared, expected: Sample.expected, known: KnownInvoices())
  _ = machine.next(after: .began, at: time(0))
  let step = machine.next(after: .found([Sample.answer(changes)]), at: time(0))
  guard case .stop(.conflict) = step else { return #expect(Bool(false), "\(step)") }
  #expect(machine.state == .prepared)
}

@Test(arguments: [["InvoiceID": "\"\(Invoice.noID)\""], ["InvoiceID": #""""#], ["Total": "1e40"]])
func `what is found without an id or a total to keep is not taken for the draft`(
  changes: [String: String]
) {
  var machine = PushMachine(
    state: .sending(attempts(first: 0, last: 0)), expected: Sample.expected, known: KnownInvoices())
  _ = machine.next(after: .began, at: time(400))
  let step = machine.next(after: .found([Sample.answer(changes)]), at: time(401))
  guard case .stop(.unknown) = step, case .unknown = machine.state else {
    return #expect(Bool(false), "\(step) \(machine.state)")
  }
}

@Test func `several under our reference stop, foreign ones are passed over`() {
  for (found, conflict) in [
    ([Sample.answer(), Sample.answer()], true),
    ([Sample.answer(["Reference": #""other""#]), Sample.answer(["Type": #""ACCPAY""#])], false),
  ] {
    var machine = PushMachine(state: .prepared, expected: Sample.expected, known: KnownInvoices())
    _ = machine.next(after: .began, at: time(0))
    let step = machine.next(after: .found(found), at: time(0))
    #expect(isStop(step) == conflict)
  }
}

@Test func `a draft deleted in Xero after a lost answer was made, and is recorded so`() {
  var machine = PushMachine(
    state: .unknown(attempts(first: 0, last: 0), why: ""), expected: Sample.expected,
    known: KnownInvoices())
  _ = machine.next(after: .began, at: time(400))
  let step = machine.next(
    after: .found([Sample.answer(["Status": #""DELETED""#, "LineItems": "[]"])]), at: time(400))
  guard case .record(let created) = step else { return #expect(Bool(false), "\(step)") }
  #expect(created.status == "DELETED")
}

@Test func `an expired token is renewed once`() {
  var machine = sending()
  #expect(machine.next(after: .answered(.tokenExpired), at: time(1)) == .renewToken)
  #expect(machine.state == .prepared)
  #expect(machine.next(after: .tokenRenewed, at: time(2)) == .send(replay: false))
  let step = machine.next(after: .answered(.tokenExpired), at: time(3))
  guard case .stop(.notSent(let error)) = step else { return #expect(Bool(false), "\(step)") }
  #expect(error.kind == .needsLogin)
  #expect(machine.state == .prepared)
}

@Test func `a minute's limit is waited for, a longer one is not`() {
  var machine = sending()
  guard
    case .wait(26_000, _) = machine.next(
      after: .answered(.limited(.minute(retryAfterMilliseconds: 26_000))), at: time(1))
  else { return #expect(Bool(false)) }
  #expect(machine.state == .prepared)
  #expect(machine.next(after: .waited, at: time(27)) == .send(replay: false))
  let long = machine.next(
    after: .answered(.limited(.minute(retryAfterMilliseconds: 91_000))), at: time(28))
  #expect(isStop(long))
  #expect(machine.state == .prepared)
}

@Test func `the day's limit stops at once and leaves it prepared`() {
  var machine = sending()
  let day = XeroError(.rateLimitedDay(resume: nil), "No more today.")
  #expect(
    machine.next(after: .answered(.limited(.day(day))), at: time(1)) == .stop(.notSent(day)))
  #expect(machine.state == .prepared)
}

@Test func `too many calls at once are spread out, with an end`() {
  var machine = sending()
  var waits: [Int64] = []
  var now: Int64 = 1
  while case .wait(let milliseconds, _) = machine.next(
    after: .answered(.limited(.concurrent)), at: time(now))
  {
    waits.append(milliseconds)
    guard waits.count < 50 else { return #expect(Bool(false)) }
    now += milliseconds / 1000
    _ = machine.next(after: .waited, at: time(now))
  }
  #expect(waits == [1000, 2000, 4000, 8000, 8000, 8000])
}

@Test func `what surely was not carried out leaves a replay unknown`() {
  let denials: [SendOutcome] = [
    .denied(offline), .notSent(offline), .keyReused(offline), .limited(.day(offline)),
  ]
  for outcome in denials {
    var machine = PushMachine(
      state: .sending(attempts(first: 0, last: 0)), expected: Sample.expected,
      known: KnownInvoices())
    #expect(machine.next(after: .began, at: time(10)) == .send(replay: true))
    #expect(machine.next(after: .answered(outcome), at: time(11)) == .stop(.unknown(offline)))
    guard case .unknown = machine.state else { return #expect(Bool(false)) }
  }
}

@Test func `whose token a first send goes with is kept with what is known of it`() {
  let signIn = TokenKey(clientID: "c", userID: "u")
  var machine = PushMachine(
    state: .prepared, expected: Sample.expected, known: KnownInvoices(), signIn: signIn)
  _ = machine.next(after: .began, at: time(0))
  _ = machine.next(after: .found([]), at: time(0))
  #expect(machine.next(after: .listed([]), at: time(0)) == .send(replay: false))
  #expect(machine.state.attempts?.signIn == signIn)
  // A later run's own sign-in takes nothing's place.
  var again = PushMachine(
    state: machine.state, expected: Sample.expected, known: KnownInvoices(),
    signIn: TokenKey(clientID: "c", userID: "v"))
  #expect(again.next(after: .began, at: time(1)) == .send(replay: true))
  #expect(again.state.attempts?.signIn == signIn)
  #expect(again.state.attempts?.sends == 2)
}

@Test func `with another token nothing is sent again: Xero is looked at`() {
  var machine = PushMachine(
    state: .sending(attempts(first: 0, last: 0)), expected: Sample.expected,
    known: KnownInvoices())
  #expect(machine.next(after: .began, at: time(10)) == .send(replay: true))
  let look = PushStep.search(reference: Sample.reference, thorough: true)
  #expect(machine.next(after: .answered(.tokenIsAnother), at: time(10)) == look)
  guard case .wait = machine.next(after: .found([]), at: time(299)),
    case .unknown = machine.state
  else { return #expect(Bool(false)) }
  #expect(machine.next(after: .waited, at: time(299)) == look, "nor later")
  guard case .record(let created) = machine.next(after: .found([Sample.answer()]), at: time(299))
  else { return #expect(Bool(false)) }
  #expect(created.adopted)
}

@Test(arguments: [
  ("", "the tracking of line 1 and the item of line 1"),
  (#","ItemCode":"DEV""#, "the tracking of line 1"),
  (#","ItemCode":"DEV","Tracking":[{"Name":"Region","Option":"North"}]"#, nil),
])
func `what Xero left out of a line is told`(more: String, leftOut: String?) throws {
  var draft = Sample.draft()
  draft.lines[0].item = "DEV"
  draft.lines[0].tracking = [TrackingChoice(category: Sample.contact, option: Sample.tenant)]
  let expected = ExpectedInvoice(try DraftBody(draft: draft, contact: Sample.contact), of: draft)
  let answer = Sample.answer([
    "LineItems": #"[{"Description":"x","Quantity":1,"AccountCode":"200"\#(more)}]"#
  ])
  let created = expected.created(answer, adopted: false)
  #expect(created.leftOut == leftOut)
  #expect(created.messages == (leftOut.map { ["Xero left out \($0): set it there"] } ?? []))
}

// MARK: Strangers

/// A machine that has found nothing under its reference, and lists the contact's invoices.
private func listing(_ known: KnownInvoices) -> PushMachine {
  var machine = PushMachine(state: .prepared, expected: Sample.expected, known: known)
  _ = machine.next(after: .began, at: time(0))
  #expect(machine.next(after: .found([]), at: time(0)) == .list(contact: Sample.contact))
  return machine
}

private let otherToken = ReferenceToken(batchDigest: [1, 2, 3, 4, 5], books: "others")
private let other = Sample.answer(["Reference": "\"Dec 2026 \(otherToken.text)\""])

@Test(arguments: [
  ["Reference": #""""#], ["Reference": #""Edited by hand""#],
  ["Reference": #""Edited by hand""#, "Status": #""PAID""#],
  ["Reference": #""Edited by hand""#, "Status": #""NEW_STATUS""#],
])
func `a live invoice of this app that the books don't know stops a draft`(
  changes: [String: String]
) {
  var machine = listing(KnownInvoices(ids: ["243216c5-369e-4056-ac67-05388f86dc81"]))
  let step = machine.next(after: .listed([Sample.answer(changes)]), at: time(1))
  guard case .stop(.stranger(let invoice)) = step else { return #expect(Bool(false), "\(step)") }
  #expect(invoice.id == Sample.invoice)
  let sentence = PushStop.stranger(invoice).sentence
  #expect(sentence.contains("daybook invoice adopt \(Sample.invoice) --entries"))
  #expect(sentence.contains("daybook invoice adopt --not-mine \(Sample.invoice)"))
  #expect(machine.state == .prepared, "nothing was sent")
}

@Test(arguments: [
  ["Status": #""DELETED""#], ["Status": #""VOIDED""#], ["Type": #""ACCPAY""#],
  ["Contact": #"{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b9"}"#],
])
func `what is gone, or is somebody else's, stops nothing`(changes: [String: String]) {
  var machine = listing(KnownInvoices())
  let invoice = Sample.answer(changes.merging(["Reference": #""x""#]) { $1 })
  #expect(machine.next(after: .listed([invoice]), at: time(1)) == .send(replay: false))
}

@Test func `known invoices pass, by id, by an open push, and silently`() {
  for known in [
    KnownInvoices(ids: [Sample.invoice.uppercased()]),
    KnownInvoices(references: ["dec 2026 \(otherToken.text)"]),
  ] {
    var machine = listing(known)
    #expect(machine.next(after: .listed([other]), at: time(1)) == .send(replay: false))
    #expect(machine.warnings.isEmpty)
  }
}

@Test func `invoices of books once called others only warn, but never those of these books`() {
  var machine = listing(KnownInvoices(otherMarks: [otherToken.mark], ownMark: "0000"))
  #expect(machine.next(after: .listed([other]), at: time(1)) == .send(replay: false))
  #expect(machine.warnings.count == 1)
  machine = listing(KnownInvoices(otherMarks: [otherToken.mark], ownMark: otherToken.mark))
  guard case .stop(.stranger) = machine.next(after: .listed([other]), at: time(1)) else {
    return #expect(Bool(false))
  }
}

@Test func `a list that is old is made again before a first send`() {
  var machine = listing(KnownInvoices())
  guard
    case .wait = machine.next(
      after: .notSearched(XeroError(.rateLimited(retryAfterMilliseconds: 60_000), "slow")),
      at: time(0))
  else { return #expect(Bool(false)) }
  #expect(
    machine.next(after: .waited, at: time(200))
      == .search(reference: Sample.reference, thorough: false))
}
