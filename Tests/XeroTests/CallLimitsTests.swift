import Activity
import Foundation
import NIOHTTP1
import Testing

@testable import Xero

@Suite struct CallLimitsTests {
  private func answer(_ status: Int, _ headers: (String, String)...) -> HTTPAnswer {
    HTTPAnswer(status: status, headers: HTTPHeaders(headers), body: Data())
  }

  private let now = Instant(milliseconds: 1_000_000)

  @Test func `what the headers say is kept`() throws {
    let limits = try #require(
      CallLimits(
        answer(200, ("X-DayLimit-Remaining", "344"), ("X-MinLimit-Remaining", "0")), at: now))
    #expect(limits.day == 344 && limits.minute == 0)
    #expect(limits.resumesAt == nil && limits.saidAt == now)
  }

  @Test func `a refusal tells when it goes on`() throws {
    let limits = try #require(
      CallLimits(
        answer(429, ("Retry-After", "26"), ("X-Rate-Limit-Problem", "minute")), at: now))
    #expect(limits.resumesAt == now.advanced(by: 26_000))
  }

  @Test(arguments: ["-1", "many", ""])
  func `nonsense says nothing`(text: String) {
    #expect(CallLimits(answer(200, ("X-DayLimit-Remaining", text)), at: now) == nil)
  }

  @Test func `Xero's clock is read from its answers`() throws {
    let limits = try #require(
      CallLimits(
        answer(
          200, ("X-DayLimit-Remaining", "1"), ("Date", "Thu, 01 Jan 1970 00:18:40 GMT")), at: now))
    #expect(limits.clockAheadSeconds == 120)
  }

  @Test(arguments: [
    "Wed, 25 Nov 2026 18:47 GMT", "Wed, 31 Feb 2026 18:47:43 GMT", "25 Nov 2026 18:47:43 GMT",
    "Wed, 25 Nov 2026 25:47:43 GMT", "Wed, 25 Nov 2026 18:47:43 CET",
  ])
  func `a date of another form is none`(text: String) {
    #expect(HTTPDate(text) == nil)
  }

  @Test func `limits are remembered by app and organisation, also where one word is missing`()
    throws
  {
    let scratch = try Scratch()
    let memory = LimitsMemory(directory: scratch.path, environment: "test")
    #expect(memory.limits(of: "T", clientID: "C") == nil)
    let first = try #require(
      CallLimits(answer(200, ("X-DayLimit-Remaining", "344")), at: now))
    memory.note(first, of: "T", clientID: "C")
    memory.note(first, of: "U", clientID: "C")
    let refusal = try #require(CallLimits(answer(429, ("Retry-After", "5")), at: now))
    memory.note(refusal, of: "t", clientID: "C")
    #expect(memory.limits(of: "T", clientID: "C")?.day == 344)
    #expect(memory.limits(of: "T", clientID: "C")?.resumesAt == now.advanced(by: 5000))
    #expect(memory.limits(of: "U", clientID: "C") == first)
    #expect(memory.limits(of: "T", clientID: "D") == nil)
  }
}
