/// The lengths by which proposals are made, in seconds. `config.yaml` sets them, a client may
/// have its own.
public struct ProposePolicy: Hashable, Sendable {
  public struct Lengths: Hashable, Sendable {
    /// A block goes on over at most this much between two of its stretches.
    public var gap: Int64
    /// Unassigned stretches shorter than this, between two of one key, count to that key.
    public var absorb: Int64
    /// A key's stretches and blocks shorter than this are gathered into one entry a day.
    public var minimum: Int64

    public init(gap: Int64 = 300, absorb: Int64 = 60, minimum: Int64 = 60) {
      self.gap = gap
      self.absorb = absorb
      self.minimum = minimum
    }
  }

  public var standard: Lengths
  /// By client key.
  public var clients: [String: Lengths]

  public init(standard: Lengths = Lengths(), clients: [String: Lengths] = [:]) {
    self.standard = standard
    self.clients = clients
  }

  public func lengths(for key: WorkKey) -> Lengths { clients[key.project.client] ?? standard }
}
