import Foundation

/// A note as a person edits it: on one line, whatever a rule made of a title.
public func asOneLine(_ note: String) -> String {
  let breaks: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
  let line = note.unicodeScalars.map {
    breaks.contains($0.properties.generalCategory) ? " " : $0
  }
  return String(String.UnicodeScalarView(line)).trimmingCharacters(in: .whitespaces)
}
