import Foundation

/// How a line's description is made: text with `{project}`, `{task}`, `{period}`, `{notes}` and
/// `{hours}` in it.
///
/// A placeholder that has nothing to say takes the text before it along, back to the placeholder
/// before: without a task `{project}: {task}, {period}` reads as `{project}, {period}`.
public struct LineTemplate: Hashable, Sendable {
  public enum Field: String, CaseIterable, Sendable {
    case project, task, period, notes, hours
  }

  enum Part: Hashable, Sendable {
    case literal(String)
    case field(Field)
  }

  /// A name in braces that is no field, or a brace without its other half.
  public struct Fault: Error, Hashable, Sendable {
    public var name: String
  }

  let parts: [Part]

  public init(_ text: String) throws(Fault) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Fault(name: String(rest[open...].prefix(20)))
      }
      let name = String(rest[rest.index(after: open)..<close])
      guard let field = Field(rawValue: name) else { throw Fault(name: name) }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.field(field))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  private init(parts: [Part]) { self.parts = parts }

  /// Notes reach the client.
  public var showsNotes: Bool { parts.contains(.field(.notes)) }

  /// `{project}: {task}, {period}`
  public static let standard = LineTemplate(parts: [
    .field(.project), .literal(": "), .field(.task), .literal(", "), .field(.period),
  ])

  /// What the fields of one line say. Notes by their counted time, longest first.
  struct Values {
    var project: String
    var task: String
    var period: String
    var notes: [String]
    var hours: String
  }

  /// Xero's limit of a description, in UTF-16 code units.
  static let limit = 4000

  /// At most 4,000 characters: notes that don't fit are counted, "(+3 more)", and a text that is
  /// still too long ends at a word.
  ///
  /// - Parameter remark: stands behind it, whatever is cut.
  func text(_ values: Values, remark: String = "") -> String {
    text(values, limit: LineTemplate.limit - remark.utf16.count) + remark
  }

  private func text(_ values: Values, limit: Int) -> String {
    let whole = filled(values, notes: values.notes.joined(separator: "; "))
    if whole.utf16.count <= limit { return whole }
    for told in stride(from: values.notes.count - 1, through: 0, by: -1) {
      let notes =
        values.notes.prefix(told).joined(separator: "; ")
        + (told == 0 ? "(\(values.notes.count) notes)" : " (+\(values.notes.count - told) more)")
      let text = filled(values, notes: notes)
      if text.utf16.count <= limit { return text }
    }
    return LineTemplate.cut(whole, to: limit)
  }

  private func filled(_ values: Values, notes: String) -> String {
    var text = ""
    var pending = ""
    for part in parts {
      switch part {
      case .literal(let literal): pending += literal
      case .field(let field):
        let value =
          switch field {
          case .project: values.project
          case .task: values.task
          case .period: values.period
          case .notes: notes
          case .hours: values.hours
          }
        if !value.isEmpty { text += pending + value }
        pending = ""
      }
    }
    return (text + pending).trimmingCharacters(in: .whitespaces)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var cut = ""
    var length = 0
    for character in text {
      length += character.utf16.count
      guard length < limit else { break }
      cut.append(character)
    }
    let words = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut[...]
    return words.trimmingCharacters(in: .whitespaces) + "…"
  }
}
