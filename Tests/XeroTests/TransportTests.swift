import Foundation
import NIOCore
import TestSupport
import Testing

@testable import Xero

private func send(
  to server: CannedServer, method: HTTPCall.Method = .put, patience: TimeAmount = .seconds(30),
  // A loaded machine is no failure of the transport's.
  whole: TimeAmount = .seconds(180)
) async -> Result<HTTPAnswer, TransportFailure> {
  var limits = Transport.Limits()
  limits.read = patience
  limits.call = whole
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
  return !why.contains("MARKER") && !why.contains("Error")
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

@Test func `what is no HTTP is told in a sentence that names no error of a library`() async throws {
  let server = try await CannedServer.start(.bytes("garbage\r\n\r\n"))
  guard case .failure(let failure) = await send(to: server) else { return #expect(Bool(false)) }
  let error = unreachable(server.base, failure)
  #expect(
    error.description
      == "127.0.0.1:\(server.port) gave no usable answer: what came back breaks the rules of HTTP, as "
      + "from another program at this address, or a proxy that is out of order. Check the network, "
      + "then try again.")
}

@Test func `a silent server is not waited for without end`() async throws {
  let server = try await CannedServer.start(.silent)
  #expect(isLost(await send(to: server, patience: .milliseconds(50))))
}

@Test func `an answer that drips without end is not waited for either`() async throws {
  let server = try await CannedServer.start(.dripping)
  guard
    case .failure(.lost(let why)) = await send(to: server, method: .get, whole: .milliseconds(500))
  else { return #expect(Bool(false)) }
  #expect(why == "it did not answer in time")
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
  // Only its length may end it: each of its pieces waits for its turn among all other tests.
  let result = await send(to: server, method: .get, patience: .hours(1), whole: .hours(1))
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

/// For 127.0.0.1 and localhost, by nobody's authority, until 2126. Of use for nothing else.
private let ownCertificate = """
  -----BEGIN PRIVATE KEY-----
  MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUQPtuNnA2aMF5fB3
  a+UzgfmQJFAYPapPfnrgu1EDCFqhRANCAATAD8Iwav+h8qUTWTyc1pQ/bWmzG1f4
  WdyFv+grpj4bYKl+IqZqVYYBfQpdSAX0L6x2sVxe7WveUwWJCMEA/ryz
  -----END PRIVATE KEY-----
  -----BEGIN CERTIFICATE-----
  MIIBmzCCAUGgAwIBAgIUTHOFpAqpMI29VBwC8uUio2f9io8wCgYIKoZIzj0EAwIw
  FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTE5MzM1MloYDzIxMjYxMTAx
  MTkzMzUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
  PQMBBwNCAATAD8Iwav+h8qUTWTyc1pQ/bWmzG1f4WdyFv+grpj4bYKl+IqZqVYYB
  fQpdSAX0L6x2sVxe7WveUwWJCMEA/ryzo28wbTAdBgNVHQ4EFgQUmeEltNiSq1eG
  78l1O7m75VwjS8AwHwYDVR0jBBgwFoAUmeEltNiSq1eG78l1O7m75VwjS8AwDwYD
  VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
  zj0EAwIDSAAwRQIgURxTLu2Fgwab6Maq5nENlvL8ahBo5ne7d6gGm7htD14CIQDr
  hbFo/0Jh9W1o8xfCQTol3B0lqwPWRunv/4zd/T7wpQ==
  -----END CERTIFICATE-----

  """

@Test func `a server that nobody vouches for gets not a byte of a request`() async throws {
  let scratch = try Scratch()
  try ownCertificate.write(toFile: scratch.path + "/pem", atomically: false, encoding: .utf8)
  let script = """
    import os, socket, ssl, sys
    os.chdir(sys.argv[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("pem")
    server = socket.create_server(("127.0.0.1", 0))
    with open("port.new", "w") as file: file.write(str(server.getsockname()[1]))
    os.rename("port.new", "port")
    connection, _ = server.accept()
    connection.settimeout(20)
    try: got = context.wrap_socket(connection, server_side=True).recv(1000)
    except OSError: got = b""
    with open("got", "wb") as file: file.write(got)
    """
  let server = TestProcess(["/usr/bin/python3", "-B", "-c", script, scratch.path])
  #expect(eventually { access(scratch.path + "/port", F_OK) == 0 })
  let port = try String(contentsOfFile: scratch.path + "/port", encoding: .utf8)
  let call = HTTPCall(
    method: .put, url: "https://127.0.0.1:\(port)/x",
    headers: [("Authorization", "Bearer MARKER-token")], body: Data("MARKER-body".utf8))
  let failure = await #expect(throws: TransportFailure.self) {
    try await Transport.using { try await $0.send(call) }
  }
  #expect(failure?.why.hasPrefix("no safe connection came about") == true, "\(failure?.why ?? "")")
  #expect(server.wait() == 0)
  #expect(FileManager.default.contents(atPath: scratch.path + "/got") == Data())
}
