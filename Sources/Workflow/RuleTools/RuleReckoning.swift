import Activity
import Books
import Rules
import Timesheet

/// The rule of a correction and what it would move, reckoned a little at a time, so that a screen
/// answers keys meanwhile. Nothing is written, and it may be left at any point.
public struct RuleReckoning {
  private enum Stage {
    /// At what the windows of these days have in common with those of the entry.
    case looking(SeenDays, left: ArraySlice<CivilDate>, seen: [SeenTime])
    case suggesting([SeenTime])
    /// A month of windows takes longer than a key may.
    case choosing(SideWork<RuleSuggestion?>, from: [SeenTime])
    case trying(LearnedRule)
    case comparing(LearnedRule, RuleEffect)
    case done
  }

  public struct Finding: Sendable {
    public var rule: LearnedRule
    public var effect: RulesComparison
  }

  /// How long a step waits for another thread, in milliseconds: less than a key may take.
  private static let patience = 5

  private let home: Home
  public let entry: EntryID
  private let placement: Placement
  private var stage: Stage
  private let steps: Int
  private var stepsDone = 0

  /// - Throws: `Refusal` (3) for a project or task that `clients.yaml` lacks.
  public init(correcting entry: Entry, to placement: Placement, in home: Home) throws {
    self.home = home
    self.entry = entry.id
    self.placement = try home.known(placement)
    let days = home.daysToLearn(from: entry)
    steps = days.count + 3 + Home.daysOfEvidence
    if let seen = try SeenDays(home, correction: (entry.id, placement)) {
      stage = .looking(seen, left: days[...], seen: [])
    } else {
      stage = .suggesting([])
    }
  }

  /// How much of it is done, in percent.
  public var percent: Int { min(100, stepsDone * 100 / steps) }

  /// Takes the next small step.
  ///
  /// - Returns: what it came to, once; nil before.
  /// - Throws: `Refusal` (3) where no rule could ask for these windows; `RuleStandsAlready` (6),
  ///   `SettingsError` (2).
  public mutating func advance() throws -> Finding? {
    stepsDone += 1
    switch stage {
    case .looking(var seen, var left, var times):
      // Held here alone, or each day would copy all that was seen before.
      stage = .done
      if let date = left.popFirst() { times += try seen.times(on: date) }
      stage = left.isEmpty ? .suggesting(times) : .looking(seen, left: left, seen: times)
    case .suggesting(let times):
      let work = SideWork { [placement] in
        RuleSuggestions(times).suggestions(for: placement).first
      }
      stage = .choosing(work, from: times)
    case .choosing(let work, let times):
      guard let found = work.value(within: RuleReckoning.patience) else {
        stepsDone -= 1
        return nil
      }
      guard let found else { throw nothingToLearn(from: times) }
      stage = .trying(try home.learned(found, placement))
    case .trying(let rule):
      stage = .comparing(rule, try RuleEffect(of: rule, home.recentDays, in: home))
    case .comparing(let rule, var effect):
      stage = .done
      guard try effect.takeDay() else { return Finding(rule: rule, effect: effect.comparison) }
      stage = .comparing(rule, effect)
    case .done: break
    }
    return nil
  }

  private func nothingToLearn(from times: [SeenTime]) -> Refusal {
    Refusal(
      .noMatch,
      times.contains { $0.state == .corrected(placement) }
        ? "Its windows have nothing in common that a rule could ask for."
        : "There is nothing to learn: the rules place it there already, or its windows have no names."
    )
  }
}
