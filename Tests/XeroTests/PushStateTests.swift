import Activity
import Foundation
import Testing

@testable import Xero

private func time(_ milliseconds: Int64) -> PushTime {
  PushTime(real: Instant(milliseconds: milliseconds), sinceBoot: milliseconds, boot: "b")
}

@Test func `states survive the books`() {
  let created = CreatedInvoice(
    id: Sample.invoice, number: "INV-1", status: "DRAFT", total: decimal("9999999999.99"),
    totalsDiffer: true, leftOut: "the item of line 1", adopted: true, messages: ["a", "b"],
    correlationID: "c")
  let signIn = TokenKey(clientID: "c", userID: "u")
  for state: PushState in [
    .prepared, .sending(.init(first: time(1), last: time(2), sends: 3)),
    .sending(.init(first: time(1), last: time(2), sends: 3, signIn: signIn)),
    .unknown(.init(first: time(1), last: time(2), sends: 1, emptyLook: time(3)), why: "w"),
    .created(created),
    .rejected(["no"]), .notCreated,
  ] {
    #expect(PushState(text: state.text) == state)
  }
  for bad in ["", "{}", #"{"state":"sending"}"#, #"{"state":"sent"}"#, #"{"state":"created"}"#] {
    #expect(PushState(text: bad) == nil)
  }
}

@Test func `a stored state keeps its spelling`() {
  #expect(
    PushState.sending(
      .init(
        first: PushTime(real: Instant(milliseconds: 5), sinceBoot: 1, boot: "b"),
        last: PushTime(real: Instant(milliseconds: 6)), sends: 2)
    ).text
      == #"{"attempts":{"first":{"boot":"b","real":5,"sinceBoot":1},"last":{"real":6},"sends":2},"state":"sending"}"#
  )
  let at = PushTime(real: Instant(milliseconds: 5))
  #expect(
    PushState.sending(
      .init(
        first: at, last: at, sends: 1, signIn: TokenKey(clientID: "c", userID: "u"))
    ).text
      == #"{"attempts":{"first":{"real":5},"last":{"real":5},"sends":1,"signIn":{"clientID":"c","userID":"u"}},"state":"sending"}"#
  )
}
