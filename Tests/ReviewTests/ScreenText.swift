import Review

extension Screen {
  /// The rows as text, blanks at their ends left out.
  var text: String {
    rows.map { row in
      var line = row.map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
