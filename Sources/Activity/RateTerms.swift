/// What says at which of a client's rates time is billed, by names of `clients.yaml`.
public struct RateTerms: Hashable, Comparable, Sendable {
  /// Whose skill it takes, such as `senior`.
  public var role: String?
  /// How hard the work is, such as `high`.
  public var complexity: String?
  /// What the rate is multiplied by, such as `weekend`.
  public var multiplier: String?

  public init(role: String? = nil, complexity: String? = nil, multiplier: String? = nil) {
    self.role = role
    self.complexity = complexity
    self.multiplier = multiplier
  }

  public static let none = RateTerms()

  public var isEmpty: Bool { self == .none }

  public static func < (left: RateTerms, right: RateTerms) -> Bool {
    (left.role ?? "", left.complexity ?? "", left.multiplier ?? "")
      < (right.role ?? "", right.complexity ?? "", right.multiplier ?? "")
  }
}
