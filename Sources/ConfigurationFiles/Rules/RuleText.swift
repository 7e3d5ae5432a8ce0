import Activity
import Rules

/// A rule as this program writes it into a file: a condition, and where the time goes.
public struct RuleText: Hashable, Sendable {
  /// Lines without indentation, the first with its dash.
  public let lines: [String]
  /// What it sets.
  let settings: RuleSettings

  /// - Returns: nil for a condition that takes more than texts of a window, or one of them twice.
  public init?(name: String, condition: Condition, project: ProjectKey, task: String?) {
    settings = RuleSettings(
      project: ProjectTemplate(
        client: Template(parts: [.literal(project.client)]),
        project: Template(parts: [.literal(project.project)])),
      task: task.map { Template(parts: [.literal($0)]) })
    let parts: [Condition]
    switch condition {
    case .all(let all): parts = all
    default: parts = [condition]
    }
    var when: [(key: String, value: String)] = []
    for part in parts {
      guard case .text(let fact, let test) = part, !when.contains(where: { $0.key == fact.name })
      else { return nil }
      when.append((fact.name, RuleText.value(fact, test)))
    }
    var set = [(key: "project", value: YAMLText.scalar(project.description))]
    if let task { set.append(("task", YAMLText.scalar(task))) }
    lines = [
      "- name: \(YAMLText.scalar(RuleText.fitting(name)))", "  when: \(YAMLText.flow(when))",
      "  set: \(YAMLText.flow(set))",
    ]
  }

  public func text(indentation: Int = 0) -> String {
    lines.map { String(repeating: " ", count: indentation) + $0 + "\n" }.joined()
  }

  private static func value(_ fact: Fact, _ test: TextTest) -> String {
    switch test {
    case .pattern(let pattern):
      YAMLText.scalar(fact.isSearched ? pattern.text : "/\(pattern.text)/")
    case .whole(let text) where fact.isSearched || looksLikePattern(text):
      YAMLText.scalar((fact.isSearched ? "" : "/") + whole(text) + (fact.isSearched ? "" : "/"))
    case .whole(let text): YAMLText.scalar(text)
    }
  }

  /// What the reader would take for `/pattern/` or `$name`.
  private static func looksLikePattern(_ text: String) -> Bool {
    text.hasPrefix("$") || (text.hasPrefix("/") && text.hasSuffix("/"))
  }

  private static func whole(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      if "\\^$.[]|()?*+{}".unicodeScalars.contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return "^\(pattern)$"
  }

  /// A name has at most 200 characters.
  private static func fitting(_ name: String) -> String {
    let scalars = name.unicodeScalars
    guard scalars.count > 120 else { return name }
    return String(String.UnicodeScalarView(scalars.prefix(119))) + "…"
  }
}
