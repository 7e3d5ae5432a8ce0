import Foundation

/// Standard output, or standard error, and what it can show.
struct Printer {
  private let handle: FileHandle
  /// Cells in a line of the terminal; in a file or a pipe what `COLUMNS` says, else 100.
  let width: Int

  init(to handle: FileHandle = .standardOutput) {
    self.handle = handle
    let descriptor = handle.fileDescriptor
    var size = winsize()
    if isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0,
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
    raw(text + "\n")
  }

  func raw(_ text: String) { handle.write(Data(text.utf8)) }
  func table(_ table: Table) { raw(table.text(width: width)) }
  func json(_ value: JSON) { line(value.text) }

  /// One record's field names and values by lists of pairs, as CSV with a header.
  func csv(header: [String], rows: [[String]]) { raw(CSV.text([header] + rows)) }
}
