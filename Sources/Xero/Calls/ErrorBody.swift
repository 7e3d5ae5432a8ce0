import Foundation

/// What an answer that is no success says. Xero has four forms for it, and two without a body.
enum ErrorBody: Hashable, Sendable {
  /// 400 with `Elements`, or with a message alone (QueryParse, PostDataInvalid, a used key).
  case refused([String])
  case idempotencyKeyReused
  case tokenExpired
  /// The scope, where the header names it.
  case missingScope(String?)
  case notConnected
  case unauthorised
  case notFound
  case limited(Limit, retryAfterSeconds: Int64?)
  /// 5xx, a page, or nothing that we know.
  case unknown

  enum Limit: String, Hashable, Sendable {
    case minute, day, concurrent, appminute
  }

  init(_ answer: HTTPAnswer) {
    switch answer.status {
    case 400: self = ErrorBody.badRequest(answer.body)
    case 401, 403: self = ErrorBody.denied(answer)
    case 404: self = .notFound
    case 429:
      // Two days at most: a server may name any number, and it is reckoned with.
      let seconds = answer.header("retry-after").flatMap { Int64($0) }
        .map { min(max(0, $0), 172_800) }
      let named = answer.header("x-rate-limit-problem").flatMap { Limit(rawValue: $0.lowercased()) }
      // Unnamed: hours of waiting can only be the day's limit.
      let guessed: Limit = seconds.map { $0 > 90 ? .day : .minute } ?? .concurrent
      self = .limited(named ?? guessed, retryAfterSeconds: seconds)
    default: self = .unknown
    }
  }

  private static func badRequest(_ body: Data) -> ErrorBody {
    struct Element: Decodable {
      var ValidationErrors: [WireMessage]?
      var LineItems: [Line]?
      struct Line: Decodable { var ValidationErrors: [WireMessage]? }
    }
    struct Wire: Decodable {
      var `Type`: String?
      var Message: String?
      var Elements: [Element]?
    }
    guard let wire = try? JSONDecoder().decode(Wire.self, from: body),
      wire.Type != nil
        || wire.Message != nil || wire.Elements != nil
    else { return .unknown }
    if let message = wire.Message, message.hasPrefix("Idempotency Key"),
      message.contains("used with a different request")
    {
      return .idempotencyKeyReused
    }
    let details = (wire.Elements ?? []).flatMap { element in
      (element.ValidationErrors ?? [])
        + (element.LineItems ?? []).flatMap { $0.ValidationErrors ?? [] }
    }.map(\.text).filter { !$0.isEmpty }
    let summary = WireMessage.sentence(wire.Message ?? "it gave no reason")
    return .refused(details.isEmpty ? [summary] : details)
  }

  /// Decided on what is said, not on the number: witnesses differ on 401 and 403.
  private static func denied(_ answer: HTTPAnswer) -> ErrorBody {
    struct Wire: Decodable { var Detail: String? }
    let detail = (try? JSONDecoder().decode(Wire.self, from: answer.body))?.Detail ?? ""
    let challenge = answer.header("www-authenticate") ?? ""
    if challenge.contains("insufficient_scope") || detail.contains("insufficient_scope") {
      return .missingScope(scope(in: challenge))
    }
    if detail.hasPrefix("AuthorizationUnsuccessful") { return .missingScope(nil) }
    if detail.hasPrefix("TokenExpired") { return .tokenExpired }
    if detail.hasPrefix("AuthenticationUnsuccessful") && answer.status == 403 {
      return .notConnected
    }
    return answer.status == 403 ? .notConnected : .unauthorised
  }

  /// `Bearer error="insufficient_scope", scope="accounting.invoices"`. A person is told to run a
  /// command with it, so that what is no scope is not passed on.
  private static func scope(in challenge: String) -> String? {
    guard let start = challenge.range(of: "scope=\"")?.upperBound else { return nil }
    let scope = String(challenge[start...].prefix { $0 != "\"" })
    let isScope = scope.utf8.allSatisfy { (97...122).contains($0) || " ._:-".utf8.contains($0) }
    return !scope.isEmpty && isScope && !scope.hasPrefix("-") ? scope : nil
  }
}
