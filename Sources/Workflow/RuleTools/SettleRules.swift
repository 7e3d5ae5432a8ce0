import Books
import ConfigurationFiles
import Control
import Foundation

/// The rules that a step writes or takes out: its text waits beside the file until the books have the
/// step.
final class RulesInStep {
  let file: LearnedRules
  private var staged: StagedRules?

  init(_ places: Places) { file = LearnedRules(places) }

  /// - Throws: where what somebody left on its way can't be brought to an end.
  func staged(in change: Change) throws -> StagedRules {
    if let staged { return staged }
    let new = try StagedRules(
      of: file, step: change.number(), settling: change.ruleHistory.learned)
    staged = new
    return new
  }

  var isStaged: Bool { staged?.isStaged ?? false }

  func finish() throws { try staged?.finish() }

  func settle(by books: Books) throws {
    try staged?.settle { step in try books.read { try $0.learned(step) } }
  }
}

extension Home {
  /// One change of the books and of the rules that `body` stages: both, or neither, also where the
  /// process ends in between.
  func changeWithRules<Result>(
    in books: Books, _ what: String, dryRun: Bool = false,
    _ body: (inout Change, RulesInStep) throws -> Result
  ) throws -> (result: Result, changes: [EntryChange]) {
    let rules = RulesInStep(places)
    let outcome: (result: Result, changes: [EntryChange])
    do {
      outcome = try books.change(reason(what), dryRun: dryRun) { change in
        let result = try body(&change, rules)
        if rules.isStaged { CutOff.at("rule-staged") }
        return result
      }
    } catch {
      // Where the books can't even be asked, whoever opens them next settles it.
      try? rules.settle(by: books)
      throw error
    }
    if rules.isStaged { CutOff.at("rule-booked") }
    try rules.finish()
    return outcome
  }
}

extension World {
  /// Brings rules to an end that a process which died left on their way between books and file.
  func settleRules(_ places: Places) {
    let file = LearnedRules(places)
    guard file.isUnsettled else { return }
    do {
      let books =
        FileManager.default.fileExists(atPath: places.books)
        ? try Books(path: places.books, newID: newBooksID(self), randomBytes: randomBytes) : nil
      try file.settle { step in
        try books?.read { try $0.learned(step) } ?? LearnedStep(rules: [], others: [])
      }
    } catch is SettingsError {
      // Who reads the files says what is wrong with them.
    } catch {
      warn?("\(error)")
    }
  }
}

extension RuleHistory {
  fileprivate func learned(_ step: Int64) throws -> LearnedStep {
    LearnedStep(
      rules: try changes(of: step).filter { $0.file == LearnedRules.name }.compactMap { rule in
        rule.text.map { (WrittenRule(text: $0), rule.isWritten) }
      },
      others: try written)
  }

  /// All written rules whose text is known.
  var written: [WrittenRule] {
    get throws { try texts(of: LearnedRules.name).map(WrittenRule.init) }
  }
}
