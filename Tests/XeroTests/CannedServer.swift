import Foundation
import NIOCore
import NIOPosix
import Synchronization

@testable import Xero

/// A server on loopback that answers each request with bytes it was given, and keeps the requests.
final class CannedServer: Sendable {
  /// What comes of one connection.
  enum Reply: Sendable {
    /// These bytes, then the end.
    case bytes(String)
    /// The connection ends when the whole request is here.
    case dropped
    /// The headers, then as many bytes as the client takes.
    case endless
    case silent
    /// A byte every 20 ms, 1,000 of them.
    case dripping
  }

  let port: Int
  private let channel: any Channel
  private let script: Script

  var base: String { "http://127.0.0.1:\(port)" }
  var environment: [String: String] {
    ["DAYBOOK_XERO_API": base, "DAYBOOK_XERO_IDENTITY": base, "DAYBOOK_XERO_LOGIN": base]
  }
  /// Whole requests, as they came.
  var requests: [String] { script.state.withLock { $0.requests } }

  /// - Parameter reply: gets the whole request and how many came before it.
  static func start(
    _ reply: @escaping @Sendable (_ request: String, _ index: Int) -> Reply
  ) async throws -> CannedServer {
    let script = Script(reply)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return CannedServer(channel, script)
  }

  /// Always the same.
  static func start(_ reply: Reply) async throws -> CannedServer {
    try await start { _, _ in reply }
  }

  private init(_ channel: any Channel, _ script: Script) {
    self.channel = channel
    self.script = script
    port = channel.localAddress?.port ?? 0
  }

  func stop() async { try? await channel.close() }

  /// A whole answer with its length.
  static func answer(
    _ status: Int, _ body: String = "", _ headers: [String] = [], json: Bool = true
  ) -> Reply {
    let type = json ? "application/json; charset=utf-8" : "text/html; charset=utf-8"
    let lines =
      ["HTTP/1.1 \(status) X", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"]
      + headers
    return .bytes(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  private final class Script: Sendable {
    let reply: @Sendable (String, Int) -> Reply
    let state = Mutex((requests: [String](), open: 0))

    init(_ reply: @escaping @Sendable (String, Int) -> Reply) { self.reply = reply }

    func take(_ request: String) -> Reply {
      reply(
        request,
        state.withLock {
          $0.requests.append(request)
          return $0.requests.count - 1
        })
    }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private var received = ""

    init(_ script: Script) { self.script = script }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      guard let end = received.range(of: "\r\n\r\n") else { return }
      let head = received[..<end.lowerBound].lowercased()
      let length =
        head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
      guard received[end.upperBound...].utf8.count >= length else { return }
      let request = received
      received = ""
      let channel = context.channel
      switch script.take(request) {
      case .bytes(let text):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)))
          .whenComplete { _ in channel.close(promise: nil) }
      case .dropped: context.close(promise: nil)
      case .silent: break
      case .dripping:
        let head =
          "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
        channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) {
          guard channel.isActive else { return $0.cancel() }
          channel.writeAndFlush(ByteBuffer(string: " "), promise: nil)
        }
      case .endless:
        let head =
          "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n"
        context.write(wrapOutboundOut(ByteBuffer(string: head + "\r\n")), promise: nil)
        pour(channel)
      }
    }

    private func pour(_ channel: any Channel) {
      let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 18)
      channel.writeAndFlush(piece).whenSuccess { self.pour(channel) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}

extension Transport {
  /// A transport that is closed however `body` ends.
  static func using<Value: Sendable>(
    _ limits: Limits = Limits(), _ body: (Transport) async throws -> Value
  ) async throws -> Value {
    let transport = Transport(limits: limits)
    do {
      let value = try await body(transport)
      await transport.close()
      return value
    } catch {
      await transport.close()
      throw error
    }
  }
}
