/// How counted seconds become billed quantity.
public struct RoundingPolicy: Hashable, Sendable {
  /// What is merged before it is rounded, once.
  public enum Group: String, CaseIterable, Sendable {
    case entry, day, project, invoice
  }

  public enum Mode: String, CaseIterable, Sendable {
    case up, down, nearest
  }

  public var per: Group
  public var mode: Mode
  /// Seconds, 1 or more.
  public var step: Int64
  /// Seconds: a group that is not empty bills at least this. 0 for none.
  public var minimum: Int64

  public init(per: Group, mode: Mode, step: Int64, minimum: Int64 = 0) {
    self.per = per
    self.mode = mode
    self.step = step
    self.minimum = minimum
  }

  /// Billed as counted, to the second.
  public static let none = RoundingPolicy(per: .entry, mode: .nearest, step: 1)
}
