import Activity

/// One push as the books have it: what to send, where to, under which key.
public struct PushOrder: Hashable, Sendable {
  public var tenant: String
  public var body: DraftBody
  public var key: IdempotencyKey
  /// When it was first sent; nil where nothing of it may have been.
  public var firstSent: Instant?

  public init(tenant: String, body: DraftBody, key: IdempotencyKey) {
    self.tenant = tenant
    self.body = body
    self.key = key
  }
}
