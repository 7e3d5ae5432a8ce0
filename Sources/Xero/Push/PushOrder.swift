/// One push as the books have it: what to send, where to, under which key.
public struct PushOrder: Hashable, Sendable {
  public var tenant: String
  public var body: DraftBody
  public var key: IdempotencyKey
  /// What may have been sent of it before; nil where nothing was.
  public var attempts: PushState.Attempts?

  public init(tenant: String, body: DraftBody, key: IdempotencyKey) {
    self.tenant = tenant
    self.body = body
    self.key = key
  }
}
