import Activity

/// Why Xero could not be asked, or would not do it: a sentence for the person.
///
/// No token, code or verifier is ever in it.
public struct XeroError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// An address, port, scope or text that can't be used as given. A matter of usage.
    case badSettings
    /// The person pressed "cancel" on Xero's page.
    case cancelled
    /// Nobody answered on the callback address in time.
    case timedOut
    case needsLogin
    /// The scope, where Xero names it.
    case missingScope(String?)
    /// The organisation is not connected to this app, or no more.
    case disconnected
    /// Definitive: nothing was saved. Xero's own messages, hostile text.
    case refused([String])
    /// More calls in a minute, or at once, than Xero takes.
    case rateLimited(retryAfterMilliseconds: Int64?)
    /// No more calls today.
    case rateLimitedDay(resume: Instant?)
    case notFound
    /// Nothing usable came back from the host.
    case unreachable(host: String)
    /// A token of one Xero was about to be sent to another. Nothing was sent.
    case wrongEnvironment
    /// The file that holds the tokens.
    case tokenStore
    /// An answer that Xero's documentation does not know.
    case unexpected
  }

  public var kind: Kind
  /// The whole sentence, with Xero's correlation id where there is one.
  public var description: String
  /// What Xero's support asks for.
  public var correlationID: String?

  public init(_ kind: Kind, _ sentence: String, correlationID: String? = nil) {
    self.kind = kind
    self.correlationID = correlationID
    description = correlationID.map { "\(sentence) (Xero's correlation id: \($0))" } ?? sentence
  }
}
