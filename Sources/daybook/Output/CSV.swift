import Workflow

/// RFC 4180 rows in which no cell is a formula (OWASP, "CSV Injection") and none holds a control
/// character: they may be printed on a terminal too.
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  static func cell(_ text: String) -> String {
    var safe = neutralised(text)
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first),
      !isNumber(text)
    {
      safe = "'" + safe
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
