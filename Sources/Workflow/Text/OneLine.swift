import Foundation

/// A note as a person edits it: on one line, whatever a rule made of a title.
public func asOneLine(_ note: String) -> String {
  String(
    String.UnicodeScalarView(
      note.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
  ).trimmingCharacters(in: .whitespaces)
}
