import Foundation
import NIOCore
import Testing

@testable import Xero

private func send(
  to server: CannedServer, method: HTTPCall.Method = .put, patience: TimeAmount = .seconds(30)
) async -> Result<HTTPAnswer, TransportFailure> {
  var limits = Transport.Limits()
  limits.read = patience
  // A loaded machine is no failure of the transport's.
  limits.call = .seconds(180)
  let call = HTTPCall(
    method: method, url: server.base + "/x",
    headers: [("Authorization", "Bearer MARKER-token")],
    body: method == .put ? Data("MARKER-body".utf8) : nil)
  do {
    return .success(try await Transport.using(limits) { try await $0.send(call) })
  } catch {
    return .failure(error as? TransportFailure ?? .lost("\(error)"))
  }
}

private func isLost(_ result: Result<HTTPAnswer, TransportFailure>) -> Bool {
  guard case .failure(.lost(let why)) = result else { return false }
  return !why.contains("MARKER")
}

@Test func `an answer comes back whole`() async throws {
  let server = try await CannedServer.start(CannedServer.answer(200, "{}", ["X-Test: yes"]))
  let answer = try await send(to: server).get()
  #expect(answer.status == 200 && answer.body == Data("{}".utf8))
  #expect(answer.header("x-test") == "yes" && answer.isJSON)
  #expect(server.requests.count == 1)
  #expect(server.requests[0].lowercased().contains("connection: close"))
}

@Test(arguments: [
  CannedServer.Reply.dropped, .bytes("HTTP/1.1 200 X\r\nContent-Le"),
  .bytes("garbage\r\n\r\n"),
  .bytes("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"Invo"),
])
func `a broken answer may have been carried out, and is never asked for twice`(
  reply: CannedServer.Reply
) async throws {
  let server = try await CannedServer.start(reply)
  for method in [HTTPCall.Method.put, .get] {
    let before = server.requests.count
    let result = await send(to: server, method: method)
    #expect(isLost(result), "\(result)")
    #expect(server.requests.count == before + 1)
  }
}

@Test func `a silent server is not waited for without end`() async throws {
  let server = try await CannedServer.start(.silent)
  #expect(isLost(await send(to: server, patience: .milliseconds(50))))
}

@Test func `a server that drops after a good answer gets nothing twice either`() async throws {
  let server = try await CannedServer.start { _, index in
    index == 0 ? CannedServer.answer(200, "{}") : .dropped
  }
  let call = HTTPCall(method: .put, url: server.base + "/x", headers: [], body: Data("{}".utf8))
  try await Transport.using { transport in
    _ = try await transport.send(call)
    await #expect(throws: TransportFailure.self) { try await transport.send(call) }
  }
  #expect(server.requests.count == 2)
}

@Test func `a redirect is not followed`() async throws {
  let other = try await CannedServer.start(CannedServer.answer(200, "{}"))
  let server = try await CannedServer.start(
    CannedServer.answer(307, "", ["Location: \(other.base)/y"]))
  #expect(try await send(to: server).get().status == 307)
  #expect(other.requests.isEmpty)
}

@Test func `100 MB are cut off at 8 MiB`() async throws {
  let server = try await CannedServer.start(.endless)
  let result = await send(to: server, method: .get, patience: .seconds(120))
  #expect(isLost(result), "\(result)")
  guard case .failure(let failure) = result else { return }
  #expect(failure.why.contains("8388608 bytes"))
}

@Test func `where nobody listens, nothing was sent`() async throws {
  // Bound and not listening: nobody else gets the port meanwhile.
  let held = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(held) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let port =
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(held, pointer, length) == 0 && getsockname(held, pointer, &length) == 0
      }
    } ? UInt16(bigEndian: address.sin_port) : 0
  try #require(port != 0)
  let call = HTTPCall(method: .put, url: "http://127.0.0.1:\(port)/x", headers: [], body: nil)
  await #expect {
    try await Transport.using { try await $0.send(call) }
  } throws: {
    if case .notSent? = $0 as? TransportFailure { true } else { false }
  }
}
