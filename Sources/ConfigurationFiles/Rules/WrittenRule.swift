import Activity
import Foundation

/// A rule that was written into `00-learned.yaml`, to be taken out of it and put back.
///
/// The file is a person's as well: the rule goes only where it stands just as it was written, but for
/// its indentation as a whole.
public struct WrittenRule: Hashable, Sendable {
  /// Its lines without indentation, one below the other.
  public let text: String
  private var lines: [String] { LearnedRules.lines(of: text) }

  public init(text: String) { self.text = text }

  enum Standing: Hashable {
    /// In these lines, counted from 0.
    case asWritten(Range<Int>)
    /// Something of it stands in this line, counted from 0.
    case changed(line: Int)
    case gone
  }

  /// - Parameter others: written rules whose lines are theirs, however much they look like this one's.
  func standing(in file: [String], besides others: [WrittenRule]) -> Standing {
    for index in file.indices where isWritten(at: index, of: file) {
      let end = index + lines.count
      return isContinued(after: end, of: file, deeperThan: indentation(of: file[index]))
        ? .changed(line: index) : .asWritten(index..<end)
    }
    let taken = Set(
      others.filter { $0 != self }.flatMap { other in
        file.indices.filter { other.isWritten(at: $0, of: file) }.flatMap {
          $0..<($0 + other.lines.count)
        }
      })
    // What it is called or what it asks for: either is left where somebody edited it.
    for own in lines.prefix(2).map({ $0.trimmingCharacters(in: .whitespaces) }) {
      let line = file.indices.first { index in
        !taken.contains(index)
          && file[index].trimmingCharacters(in: .whitespacesAndNewlines) == own
      }
      if let line { return .changed(line: line) }
    }
    return .gone
  }

  private func isWritten(at index: Int, of file: [String]) -> Bool {
    guard index + lines.count <= file.count else { return false }
    let indentation = String(repeating: " ", count: indentation(of: file[index]))
    return zip(file[index...], lines).allSatisfy {
      $0.utf8.elementsEqual((indentation + $1).utf8)
    }
  }

  /// A line below that belongs to the rule: somebody added to it.
  private func isContinued(after end: Int, of file: [String], deeperThan depth: Int) -> Bool {
    let next = file[end...].first { line in
      let content = line.trimmingCharacters(in: .whitespacesAndNewlines)
      return !content.isEmpty && !content.hasPrefix("#")
    }
    return next.map { indentation(of: $0) > depth } ?? false
  }

  private func indentation(of line: String) -> Int { line.prefix { $0 == " " }.count }
}

extension RuleText {
  public var written: WrittenRule { WrittenRule(text: lines.joined(separator: "\n")) }
}

extension LearnedRules {
  /// Takes a rule out of the file, if it stands there as it was written; all else keeps every byte.
  /// A file that was begun for the rule goes with its last one.
  ///
  /// - Parameters:
  ///   - others: written rules that stay.
  ///   - dryRun: looks, and leaves the file alone.
  ///   - staged: the text waits there for its step.
  /// - Returns: false where nothing of it stands there: that is as good.
  /// - Throws: `LearnedRuleChanged` where somebody changed it since.
  @discardableResult
  public func takeOut(
    _ rule: WrittenRule, besides others: [WrittenRule] = [], dryRun: Bool = false,
    staging staged: StagedRules? = nil
  ) throws -> Bool {
    guard access(places.rules, F_OK) == 0 else { return false }
    return try change(staging: staged, dryRun: dryRun) {
      try without(rule, besides: others, on: staged)
    }
  }

  /// Puts a rule that was taken out back on top, as `add`.
  ///
  /// - Returns: false where it stands there already: that is as good.
  @discardableResult
  public func putBack(
    _ rule: WrittenRule, dryRun: Bool = false, staging staged: StagedRules? = nil
  ) throws -> Bool {
    try makeDirectory()
    return try change(staging: staged, dryRun: dryRun) { try with(rule, on: staged) }
  }

  /// - Returns: nil where nothing of it stands there.
  func without(
    _ rule: WrittenRule, besides others: [WrittenRule], on staged: StagedRules? = nil
  ) throws -> SettingsFile? {
    try refuseLink()
    do {
      guard let text = try present(on: staged)?.text else { return nil }
      var lines = LearnedRules.lines(of: text)
      switch rule.standing(in: lines, besides: others) {
      case .gone: return nil
      case .changed(let line):
        throw LearnedRuleChanged(place: Place(file: LearnedRules.name, line: line + 1))
      case .asWritten(let range):
        lines.removeSubrange(range)
        let left = lines.joined(separator: "\n")
        try check(text, hasOneMoreThan: left, at: range.lowerBound)
        return try SettingsFile(name: LearnedRules.name, bytes: Array(left.utf8))
      }
    } catch let error as BadFile {
      throw SettingsError.badFile(error)
    }
  }

  /// - Returns: nil where it stands there already.
  func with(_ rule: WrittenRule, on staged: StagedRules? = nil) throws -> SettingsFile? {
    try refuseLink()
    do throws(BadFile) {
      if let text = try present(on: staged)?.text,
        case .asWritten = rule.standing(in: LearnedRules.lines(of: text), besides: [])
      {
        return nil
      }
    } catch {
      throw SettingsError.badFile(error)
    }
    let lines = LearnedRules.lines(of: rule.text)
    return try checked(lines, setting: nil, on: staged, against: settings(on: staged)).source
  }

  /// One rule less, and nothing else of the file's lists.
  private func check(
    _ text: String, hasOneMoreThan left: String, at line: Int
  ) throws(BadFile) {
    guard try count(text) == count(left) + 1 else {
      throw BadFile(
        file: LearnedRules.name, line: line + 1, column: 1,
        what: "This rule can't be taken out of the file as it stands",
        next: "Remove it there yourself, and undo again")
    }
  }

  private func count(_ text: String) throws(BadFile) -> Int {
    guard let root = try YAMLParser.parse(text, file: LearnedRules.name),
      case .map(let pairs) = root.value,
      let rules = pairs.first(where: { $0.key.text == "rules" }),
      case .list(let items) = rules.value.value
    else { return 0 }
    return items.count
  }
}

/// A rule that is to be taken out of `00-learned.yaml` is no longer as it was written.
public struct LearnedRuleChanged: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where something of it stands.
  public var place: Place

  public var description: String {
    "\(place.file):\(place.line): This rule is no longer as Daybook wrote it, so it is not taken out "
      + "of the file. Remove it there yourself, and undo again. Nothing was changed."
  }
}
