import Foundation

/// Standard output, and what it can show.
struct Printer {
  /// Cells in a line of the terminal; in a file or a pipe what `COLUMNS` says, else 100.
  let width: Int

  init() {
    var size = winsize()
    if isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 20
    {
      width = Int(size.ws_col)
    } else {
      width =
        ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        .flatMap { (20...1000).contains($0) ? $0 : nil } ?? 100
    }
  }

  func line(_ text: String = "") {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  func raw(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
  func table(_ table: Table) { raw(table.text(width: width)) }
  func json(_ value: JSON) { line(value.text) }

  /// One record's field names and values by lists of pairs, as CSV with a header.
  func csv(header: [String], rows: [[String]]) { raw(CSV.text([header] + rows)) }
}
