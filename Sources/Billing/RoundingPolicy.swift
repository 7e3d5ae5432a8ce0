import Activity

/// How counted seconds become billed quantity.
public struct RoundingPolicy: Hashable, Sendable {
  /// What is merged before it is rounded, once.
  public enum Group: String, CaseIterable, Sendable {
    case entry, day, project, invoice
  }

  public enum Mode: String, CaseIterable, Sendable {
    case up, down, nearest
  }

  /// Where `nearest` finds two.
  public enum Tie: String, CaseIterable, Sendable {
    case up, down
  }

  public var per: Group
  public var mode: Mode
  /// Seconds, 1 or more.
  public var step: Int64
  /// Seconds: a group that is not empty bills at least this. 0 for none.
  public var minimum: Int64
  /// Seconds past a step that `up` still leaves at that step. 0 for none.
  public var tolerance: Int64
  public var tie: Tie

  public init(
    per: Group, mode: Mode, step: Int64, minimum: Int64 = 0, tolerance: Int64 = 0, tie: Tie = .up
  ) {
    self.per = per
    self.mode = mode
    self.step = step
    self.minimum = minimum
    self.tolerance = tolerance
    self.tie = tie
  }

  /// Billed as counted, to the second.
  public static let none = RoundingPolicy(per: .entry, mode: .nearest, step: 1)

  /// What `whole` counted seconds of one group bill.
  public func rounded(_ whole: Int64) -> Int64 {
    guard whole > 0 else { return 0 }
    let rest = whole % step
    let below = whole - rest
    let goesUp =
      switch mode {
      case .down: false
      case .up: rest > tolerance
      case .nearest: rest * 2 > step || (rest * 2 == step && tie == .up)
      }
    return max(goesUp ? below + step : below, minimum)
  }
}

/// A client's rounding policies by the working day from which each holds.
public struct RoundingSchedule: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// Nil: since ever.
    public var from: CivilDate?
    public var policy: RoundingPolicy
    public var place: Place

    public init(from: CivilDate?, policy: RoundingPolicy, place: Place) {
      self.from = from
      self.policy = policy
      self.place = place
    }
  }

  public var rows: [Row]

  public init(rows: [Row] = []) { self.rows = rows }

  /// The row in force on `day`; nil where time is billed as counted.
  public func row(on day: CivilDate) -> Row? {
    rows.filter { row in row.from.map { $0 <= day } ?? true }
      .max { left, right in
        switch (left.from, right.from) {
        case (let left?, let right?): left < right
        case (nil, let right): right != nil
        case (_, nil): false
        }
      }
  }

  public func policy(on day: CivilDate) -> RoundingPolicy { row(on: day)?.policy ?? .none }
}
