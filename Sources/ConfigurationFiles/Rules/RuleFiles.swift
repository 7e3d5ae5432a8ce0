import Activity
import Control
import Foundation
import Rules

/// All files of `rules.d`: what was learned first, then in the order of their names by bytes.
struct RuleFiles {
  private(set) var rules: [Rule] = []
  private(set) var tests: [RuleTest] = []
  private(set) var sources: [CompiledFilter.Source] = []

  /// More is a mistake.
  static let most = 500

  /// - Parameter replacement: read in place of the file of its name, or beside the others.
  init(
    _ places: Places, _ catalogue: Catalogue, replacing replacement: SettingsFile?
  ) throws(BadFile) {
    guard try SettingsFile.checkDirectory(places.rules, name: "rules.d") || replacement != nil
    else { return }
    var names = try RuleFiles.names(in: places.rules).map { "rules.d/" + $0 }
    if let replacement, !names.contains(replacement.name) { names.append(replacement.name) }
    for name in RuleFiles.sorted(names) {
      let stored =
        name == replacement?.name
        ? replacement : try SettingsFile.read(name, in: places.config)
      guard let source = stored else { continue }
      let read = try RuleFile(source, catalogue, engine: .jit)
      rules += read.rules
      tests += read.tests
      sources.append(.init(file: source.name, digest: source.digest))
    }
  }

  static func names(in directory: String) throws(BadFile) -> [String] {
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    let all: [String]
    do {
      all = try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw BadFile(
        file: "rules.d", what: "The directory can't be read", why: "",
        next: "Run: ls -l \(directory)")
    }
    var names: [String] = []
    for name in all where !name.hasPrefix(".") {
      if name.hasSuffix(".yml") {
        throw BadFile(
          file: "rules.d", what: "The file \(quoted(name)) would not be read",
          why: "Rule files end in .yaml", next: "Rename it, or begin its name with a dot")
      }
      guard name.hasSuffix(".yaml") else { continue }
      guard !name.unicodeScalars.contains(where: \.isHidden) else {
        throw BadFile(
          file: "rules.d", what: "The file name \(quoted(name)) holds a hidden character",
          next: "Rename the file")
      }
      names.append(name)
    }
    guard names.count <= most else {
      throw BadFile(
        file: "rules.d", what: "There are more than \(most) rule files", next: "Join some of them")
    }
    return names
  }

  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { left, right in
      if (left == LearnedRules.name) != (right == LearnedRules.name) {
        return left == LearnedRules.name
      }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}
