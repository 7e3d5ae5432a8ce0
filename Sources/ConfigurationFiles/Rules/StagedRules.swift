import Foundation

/// The text that a step of the books gives `00-learned.yaml`, while it waits for the books.
///
/// It lies beside the file, on disk, under the step's number, and takes the file's place once the books
/// have the step. Whoever dies in between leaves it there: `LearnedRules.settle` then asks the books
/// what became of the step. The file is locked as long as this lives.
public final class StagedRules {
  private let file: LearnedRules
  private let step: Int64
  private let lock: Int32
  private(set) var source: SettingsFile?

  /// - Parameters:
  ///   - step: the number that the step will have.
  ///   - learned: as for `LearnedRules.settle`, which comes first.
  public init(
    of file: LearnedRules, step: Int64, settling learned: (Int64) throws -> LearnedStep
  ) throws {
    try file.makeDirectory()
    self.file = file
    self.step = step
    lock = try file.lock()
    try file.settleLocked(learned)
  }

  deinit { close(lock) }

  func stage(_ new: SettingsFile) throws(LearnedRulesError) {
    do throws(FilterWriteError) {
      try FilterFile.stage(Array(new.text.utf8), at: path, for: file.path)
    } catch {
      throw LearnedRulesError(error.code, file.path)
    }
    DirectorySync.settleName(of: path)
    source = new
  }

  public var isStaged: Bool { source != nil }

  /// Once the books have the step.
  ///
  /// - Throws: `LearnedRulesError`, and the text stays for whoever comes next.
  public func finish() throws {
    guard let source else { return }
    if source.text == LearnedRules.heading {
      guard unlink(file.path) == 0 || errno == ENOENT else { throw late() }
      unlink(path)
    } else {
      guard rename(path, file.path) == 0 else { throw late() }
    }
    DirectorySync.settleName(of: path)
    self.source = nil
  }

  /// Where nobody knows whether the books have the step.
  public func settle(_ learned: (Int64) throws -> LearnedStep) throws {
    try file.settleLocked(learned)
    source = nil
  }

  private func late() -> LearnedRulesError {
    LearnedRulesError(errno, file.path, isBooked: true)
  }

  private var path: String { file.path(staging: step) }
}

/// What a step of the books did to the rules of the file: nothing, where the books don't have it.
public struct LearnedStep: Sendable {
  public var rules: [(rule: WrittenRule, isWritten: Bool)]
  /// Written rules that stay.
  public var others: [WrittenRule]

  public init(rules: [(rule: WrittenRule, isWritten: Bool)], others: [WrittenRule]) {
    self.rules = rules
    self.others = others
  }
}

extension LearnedRules {
  /// Whether a text lies there that waits for the books, of somebody at work or of one who died.
  public var isUnsettled: Bool { !stagedSteps.isEmpty }

  /// Brings what was left on its way to an end, once nobody is at work: what the books have comes into
  /// the file as it stands by now, what they don't have goes.
  ///
  /// - Parameter learned: what the step of this number did, as the books have it.
  /// - Throws: what `learned` does; `LearnedRulesError` and `SettingsError`, where the file can't take
  ///   it: the text stays for whoever comes next.
  public func settle(_ learned: (Int64) throws -> LearnedStep) throws {
    guard isUnsettled else { return }
    try locked { try settleLocked(learned) }
  }

  func settleLocked(_ learned: (Int64) throws -> LearnedStep) throws {
    for step in stagedSteps {
      let learned = try learned(step)
      for (rule, isWritten) in learned.rules {
        do {
          let new = try isWritten ? with(rule) : without(rule, besides: learned.others)
          if let new { try place(new) }
        } catch let error as LearnedRulesError {
          throw LearnedRulesError(error.code, path, isBooked: true)
        } catch is LearnedRuleChanged {
          // What a person made of it since stands.
        }
      }
      unlink(path(staging: step))
    }
  }

  /// Removes what was left on its way, with all words of windows in it: no rule's text is known any
  /// more.
  public func forgetStaged() throws {
    let leftover = path + ".new"
    guard isUnsettled || access(leftover, F_OK) == 0 else { return }
    try locked {
      for path in stagedSteps.map(path(staging:)) + [leftover] {
        guard unlink(path) == 0 || errno == ENOENT else { throw LearnedRulesError(errno, path) }
      }
      DirectorySync.settleName(of: path)
    }
  }

  /// No rule file, for its name does not end as theirs do.
  func path(staging step: Int64) -> String { path + LearnedRules.staging + String(step) }

  private static let staging = ".step-"

  private var stagedSteps: [Int64] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: places.rules)) ?? []
    let start = LearnedRules.file + LearnedRules.staging
    return names.filter { $0.hasPrefix(start) }.compactMap { Int64($0.dropFirst(start.count)) }
      .sorted()
  }
}
