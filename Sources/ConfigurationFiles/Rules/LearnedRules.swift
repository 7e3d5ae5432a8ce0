import Activity
import Control
import Foundation
import Rules

/// `rules.d/00-learned.yaml`, the one settings file that the program may write.
///
/// It is read before all other files, and each new rule goes to its top: the last correction wins.
/// What else stands in it, a person's own edits and comments too, keeps every byte.
public struct LearnedRules: Sendable {
  public static let file = "00-learned.yaml"
  /// From the configuration directory on.
  public static let name = "rules.d/" + file

  let places: Places

  public init(_ places: Places) { self.places = places }

  /// The settings as they would be with the rule, all files read anew; nothing is written.
  ///
  /// - Throws: `RuleStandsAlready` too.
  public func settings(adding rule: RuleText) throws -> Settings {
    try proposed(rule).settings
  }

  /// Writes the rule into the file: whole and valid with all other files, or as it was before.
  ///
  /// - Parameter staged: the text waits there for its step.
  /// - Returns: the settings as they are then.
  /// - Throws: `RuleStandsAlready` where somebody, perhaps just now, has written the same.
  @discardableResult
  public func add(_ rule: RuleText, staging staged: StagedRules? = nil) throws -> Settings {
    try makeDirectory()
    var settings: Settings?
    try change(staging: staged) {
      let (source, after) = try proposed(rule, on: staged)
      settings = after
      return source
    }
    return try settings ?? Settings.load(from: places)
  }

  /// - Parameter new: what is to stand in the file; nil where it is so already.
  /// - Returns: whether that is something else than before.
  @discardableResult
  func change(
    staging staged: StagedRules?, dryRun: Bool = false, _ new: () throws -> SettingsFile?
  ) throws -> Bool {
    // What is staged holds the lock.
    guard let staged else {
      return try locked {
        guard let new = try new() else { return false }
        if !dryRun { try place(new) }
        return true
      }
    }
    guard let new = try new() else { return false }
    if !dryRun { try staged.stage(new) }
    return true
  }

  func locked<Result>(_ body: () throws -> Result) throws -> Result {
    let lock = try lock()
    defer { close(lock) }
    return try body()
  }

  /// Two corrections at once must not lose one.
  ///
  /// - Returns: what the caller closes in the end.
  func lock() throws(LearnedRulesError) -> Int32 {
    let lock = open(places.rules, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { throw LearnedRulesError(errno, path) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else {
        defer { close(lock) }
        throw LearnedRulesError(errno, path)
      }
    }
    return lock
  }

  /// Whole, or as it was. A file that was begun for a rule goes with its last one.
  func place(_ new: SettingsFile) throws(LearnedRulesError) {
    guard new.text != LearnedRules.heading else {
      guard unlink(path) == 0 || errno == ENOENT else { throw LearnedRulesError(errno, path) }
      return DirectorySync.settleName(of: path)
    }
    do throws(FilterWriteError) {
      try FilterFile.write(Array(new.text.utf8), to: path)
    } catch {
      throw LearnedRulesError(error.code, path)
    }
  }

  var path: String { places.rules + "/" + LearnedRules.file }

  private func proposed(
    _ rule: RuleText, on staged: StagedRules? = nil
  ) throws -> (source: SettingsFile, settings: Settings) {
    try refuseLink()
    let before = try settings(on: staged)
    let (source, after) = try checked(
      rule.lines, setting: rule.settings, on: staged, against: before)
    try refuseTwin(of: after, in: before)
    return (source, after)
  }

  /// As they are, or will be with what is staged.
  func settings(on staged: StagedRules?) throws -> Settings {
    guard let source = staged?.source else { return try Settings.load(from: places) }
    do throws(BadFile) {
      return try Settings.load(from: places, replacing: source)
    } catch {
      throw SettingsError.badFile(error)
    }
  }

  /// The file as it is, or will be with what is staged.
  func present(on staged: StagedRules?) throws(BadFile) -> SettingsFile? {
    if let source = staged?.source { return source }
    return try SettingsFile.read(LearnedRules.name, in: places.config)
  }

  /// - Parameter settings: what the rule is to set; nil for one that was written before.
  func checked(
    _ lines: [String], setting settings: RuleSettings?, on staged: StagedRules?,
    against before: Settings
  ) throws -> (source: SettingsFile, settings: Settings) {
    do throws(BadFile) {
      let old = try present(on: staged)
      let text = try LearnedRules.text(adding: lines, to: old?.text)
      let source = try SettingsFile(name: LearnedRules.name, bytes: Array(text.utf8))
      let after = try Settings.load(from: places, replacing: source)
      try check(after, with: settings, against: before)
      return (source, after)
    } catch {
      throw SettingsError.badFile(error)
    }
  }

  /// The new rule first, then all that was there.
  private func check(
    _ after: Settings, with settings: RuleSettings?, against before: Settings
  ) throws(BadFile) {
    func content(_ rule: Rule) -> Rule {
      var rule = rule
      rule.place.line = 0
      return rule
    }
    let kept = after.rules.rules.dropFirst().map(content) == before.rules.rules.map(content)
    guard kept, let first = after.rules.rules.first, first.place.file == LearnedRules.name,
      first.settings == settings ?? first.settings, after.tests.count == before.tests.count
    else {
      throw BadFile(
        file: LearnedRules.name, what: "A rule can't be added to this file as it stands",
        why: "Its 'defaults' or its form would change what the rule does",
        next: "Remove 'defaults' there, and write 'rules:' with each rule on lines of its own")
    }
  }

  /// The newest of the file's rules with this condition counts: where it says something else, the
  /// last correction wins.
  private func refuseTwin(of after: Settings, in before: Settings) throws(RuleStandsAlready) {
    guard var new = after.rules.rules.first,
      let old = before.rules.rules.first(where: {
        $0.place.file == LearnedRules.name && $0.condition == new.condition
      })
    else { return }
    (new.name, new.place) = (old.name, old.place)
    if new == old { throw RuleStandsAlready(place: old.place) }
  }

  /// A link would let the program write elsewhere than it says.
  func refuseLink() throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SettingsError.badFile(
        BadFile(
          file: LearnedRules.name, what: "This is a link or no plain file, and is not written to",
          next: "Put a plain file there, or remove it"))
    }
  }

  func makeDirectory() throws {
    guard mkdir(places.rules, 0o700) != 0 else {
      return DirectorySync.settleName(of: places.rules)
    }
    guard errno == EEXIST else { throw LearnedRulesError(errno, places.rules) }
  }
}

extension LearnedRules {
  static let heading = """
    # Rules that Daybook wrote when a correction was made a rule ('daybook rules suggest').
    # This file is read before all others, and a new rule goes to its top, so that the last
    # correction wins. Edit or remove what stands here as you like: it is kept.
    rules:

    """

  /// The file's text with the rule above its others.
  ///
  /// - Parameter rule: its lines, without indentation.
  static func text(adding rule: [String], to old: String?) throws(BadFile) -> String {
    func below(_ text: String) -> String {
      text + indented(rule, 2).map { $0 + "\n" }.joined()
    }
    guard let old, !old.isEmpty else { return below(heading) }
    guard let root = try YAMLParser.parse(old, file: name), case .map(let pairs) = root.value,
      let rules = pairs.first(where: { $0.key.text == "rules" })
    else {
      return below(old + (old.hasSuffix("\n") ? "" : "\n") + "rules:\n")
    }
    var lines = lines(of: old)
    let keyLine = rules.key.mark.line - 1
    guard case .list(let items) = rules.value.value else {
      // `rules:` and no more.
      guard rules.value.isEmpty else { return try refuse(rules.key) }
      lines.insert(contentsOf: indented(rule, 2 + rules.key.mark.column - 1), at: keyLine + 1)
      return lines.joined(separator: "\n")
    }
    guard let first = items.first else { return try addingToNone(rule, rules.key, lines) }
    let line = lines[first.mark.line - 1]
    let indentation = line.prefix { $0 == " " }.count
    guard first.mark.line - 1 > keyLine, line.dropFirst(indentation).hasPrefix("- ") else {
      return try refuse(rules.key)
    }
    lines.insert(contentsOf: indented(rule, indentation), at: keyLine + 1)
    return lines.joined(separator: "\n")
  }

  /// `rules: []`.
  private static func addingToNone(
    _ rule: [String], _ key: YAMLKey, _ lines: [String]
  ) throws(BadFile) -> String {
    var lines = lines
    let index = key.mark.line - 1
    guard let bracket = lines[index].firstRange(of: "[]") else { return try refuse(key) }
    lines[index].removeSubrange(bracket)
    while lines[index].hasSuffix(" ") { lines[index].removeLast() }
    lines.insert(contentsOf: indented(rule, 2 + key.mark.column - 1), at: index + 1)
    return lines.joined(separator: "\n")
  }

  /// By bytes: a Character may hold a carriage return too.
  static func lines(of text: String) -> [String] {
    text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func indented(_ lines: [String], _ spaces: Int) -> [String] {
    lines.map { String(repeating: " ", count: spaces) + $0 }
  }

  private static func refuse(_ key: YAMLKey) throws(BadFile) -> String {
    throw BadFile(
      file: name, line: key.mark.line, column: key.mark.column,
      what: "A rule can't be added here",
      why: "The list of rules is not written with each rule on lines of its own",
      next: "Write 'rules:' and then '- name:' lines below it")
  }
}

/// The same condition with the same settings stands in `00-learned.yaml`.
public struct RuleStandsAlready: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where its `- name` stands.
  public var place: Place

  public var description: String {
    "\(place.file):\(place.line): This rule stands there already; nothing was written. "
      + "\"daybook propose\" moves what it catches; where another rule of that file still wins, "
      + "move this one above it."
  }
}

/// `00-learned.yaml` could not be written.
public struct LearnedRulesError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// An `errno`.
  public var code: Int32
  /// The step is done, and the file follows once it can be written.
  public var isBooked: Bool

  init(_ code: Int32, _ path: String, isBooked: Bool = false) {
    self.code = code
    self.path = path
    self.isBooked = isBooked
  }

  public var description: String {
    let reason = String(cString: strerror(code))
    return isBooked
      ? "The step is done, and its rule can't be brought into \(path) yet: \(reason). "
        + "Look at the directory; the next command that can does it."
      : "The rule can't be written to \(path): \(reason). "
        + "Look at the directory, and try again. Nothing was changed."
  }
}
