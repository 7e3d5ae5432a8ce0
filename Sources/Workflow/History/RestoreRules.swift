import Books
import ConfigurationFiles

/// What became of the rules that a step wrote, once it was taken back or made again.
public enum RuleFate: Hashable, Sendable {
  case takenOut(file: String)
  case writtenAgain(file: String)
  /// The file is so already.
  case asItWas(file: String)
  /// Its text was erased with forgotten time: whether it stands in the file or not, it is left alone.
  case forgotten(file: String)

  public var sentence: String {
    switch self {
    case .takenOut(let file): "The rule goes out of \(file)."
    case .writtenAgain(let file): "The rule goes back to the top of \(file)."
    case .asItWas(let file): "The rule in \(file) is so already."
    case .forgotten(let file):
      "The rule's text was erased when time was forgotten, so \(file) stays as it is."
    }
  }
}

/// Takes rules out of their file and puts them back, as the steps that wrote them are taken back and
/// made again.
struct RestoreRules {
  private let rules: RulesInStep
  private let dryRun: Bool
  private(set) var fates: [RuleFate] = []

  init(_ rules: RulesInStep, dryRun: Bool) {
    self.rules = rules
    self.dryRun = dryRun
  }

  /// - Throws: `LearnedRuleChanged` (6) where the file no longer holds what was written.
  mutating func restore(
    _ event: Event, _ direction: RestoreDirection, in change: inout Change
  ) throws {
    for rule in event.rules {
      guard let text = rule.text, rule.file == LearnedRules.name else {
        fates.append(.forgotten(file: rule.file))
        continue
      }
      let isWritten = rule.isWritten == (direction == .forth)
      change.tell(RuleChange(file: rule.file, text: text, isWritten: isWritten))
      let written = WrittenRule(text: text)
      let staged = dryRun ? nil : try rules.staged(in: change)
      let isChanged =
        try isWritten
        ? rules.file.putBack(written, dryRun: dryRun, staging: staged)
        : rules.file.takeOut(
          written, besides: change.ruleHistory.written, dryRun: dryRun, staging: staged)
      fates.append(
        !isChanged
          ? .asItWas(file: rule.file)
          : isWritten ? .writtenAgain(file: rule.file) : .takenOut(file: rule.file))
    }
  }
}
