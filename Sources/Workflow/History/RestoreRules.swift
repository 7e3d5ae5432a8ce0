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
///
/// The file is changed within the transaction of the books, after all else of the step, and before the
/// books are. So a process that is killed in between leaves the file changed and the step not: the same
/// command again finds the file so already, and goes on.
struct RestoreRules {
  private let file: LearnedRules
  private let dryRun: Bool
  private(set) var fates: [RuleFate] = []
  private var done: [(rule: WrittenRule, isWritten: Bool)] = []

  init(_ places: Places, dryRun: Bool) {
    file = LearnedRules(places)
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
      let others = try change.ruleTexts(of: rule.file).map(WrittenRule.init)
      let isChanged =
        try isWritten
        ? file.putBack(written, dryRun: dryRun)
        : file.takeOut(written, besides: others, dryRun: dryRun)
      if isChanged { done.append((written, isWritten)) }
      fates.append(
        !isChanged
          ? .asItWas(file: rule.file)
          : isWritten ? .writtenAgain(file: rule.file) : .takenOut(file: rule.file))
    }
  }

  /// Where the books could not be written after all, the file is as it was.
  func giveBack() throws {
    guard !dryRun else { return }
    for (rule, isWritten) in done.reversed() {
      _ = try isWritten ? file.takeOut(rule) : file.putBack(rule)
    }
  }
}
