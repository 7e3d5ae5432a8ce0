import Foundation
import Testing

@testable import xero_sandbox

/// Over a real socket: what a client's network stack sees.
@Suite struct LiveTests {
  /// Serves `reply` on a free port and gives the bytes that one request gets until the end.
  private func bytes(answering reply: Reply) async throws -> String {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let server = Server { request in
      #expect(request.query == [.init(name: "where", value: "a==\"b c+d\"")])
      #expect(request.body == Array("{}".utf8))
      #expect(request.header("xero-TENANT-id") == "T")
      return reply
    }
    let serving = Task {
      try await server.run(host: "127.0.0.1", port: 0) { port.yield($0) }
    }
    defer { serving.cancel() }
    var found = ports.makeAsyncIterator()
    let number = try #require(await found.next())
    // Blocking calls get a thread of their own: the server needs the shared ones.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Self.exchange(port: number) })
      }
    }
  }

  private static func exchange(port: Int) throws -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(handle >= 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
    let request =
      "PUT /x?where=a%3D%3D%22b+c%2Bd%22 HTTP/1.1\r\nHost: localhost\r\nxero-tenant-id: T\r\n"
      + "Connection: close\r\nContent-Length: 2\r\n\r\n{}"
    // Only so that a failure is a failure and not a wait without end.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    #expect(send(handle, request, request.utf8.count, 0) == request.utf8.count)
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(handle, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return String(decoding: received, as: UTF8.self)
  }

  private let reply = Reply.json(200, ["text": "twelve and more"], .compact)

  @Test func `a whole answer has its length and its body`() async throws {
    let seen = try await bytes(answering: reply)
    #expect(seen.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(seen.contains("Content-Length: 26\r\n"))
    #expect(seen.hasSuffix("\r\n\r\n{\"text\":\"twelve and more\"}"))
  }

  @Test func `a dropped answer is not one byte`() async throws {
    var reply = reply
    reply.delivery = .dropped
    #expect(try await bytes(answering: reply) == "")
  }

  @Test func `a truncated answer states its whole length and ends at half`() async throws {
    var reply = reply
    reply.delivery = .half
    let seen = try await bytes(answering: reply)
    #expect(seen.contains("Content-Length: 26\r\n"))
    #expect(seen.hasSuffix("\r\n\r\n{\"text\":\"twel"))
  }

  @Test func `a slow answer comes whole, in pieces`() async throws {
    var reply = reply
    reply.delivery = .slow(seconds: 0)
    let seen = try await bytes(answering: reply)
    #expect(seen.contains("Content-Length: 26\r\n"))
    #expect(seen.hasSuffix("\r\n\r\n{\"text\":\"twelve and more\"}"))
  }

  @Test func `a wrong length is seven bytes short of the body`() async throws {
    var reply = reply
    reply.delivery = .wrongLength
    let seen = try await bytes(answering: reply)
    #expect(seen.contains("Content-Length: 19\r\n"))
  }
}
