/// RFC 4180 rows in which no cell is a formula (OWASP, "CSV Injection").
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  static func cell(_ text: String) -> String {
    var safe = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first),
      !isNumber(text)
    {
      safe = "'" + text
    }
    guard safe.unicodeScalars.contains(where: { ",;\"\r\n\t'".unicodeScalars.contains($0) }) else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil
  }
}
