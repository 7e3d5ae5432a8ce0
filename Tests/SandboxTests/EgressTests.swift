import Testing

@testable import xero_sandbox

/// The bytes that an app is billed for.
@Suite struct EgressTests {
  private let trial = Trial()

  private func bytes() async -> [Int?] {
    await trial.office("GET", "/egress")["egress"]?.items?.map { $0["bytes"]?.integer } ?? []
  }

  @Test(arguments: [true, false])
  func `what is read counts; what a write answers counts, or not, by a switch`(
    counts: Bool
  ) async throws {
    await trial.office("POST", "/switches", #"{"writesCostEgress":\#(counts)}"#)
    let caller = try await trial.caller()
    #expect(await bytes() == [], "signing in is free")
    _ = await caller.send("GET", "/Organisation")
    #expect(await bytes() == [], "and so is the organisation")
    let read = await caller.send("GET", "/Contacts")
    let written = await caller.create(key: "K")
    #expect(await bytes() == [read.body.count + (counts ? written.body.count : 0)])
    await trial.office("DELETE", "/egress")
    #expect(await bytes() == [])
  }

  @Test func `an answer that was lost costs what came of it, and each app has its own`()
    async throws
  {
    let caller = try await trial.caller()
    let whole = await caller.send("GET", "/Contacts").body.count
    for fault in ["truncate", "drop-after"] {
      await trial.office("POST", "/faults", #"{"fault":"\#(fault)"}"#)
      _ = await caller.send("GET", "/Contacts")
    }
    #expect(await bytes() == [whole + whole / 2])
    let other = try await trial.caller(clientID: Registration.defaultClientIDs[1])
    _ = await other.send("GET", "/Currencies")
    #expect(await bytes().count == 2)
  }
}
