import Foundation
import Testing

@testable import xero_sandbox

@Suite struct LimitTests {
  let trial = Trial()

  @Test(.rule(.limits))
  func `sixty calls a minute, then 429 with the seconds to wait`() async throws {
    let caller = try await trial.caller()
    trial.advance(seconds: 20)
    for call in 1...60 {
      let reply = await caller.send("GET", "/Currencies")
      #expect(reply.header("X-MinLimit-Remaining") == String(60 - call))
    }
    let refused = await caller.send("GET", "/Currencies")
    #expect(refused.status == 429)
    #expect(refused.body.isEmpty)
    #expect(refused.header("Content-Type") == nil)
    #expect(refused.header("X-Rate-Limit-Problem") == "minute")
    #expect(refused.header("Retry-After") == "40")
    trial.advance(seconds: 40)
    #expect(await caller.send("GET", "/Currencies").status == 200)
  }

  @Test(.rule(.limits)) func `a day's calls end with its Retry-After`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/limits", #"{"dayUsed":4999}"#)
    #expect(await caller.send("GET", "/Currencies").header("X-DayLimit-Remaining") == "0")
    let refused = await caller.send("GET", "/Currencies")
    #expect(refused.header("X-Rate-Limit-Problem") == "day")
    #expect(refused.header("Retry-After") == "84600")
  }

  /// The clock stands at 00:30: midnight forgives nothing where the day goes back 24 hours.
  @Test(arguments: [(false, 200), (true, 429)])
  func `the day begins at midnight, or goes back 24 hours by a switch`(
    rolls: Bool, status: Int
  ) async throws {
    await trial.office("POST", "/switches", #"{"rollingDay":\#(rolls)}"#)
    trial.advance(seconds: -3600)
    await trial.office("POST", "/limits", #"{"dayUsed":5000}"#)
    trial.advance(seconds: 3600)
    let caller = try await trial.caller()
    #expect(await caller.send("GET", "/Organisation").status == status)
    trial.advance(seconds: 86_400)
    let later = try await trial.caller()
    #expect(await later.send("GET", "/Organisation").status == 200)
  }

  @Test(.rule(.limits)) func `every answer tells what is left of all three`() async throws {
    let caller = try await trial.caller()
    for (path, status) in [("/Currencies", 200), ("/Nonsense", 404), ("/Invoices?where=x", 400)] {
      let reply = await caller.send("GET", path)
      #expect(reply.status == status)
      for window in ["Min", "Day", "AppMin"] {
        #expect(reply.header("X-\(window)Limit-Remaining").flatMap { Int($0) } != nil)
      }
    }
  }

  @Test(.rule(.limits)) func `an app has 10,000 calls a minute over all organisations`() {
    var limits = RateLimits(dayLimit: 5000)
    for call in 0..<10_000 {
      let key = RateLimits.Key(clientID: "A", tenant: "\(call / 60)")
      let problem = limits.begin(key, at: 0)
      #expect(problem == nil)
      limits.end(key)
    }
    let next = RateLimits.Key(clientID: "A", tenant: "another")
    let refused = limits.begin(next, at: 0)
    #expect(refused == .appMinute)
    let other = limits.begin(RateLimits.Key(clientID: "B", tenant: "another"), at: 0)
    #expect(other == nil)
    let later = limits.begin(next, at: 60_000)
    #expect(later == nil)
  }

  @Test(.rule(.limits), .rule(.idempotency))
  func `limits stand before the cache: a replay is refused too`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    for _ in 1...59 { _ = await caller.send("GET", "/Currencies") }
    #expect(await caller.create(key: "K").header("X-Rate-Limit-Problem") == "minute")
    trial.advance(seconds: 60)
    #expect(await caller.create(key: "K").invoice["InvoiceNumber"] == "INV-0001")
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test(.rule(.limits)) func `organisations have limits of their own`() async throws {
    let caller = try await trial.caller()
    for _ in 1...61 { _ = await caller.send("GET", "/Currencies") }
    var other = caller
    other.tenant = Trial.australia
    #expect(await other.send("GET", "/Currencies").status == 200)
  }

  @Test(.rule(.concurrency))
  func `the sixth call at once is refused, without a time to wait`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"delay","times":5}"#)
    let slow = (1...5).map { _ in Task { await caller.send("GET", "/Currencies") } }
    await trial.sleeping.sleepers(atLeast: 5)
    let refused = await caller.send("GET", "/Currencies")
    await trial.sleeping.wake()
    for call in slow { #expect(await call.value.status == 200) }
    #expect(refused.header("X-Rate-Limit-Problem") == "concurrent")
    #expect(refused.header("Retry-After") == nil)
    #expect(await trial.violations() == ["more than 5 calls at once"])
    #expect(await caller.send("GET", "/Currencies").status == 200)
  }

  @Test(
    .rule(.limits),
    arguments: [("minute", true), ("day", true), ("concurrent", false), ("appminute", false)])
  func `each kind of 429 can be asked for`(kind: String, waits: Bool) async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"429-\#(kind)","method":"PUT"}"#)
    let refused = await caller.create()
    #expect(refused.status == 429)
    #expect(refused.header("X-Rate-Limit-Problem") == kind)
    #expect((refused.header("Retry-After") != nil) == waits)
    #expect(await trial.office("GET", "/invoices")["count"] == 0)
  }
}

@Suite(.rule(.idempotency)) struct IdempotencyTests {
  let trial = Trial()

  private func count() async -> Int? {
    await trial.office("GET", "/invoices")["count"]?.integer
  }

  @Test func `the same key and bytes get the same answer, and cost a call`() async throws {
    let caller = try await trial.caller()
    let (first, second) = (await caller.create(key: "K"), await caller.create(key: "K"))
    #expect(first.body == second.body)
    #expect(first.header("X-MinLimit-Remaining") == "59")
    #expect(second.header("X-MinLimit-Remaining") == "58")
    #expect(await count() == 1)
  }

  @Test func `after six minutes a key is unknown and makes a second invoice`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    trial.advance(seconds: 359)
    _ = await caller.create(key: "K")
    #expect(await count() == 1)
    trial.advance(seconds: 1)
    _ = await caller.create(key: "K")
    #expect(await count() == 2)
    #expect(await trial.violations() == ["an idempotency key used again after its 6 minutes"])
  }

  @Test func `a key with another body is refused`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    let reply = await caller.create({ $0.line["Quantity"] = "3" }, key: "K")
    #expect(reply.status == 400)
    #expect(
      reply.json["Message"] == "Idempotency Key: K is used with a different request.")
    #expect(await count() == 1)
  }

  @Test func `a key with another address, method or organisation is refused`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    var elsewhere = caller
    elsewhere.tenant = Trial.australia
    for reply in [
      await caller.create(query: "unitdp=2", key: "K"),
      await caller.send("POST", "/Invoices?unitdp=4", Draft().body, key: "K"),
      await elsewhere.create(key: "K"),
    ] {
      #expect(reply.json["Message"] == "Idempotency Key: K is used with a different request.")
    }
    #expect(await count() == 1)
  }

  @Test func `keys belong to their app`() async throws {
    let caller = try await trial.caller()
    let other = try await trial.caller(clientID: Registration.defaultClientIDs[1])
    _ = await caller.create(key: "K")
    _ = await other.create(key: "K")
    #expect(await count() == 2)
  }

  @Test func `errors are remembered too`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/contacts/\(Trial.acme)/archive")
    let refused = await caller.create(key: "K")
    await trial.office("POST", "/contacts/\(Trial.acme)/restore")
    #expect(refused.status == 400)
    #expect(await caller.create(key: "K").body == refused.body)
    #expect(await caller.create(key: "L").status == 200)
  }

  @Test(arguments: [(false, 0), (true, 1)])
  func `a failure of the server is remembered, whether or not it had done its work`(
    commits: Bool, made: Int
  ) async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"500","method":"PUT","commits":\#(commits)}"#)
    #expect(await caller.create(key: "K").status == 500)
    #expect(await caller.create(key: "K").status == 500)
    #expect(await count() == made)
    #expect(await caller.create(key: "L").status == 200)
    #expect(await count() == made + 1)
  }

  @Test func `a second call waits for the first and gets its answer`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"delay","method":"PUT"}"#)
    let first = Task { await caller.create(key: "K") }
    await trial.sleeping.sleepers(atLeast: 1)
    let second = Task { await caller.create(key: "K") }
    while await trial.office("GET", "/requests")["requests"]?.items?.count != 4 {
      await Task.yield()
    }
    await trial.sleeping.wake()
    #expect(await first.value.body == second.value.body)
    #expect(await count() == 1)
  }

  @Test func `a key of more than 128 characters is refused by name and length`() async throws {
    let caller = try await trial.caller()
    let key = String(repeating: "k", count: 129)
    let reply = await caller.create(key: key)
    #expect(reply.status == 400)
    #expect(reply.json["Message"]?.text?.contains("129") == true)
    #expect(await caller.create(key: String(key.dropLast())).status == 200)
  }

  @Test func `a switch binds keys to their token`() async throws {
    await trial.office("POST", "/switches", #"{"keysBoundToToken":true}"#)
    var caller = try await trial.caller()
    _ = await caller.create(key: "K")
    caller.token = try #require(
      await trial.refresh(caller.refresh).json["access_token"]?.text)
    _ = await caller.create(key: "K")
    #expect(await count() == 2)
  }
}

@Suite struct FaultTests {
  let trial = Trial()

  @Test(arguments: [
    ("drop-before", 0), ("drop-after", 1), ("500", 0), ("502", 0), ("503", 0), ("truncate", 1),
    ("portal", 0), ("wrong-length", 1), ("401", 0), ("307", 0), ("404", 0), ("twice", 1),
    ("slow", 1),
  ])
  func `a fault hits once, before or after the work`(fault: String, made: Int) async throws {
    let caller = try await trial.caller()
    await trial.office(
      "POST", "/faults", #"{"fault":"\#(fault)","method":"PUT","path":"/Invoices"}"#)
    #expect(await caller.send("GET", "/Invoices").status == 200)
    _ = await caller.create(key: "K")
    #expect(await trial.office("GET", "/invoices")["count"]?.integer == made)
    #expect(await trial.office("GET", "/faults")["faults"] == [])
  }

  @Test func `a replay after a lost answer finds the same invoice`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"drop-after","method":"PUT"}"#)
    #expect(await caller.create(key: "K").delivery == .dropped)
    let again = await caller.create(key: "K")
    #expect(again.delivery == .whole)
    #expect(again.invoice["InvoiceNumber"] == "INV-0001")
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
    #expect(await trial.violations() == [])
  }

  @Test func `a request that is delivered twice shows a client that sends no key`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/faults", #"{"fault":"twice","method":"PUT"}"#)
    #expect(await caller.create().invoice["InvoiceNumber"] == "INV-0001")
    #expect(await trial.office("GET", "/invoices")["count"] == 2)
  }

  @Test func `the journal keeps no token, code or verifier`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    let journal = await trial.office("GET", "/requests").written(.compact)
    for secret in [caller.token, caller.refresh, Trial.verifier] {
      #expect(!journal.contains(secret))
    }
  }

  @Test(arguments: [
    (#""Status":"AUTHORISED""#, "a status other than DRAFT"),
    (#""Total":24.15"#, "a total sent"), (#""SentToContact":true"#, "SentToContact"),
  ])
  func `what a careful client never sends is noted`(field: String, rule: String) async throws {
    let caller = try await trial.caller()
    let body = Draft().body.replacing(#""Status":"DRAFT""#, with: field)
    _ = await caller.send("PUT", "/Invoices?unitdp=4", body, key: "K")
    #expect(await trial.violations().contains(rule))
  }

  @Test func `a careful client's day leaves no violation`() async throws {
    let caller = try await trial.caller()
    _ = await caller.send("GET", "/Organisation")
    let id = try #require(await caller.create(key: "K").invoice["InvoiceID"]?.text)
    _ = await caller.send(
      "POST", "/Invoices/" + id, #"{"Invoices":[{"InvoiceID":"\#(id)","Status":"DELETED"}]}"#,
      key: "L")
    #expect(await trial.violations() == [])
  }

  @Test func `state goes through its file unchanged`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let state = await trial.sandbox.state
    let file = StateFile(path: "/tmp/xero-sandbox-\(UInt64.random(in: .min ... .max)).json")
    defer { unlink(file.path) }
    file.write(state)
    #expect(try file.read() == state)
  }
}
