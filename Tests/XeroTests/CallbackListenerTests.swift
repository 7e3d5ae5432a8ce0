import Foundation
import Testing

@testable import Xero

private func get(_ port: Int, _ target: String, on address: String = "127.0.0.1") async throws
  -> (status: Int, page: String)
{
  let call = HTTPCall(
    method: .get, url: "http://\(address):\(port)\(target)",
    headers: [("Host", "localhost:\(port)")], body: nil)
  let answer = try await Transport.using { try await $0.send(call) }
  return (answer.status, String(decoding: answer.body, as: UTF8.self))
}

@Test func `strays are turned away until the right answer comes`() async throws {
  let listener = try await CallbackListener.bind(ports: [0], state: "right")
  #expect(try await get(listener.port, "/favicon.ico").status == 404)
  #expect(try await get(listener.port, "/callback?code=x&state=wrong").status == 400)
  let page = try await get(listener.port, "/callback?code=MARKER&state=right")
  #expect(page.status == 200 && page.page.contains("close this window"))
  #expect(!page.page.contains("MARKER"))
  #expect(try await listener.code(within: .seconds(60)) == Secret("MARKER"))
  await listener.close()
  await #expect(throws: TransportFailure.self) { try await get(listener.port, "/callback") }
}

@Test func `both loopback families are listened on`() async throws {
  let listener = try await CallbackListener.bind(ports: [0], state: "right")
  do {
    let page = try await get(listener.port, "/callback?code=six&state=right", on: "[::1]")
    #expect(page.status == 200)
    #expect(try await listener.code(within: .seconds(60)) == Secret("six"))
  } catch TransportFailure.notSent {
    // A machine without IPv6.
  }
  await listener.close()
}

@Test func `a cancelled sign-in says so`() async throws {
  let listener = try await CallbackListener.bind(ports: [0], state: "right")
  _ = try await get(listener.port, "/callback?error=access_denied&state=right")
  await #expect {
    try await listener.code(within: .seconds(60))
  } throws: { ($0 as? XeroError)?.kind == .cancelled }
  await listener.close()
}

@Test func `nobody's answer is waited for until the limit`() async throws {
  let listener = try await CallbackListener.bind(ports: [0], state: "right")
  await #expect {
    try await listener.code(within: .milliseconds(10))
  } throws: { ($0 as? XeroError)?.kind == .timedOut }
  await listener.close()
}

@Test func `a port that is taken leads to the next one, and to a sentence`() async throws {
  let first = try await CallbackListener.bind(ports: [0], state: "a")
  let second = try await CallbackListener.bind(ports: [first.port, 0], state: "b")
  #expect(second.port != first.port)
  await #expect {
    try await CallbackListener.bind(ports: [first.port], state: "c")
  } throws: { "\($0)".contains("\(first.port)") && "\($0)".contains("--port") }
  await first.close()
  await second.close()
}
