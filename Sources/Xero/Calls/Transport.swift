import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One HTTP request, complete. Made by `XeroRequest` and `IdentityServer` alone.
struct HTTPCall: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case put = "PUT"
    case post = "POST"
  }

  var method: Method
  var url: String
  var headers: [(name: String, value: String)]
  var body: Data?
}

struct HTTPAnswer: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: Data

  /// The first value, where it is short printable ASCII: it may end in a sentence.
  func header(_ name: String) -> String? {
    guard let value = headers.first(name: name), value.utf8.count <= 200,
      value.utf8.allSatisfy({ (32...126).contains($0) })
    else { return nil }
    return value
  }

  var isJSON: Bool { header("content-type")?.lowercased().contains("json") ?? false }
}

/// No usable answer. What is in it comes from us, never from the request.
enum TransportFailure: Error, Hashable, Sendable {
  /// No connection: not a byte of the request left.
  case notSent(String)
  /// The request may have been carried out.
  case lost(String)

  var why: String {
    switch self {
    case .notSent(let why), .lost(let why): why
    }
  }
}

/// HTTP as money needs it: nothing is sent twice unasked, no redirect is followed, and an answer
/// ends after so many bytes and seconds.
public final class Transport: Sendable {
  /// For the whole process.
  public static let live = Transport()

  private let http: HTTPClient
  private let limits: Limits

  struct Limits: Sendable {
    var connect: TimeAmount = .seconds(10)
    /// Silence while reading.
    var read: TimeAmount = .seconds(30)
    /// The whole call. A replay within 5 minutes of the first send must be in before Xero forgets
    /// the key at 6.
    var call: TimeAmount = .seconds(45)
    var bodyBytes = 8 << 20
  }

  public convenience init() { self.init(limits: Limits()) }

  /// - Parameter milliseconds: of a whole call, and of silence while reading.
  public convenience init(patience milliseconds: Int64) {
    let limits = Limits(
      read: .milliseconds(milliseconds), call: .milliseconds(milliseconds))
    self.init(limits: limits)
  }

  init(limits: Limits) {
    self.limits = limits
    var settings = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: limits.connect, read: limits.read),
      decompression: .disabled)
    settings.httpVersion = .http1Only
    // A kept connection that has died is where HTTP libraries send again by themselves.
    settings.maximumUsesPerConnection = 1
    settings.connectionPool.retryConnectionEstablishment = false
    http = HTTPClient(
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
      configuration: settings)
  }

  /// Only for a transport that is not `live`: it must be closed before it goes.
  func close() async { try? await http.shutdown() }

  func send(_ call: HTTPCall) async throws(TransportFailure) -> HTTPAnswer {
    var request = HTTPClientRequest(url: call.url)
    request.method = HTTPMethod(rawValue: call.method.rawValue)
    for header in call.headers { request.headers.add(name: header.name, value: header.value) }
    request.headers.replaceOrAdd(name: "Connection", value: "close")
    if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let deadline = NIODeadline.now() + limits.call
      let response = try await http.execute(request, deadline: deadline)
      var body = Data()
      for try await chunk in response.body {
        // The client's own deadline ends with the head. What came in one piece was not late.
        guard body.isEmpty || NIODeadline.now() < deadline else {
          throw HTTPClientError.deadlineExceeded
        }
        guard body.count + chunk.readableBytes <= limits.bodyBytes else {
          throw TransportFailure.lost("it answered with more than \(limits.bodyBytes) bytes")
        }
        body.append(contentsOf: chunk.readableBytesView)
      }
      return HTTPAnswer(
        status: Int(response.status.code), headers: response.headers, body: body)
    } catch {
      throw failure(error)
    }
  }

  /// What is not surely "never sent" counts as "may have been sent".
  private func failure(_ error: any Error) -> TransportFailure {
    switch error {
    case let failure as TransportFailure: return failure
    case is NIOConnectionError: return .notSent("it can't be reached")
    case let error as IOError where error.errnoCode == ECONNREFUSED:
      return .notSent("it can't be reached")
    case let error as HTTPClientError:
      if error == .connectTimeout { return .notSent("it does not take connections") }
      if error == .readTimeout || error == .deadlineExceeded {
        return .lost("it did not answer in time")
      }
      if error == .remoteConnectionClosed {
        return .lost("it closed the connection without a whole answer")
      }
      return .lost("the exchange broke off (\(error.shortDescription.lowercased()))")
    case is HTTPParserError:
      return .lost(
        "what came back breaks the rules of HTTP, as from another program at this address, or a "
          + "proxy that is out of order")
    case is IOError: return .lost("the connection broke off")
    // By its name: the library that says so is none of our dependencies.
    case _ where "\(type(of: error))".contains("SSL"):
      return .lost(
        "no safe connection came about, or it broke off, as with a proxy that reads along or a "
          + "certificate that this machine does not know")
    // Nothing of the error itself: its description could quote the request.
    default: return .lost("the exchange broke off")
    }
  }
}
