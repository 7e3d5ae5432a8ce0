import Foundation
import Rules

/// All files of `rules.d`, in the order of their names by bytes.
struct RuleFiles {
  private(set) var rules: [Rule] = []
  private(set) var tests: [RuleTest] = []
  private(set) var sources: [CompiledFilter.Source] = []

  /// More is a mistake.
  static let most = 500

  init(_ places: Places, _ catalogue: Catalogue, engine: PatternEngine) throws(BadFile) {
    guard try SettingsFile.checkDirectory(places.rules, name: "rules.d") else { return }
    for file in try RuleFiles.names(in: places.rules) {
      guard let source = try SettingsFile.read("rules.d/" + file, in: places.config) else {
        continue
      }
      let read = try RuleFile(source, catalogue, engine: engine)
      rules += read.rules
      tests += read.tests
      sources.append(.init(file: source.name, digest: source.digest))
    }
  }

  static func names(in directory: String) throws(BadFile) -> [String] {
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
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
