import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The thin edge between Hummingbird and the sandbox's own requests and replies.
struct Server: Sendable {
  var answer: @Sendable (Request) async -> Reply

  /// Serves until the process ends.
  ///
  /// - Parameter ready: called once with the port.
  func run(host: String, port: Int, ready: @escaping @Sendable (Int) async -> Void) async throws {
    let application = Application(
      responder: Responder(answer: answer),
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
      logger: Self.silent)
    try await application.run()
  }

  private static var silent: Logger {
    var logger = Logger(label: "xero-sandbox")
    logger.logLevel = .critical
    return logger
  }

  /// Keeps the connection, so that a fault can close it.
  struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      channel = source.channel
    }
  }

  private struct Responder: HTTPResponder {
    var answer: @Sendable (Request) async -> Reply

    func respond(to request: Hummingbird.Request, context: Context) async throws
      -> Hummingbird.Response
    {
      var request = request
      // More than Xero takes (10 MB), so that a limit of the sandbox never speaks first.
      let body = try await request.collectBody(upTo: 30_000_000)
      let reply = await answer(Request(request, body: Array(buffer: body)))
      return try await reply.response(on: context.channel)
    }
  }
}

extension Request {
  fileprivate init(_ request: Hummingbird.Request, body: [UInt8]) {
    var headers = request.headers.map { Field(name: $0.name.rawName, value: $0.value) }
    if let host = request.head.authority { headers.append(Field(name: "Host", value: host)) }
    self.init(
      method: request.method.rawValue, path: request.uri.path,
      query: formDecoded(Array((request.uri.query ?? "").utf8)), headers: headers, body: body)
  }
}

extension Reply {
  fileprivate func response(on channel: any Channel) async throws -> Hummingbird.Response {
    var fields = HTTPFields()
    for header in headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    let status = HTTPResponse.Status(code: status)
    switch delivery {
    case .whole:
      return Hummingbird.Response(
        status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    case .dropped:
      try await channel.close()
      return Hummingbird.Response(status: status)
    case .half:
      let part = ByteBuffer(bytes: body.prefix(body.count / 2))
      fields[.contentLength] = String(body.count)
      return Hummingbird.Response(
        status: status, headers: fields,
        body: ResponseBody(contentLength: body.count) { writer in
          try await writer.write(part)
          try await channel.close()
        })
    case .slow(let seconds):
      let parts = stride(from: 0, to: body.count, by: max(1, body.count / 10)).map {
        ByteBuffer(bytes: body[$0..<min($0 + max(1, body.count / 10), body.count)])
      }
      return Hummingbird.Response(
        status: status, headers: fields,
        body: ResponseBody(contentLength: body.count) { writer in
          for part in parts {
            try await writer.write(part)
            try await Task.sleep(for: .milliseconds(seconds * 100))
          }
          try await writer.finish(nil)
        })
    case .wrongLength:
      fields[.contentLength] = String(max(0, body.count - 7))
      return Hummingbird.Response(
        status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
  }
}
