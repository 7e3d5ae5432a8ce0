import Foundation
import Testing

@testable import xero_sandbox

@Suite struct RecordingTests {
  private func exchange(_ path: String, body: String, answer: String) async throws -> String {
    let request = Request(
      method: "POST", path: path,
      headers: [
        .init(name: "Authorization", value: "Bearer marker-access"),
        .init(name: "Content-Type", value: "application/x-www-form-urlencoded"),
      ],
      body: Array(body.utf8))
    var journal = Journal()
    let number = journal.begin(request, at: 0)
    let reply = Reply(200, body: Array(answer.utf8))
    let ended = journal.end(number, reply)
    let entry = try #require(ended)
    return Recording.exchange(entry, reply).written(.compact)
  }

  @Test func `a recorded sign-in has neither tokens nor codes`() async throws {
    let line = try await exchange(
      "/connect/token",
      body: "grant_type=refresh_token&client_id=mine&refresh_token=marker-refresh",
      answer: #"{"access_token":"marker-new"}"#)
    #expect(!line.contains("marker"))
    #expect(line.contains("grant_type=refresh_token&client_id=mine"))
  }

  @Test func `a recorded call has its body and its answer`() async throws {
    let line = try await exchange(
      "/api.xro/2.0/Invoices", body: #"{"Invoices":[]}"#, answer: #"{"Status":"OK"}"#)
    #expect(
      line
        == #"{"number":1,"method":"POST","path":"/api.xro/2.0/Invoices","query":[],"#
        + #""headers":[["Authorization","(not kept)"],"#
        + #"["Content-Type","application/x-www-form-urlencoded"]],"#
        + #""body":"{\"Invoices\":[]}","status":200,"answer_headers":[],"#
        + #""answer":"{\"Status\":\"OK\"}","delivered":true}"#)
  }
}
