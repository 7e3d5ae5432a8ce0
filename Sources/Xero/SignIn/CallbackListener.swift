import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on this machine for the browser to come back from Xero.
final class CallbackListener: Sendable {
  /// Register `http://localhost:PORT/callback` for each with Xero: it knows no wildcards. 8742 is
  /// taken by Xero's own command line.
  static let defaultPorts = [8799, 8797, 8795]

  let port: Int
  private let channels: [any Channel]
  private let answers: AsyncStream<CallbackAnswer>

  /// Binds the first port that is free, on both loopback families: a browser may take either one
  /// for `localhost`. A machine without IPv6 gets IPv4 alone.
  ///
  /// - Parameter ports: tried in this order; 0 lets the system choose.
  /// - Throws: `.badSettings` where none is free.
  static func bind(ports: [Int], state: String) async throws(XeroError) -> CallbackListener {
    for port in ports {
      let (answers, continuation) = AsyncStream.makeStream(of: CallbackAnswer.self)
      guard let ipv4 = try? await listen("127.0.0.1", port, state, continuation),
        let bound = ipv4.localAddress?.port
      else { continue }
      do {
        let ipv6 = try await listen("::1", bound, state, continuation)
        return CallbackListener(port: bound, channels: [ipv4, ipv6], answers: answers)
      } catch let error as IOError where error.errnoCode == EADDRINUSE {
        // Someone else's: a browser that prefers IPv6 would tell them our code.
        try? await ipv4.close()
      } catch {
        return CallbackListener(port: bound, channels: [ipv4], answers: answers)
      }
    }
    let tried = ports.map(String.init).joined(separator: ", ")
    throw XeroError(
      .badSettings,
      "No port to listen on for Xero's answer: \(tried) taken. Stop what uses it, or give another "
        + "one with --port and register http://localhost:PORT/callback for your app at Xero.")
  }

  private init(port: Int, channels: [any Channel], answers: AsyncStream<CallbackAnswer>) {
    self.port = port
    self.channels = channels
    self.answers = answers
  }

  /// The code that the browser brings.
  ///
  /// - Throws: `.cancelled`, `.timedOut`, or `.badSettings` with Xero's reason.
  func code(within limit: Duration) async throws(XeroError) -> Secret {
    let answers = answers
    let answer = await withTaskGroup(of: CallbackAnswer?.self) { group in
      group.addTask {
        for await answer in answers { return answer }
        return nil
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    switch answer {
    case .code(let code): return code
    case .cancelled: throw SignIn.cancelled
    case .failed(let word): throw SignIn.refused(word)
    case .stray, nil:
      throw XeroError(
        .timedOut,
        "No answer from Xero within \(limit.components.seconds) seconds. Run \"daybook xero "
          + "login\" again and finish in the browser.")
    }
  }

  func close() async {
    for channel in channels { try? await channel.close() }
  }

  private static func listen(
    _ host: String, _ port: Int, _ state: String,
    _ answers: AsyncStream<CallbackAnswer>.Continuation
  ) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          // Browsers open connections that they never use.
          try channel.pipeline.syncOperations.addHandler(IdleStateHandler(allTimeout: .seconds(10)))
          try channel.pipeline.syncOperations.addHandler(
            CallbackHandler(state: state, answers: answers))
        }
      }
      .bind(host: host, port: port).get()
  }
}

/// Answers each request with a small page, and passes on the one that is ours.
private final class CallbackHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let state: String
  private let answers: AsyncStream<CallbackAnswer>.Continuation
  private var head: HTTPRequestHead?

  init(state: String, answers: AsyncStream<CallbackAnswer>.Continuation) {
    self.state = state
    self.answers = answers
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let answer = CallbackAnswer(
      method: head.method.rawValue, target: head.uri, host: head.headers.first(name: "host"),
      port: context.channel.localAddress?.port ?? 0, state: state)
    let (status, text) = answer.page
    let page = ByteBuffer(
      string: "<!doctype html><meta charset=\"utf-8\"><title>Daybook</title><p>\(text)</p>\n")
    let headers: HTTPHeaders = [
      "content-type": "text/html; charset=utf-8", "content-length": "\(page.readableBytes)",
      "connection": "close", "cache-control": "no-store", "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'",
    ]
    context.write(
      wrapOutboundOut(
        .head(.init(version: .http1_1, status: .init(statusCode: status), headers: headers))),
      promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(page))), promise: nil)
    let answers = answers
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
      if case .stray = answer { return }
      answers.yield(answer)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
