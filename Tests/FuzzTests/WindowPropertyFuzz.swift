import Activity
import ActivityLog
import Control
import Foundation
import TestSupport
import Testing
import Workflow

@testable import Desktop

/// What any program may write on its windows, from the property to all that shows it.
@Suite struct WindowPropertyFuzz {
  private static let words = [
    "firefox\u{0}Firefox\u{0}", "Mozilla Firefox", "index.ts", "\u{1b}%G", "\u{1b}-A", "\u{1b}$)B",
    "\u{1b}%/1\u{80}\u{89}", "\u{1b}%@", "\u{1b}$(B", "\u{1b}(J", "日本語", "é", "\u{301}", "👩‍💻",
    "\u{200d}", "\u{0}\u{0}", "Incognito",
  ]

  @Test func `a window's texts are valid, bounded, and harmless wherever they are shown`() throws {
    let server = TestX(manager: false)
    let connection = try X11Connection(server.display)
    try Fuzzer(name: "properties", words: Self.words, longest: 8_192).run { bytes in
      let types = [connection.atoms.utf8, connection.atoms.compoundText, 31 /* STRING */]
      let texts = types.map { type in
        connection.text(Property(type: type, format: 8, bytes: bytes, isIncomplete: false))
      }
      let classes = PropertyText.list(bytes, decoding: PropertyText.latin1)
      for text in texts + classes.prefix(2) { try hold(text) }
      return (texts + classes.prefix(2)).map(kind).joined(separator: " ")
    }
    withExtendedLifetime(server) {}
  }

  /// About how long it is, and of what, in letters: numbers make no new answer.
  private func kind(_ text: String) -> String {
    let size = String(repeating: "i", count: Int.bitWidth - text.utf8.count.leadingZeroBitCount)
    let kinds = Set(text.unicodeScalars.map { "\($0.properties.generalCategory)" })
    return size + kinds.sorted().joined()
  }

  private func hold(_ text: String) throws {
    let shown = neutralised(text)
    try Law.isPlain(shown)
    try Law.holds(cells(of: fitted(shown, width: 40)) <= 40, "A title is wider than its column.")
    let cut = text.cut(toBytes: 100)
    try Law.holds(cut.utf8.count <= 100 && text.utf8.starts(with: cut.utf8), "Cut elsewhere.")
    let span = Span(
      source: "x11@test", start: Instant(seconds: 1), end: Instant(seconds: 2),
      observation: Observation(
        presence: .active, subject: .window(Window(app: cut, instance: "x", title: text))),
      zone: .utc)
    let line = SpanLines.line(span)
    try Law.isPlain(line)
    try Law.holds(
      try SpanLines.spans(in: Array(line.utf8), zone: { Zone(name: "UTC", offset: $1) }) == [span],
      "A title comes back changed.")
    let status = AgentStatus(
      process: 1, presence: .active, since: span.start, subject: span.subject, lastWrite: nil,
      pause: .none, filter: .valid, idleSource: nil, storageFails: false)
    let said = Answer.status(status).line
    try Law.holds(said.count <= Line.longest, "A status of \(said.count) bytes.")
    try Law.isPlain(String(decoding: said.dropLast(), as: UTF8.self))
  }
}
