import Activity
import TestSupport
import Testing

@testable import ActivityLog

private func read(_ text: String) throws(BadRow) -> [Span] { try read(Array(text.utf8)) }

/// Rows without a zone take the offset in their start.
private func read(_ bytes: [UInt8]) throws(BadRow) -> [Span] {
  try SpanLines.spans(in: bytes) { Zone(name: "Europe/Berlin", offset: $1) }
}

private let minimal =
  #"{"start":"2026-11-20T09:00:00+13:00","end":"2026-11-20T09:30:00+13:00","presence":"active"}"#

@Suite struct SpanLinesTests {
  @Test func `a span is one line in the contract's order`() {
    let observed = Observation(
      presence: .active,
      subject: .window(
        Window(
          app: "Code", instance: "code", title: "a \"b\"\t\u{1b}", workspace: "1",
          executable: "/usr/bin/code")))
    let line = SpanLines.line(
      Span(
        source: "x11@studio", start: at(1_763_582_400_000), end: at(1_763_582_430_250),
        observation: observed, zone: auckland))
    #expect(
      line == #"{"start":"2025-11-20T09:00:00+13:00","end":"2025-11-20T09:00:30.250+13:00","#
        + #""presence":"active","app":"Code","instance":"code","title":"a \"b\"\t\u001b","#
        + #""workspace":"1","executable":"/usr/bin/code","source":"x11@studio","#
        + #""zone":"Pacific/Auckland"}"#)
  }

  @Test func `a row needs a start, an end and a presence alone`() throws {
    let spans = try read(minimal + "\r\n\n")
    #expect(
      spans == [
        span(
          1_795_118_400_000, 1_795_120_200_000, source: "import",
          zone: Zone(name: "Europe/Berlin", offset: 46_800))
      ])
  }

  @Test func `null, absent and empty are the same`() throws {
    let bare = #"{"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z","presence":"off""#
    let full =
      bare + #","app":null,"title":"","source":null,"fullscreen":null,"private":"","zone":null}"#
    #expect(try read(full) == read(bare + "}"))
  }

  @Test(arguments: HandsOff.allCases)
  func `idle time keeps its reason`(reason: HandsOff) throws {
    let row =
      minimal.replacing("active", with: "idle").dropLast() + #","handsOff":"\#(reason.name)"}"#
    let span = try #require(try read(String(row)).first)
    #expect(span.observation.handsOff == reason)
    #expect(try read(SpanLines.line(span)) == [span])
  }

  @Test(arguments: [
    (#","handsOff":"mpris"}"#, "reason of idle time"), (#","handsOff":"x"}"#, "mpris, inhibitor"),
  ])
  func `a reason that can't be is refused`(end: String, sentence: String) {
    let error = #expect(throws: BadRow.self) { try read(String(minimal.dropLast() + end)) }
    #expect(error?.what.contains(sentence) == true)
  }

  @Test func `private time keeps no name`() throws {
    let row = minimal.dropLast() + #","app":"Firefox","title":"secret","private":true}"#
    #expect(try read(String(row)).map(\.subject) == [.private])
  }

  @Test func `a known zone brings its own offset`() throws {
    let row =
      #"{"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z","presence":"off","zone":"A/B"}"#
    let spans = try SpanLines.spans(
      in: Array(row.utf8), zone: { Zone(name: "x", offset: $1) },
      offset: { name, _ in name == "A/B" ? 7200 : nil })
    #expect(spans.map(\.zone) == [Zone(name: "A/B", offset: 7200)])
  }

  @Test(arguments: [("Z", 0), ("+13:00", 46_800), ("-03:30", -12_600)] as [(String, Int32)])
  func `a zone without a name keeps the offset that is written`(
    written: String, seconds: Int32
  ) throws {
    let row =
      #"{"start":"2026-01-01T00:00:00\#(written)","end":"2026-01-02T00:00:00\#(written)","#
      + #""presence":"off","zone":"UTC"}"#
    let spans = try SpanLines.spans(
      in: Array(row.utf8), zone: { Zone(name: "x", offset: $1) }, offset: { _, _ in 0 })
    #expect(spans.map(\.zone) == [Zone(name: "UTC", offset: seconds)])
  }

  @Test func `a zone that nobody knows is refused, in a sentence without controls`() {
    let row = minimal.dropLast() + #","zone":"\u001b[2J\u202e\u2028\u2029"}"#
    let error = #expect(throws: BadRow.self) {
      try SpanLines.spans(
        in: Array((minimal + "\n" + row).utf8), zone: { Zone(name: "x", offset: $1) },
        offset: { _, _ in nil })
    }
    #expect(
      error?.description
        == "Row 2, column 99: \"\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}\" is no zone of the tz database. "
        + "Use a name such as Pacific/Auckland.")
  }

  @Test func `what hides or controls text is written as an escape`() throws {
    let title =
      "a\u{80}\u{9b}31m\u{9f}\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}"
    let visible = "é\u{a0}©–…漢ｆ🂡ع👩\u{200d}💻"
    let made = span(1_763_582_400_000, 1_763_582_430_250, window(title + visible))
    let line = SpanLines.line(made)
    #expect(
      line.contains(
        #""title":"a\u0080\u009b31m\u009f\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff"#
          + visible + "\""))
    #expect(try read(line) == [made])
  }

  @Test func `a year in one row is fine`() throws {
    let row = #"{"start":"2025-01-01T00:00:00Z","end":"2026-01-01T00:00:00.5Z","presence":"off"}"#
    #expect(try read(row).first?.milliseconds == 365 * 86_400_000 + 500)
  }

  @Test(arguments: [
    (#"x"#, 1, "begins with"),
    (#"[]"#, 1, "begins with"),
    (#"{}"#, 1, "no \"start\""),
    (#"{"start":"2026-11-20T09:00:00+13:00"}"#, 1, "no \"end\""),
    (#"{"star":1}"#, 2, "no field \"star\""),
    (#"{"app":"a","app":"b"}"#, 12, "stands twice"),
    (#"{"app":5}"#, 8, "text in quotes"),
    (#"{"app":1e400}"#, 8, "text in quotes"),
    (#"{"app":{"a":{}}}"#, 8, "text in quotes"),
    (#"{"private":1}"#, 12, "true or false"),
    (#"{"app":"a" "title":"b"}"#, 12, "\",\""),
    (#"{"app":"a",}"#, 12, "name in quotes"),
    (#"{"app" 1}"#, 8, "\":\""),
    (#"{"app":"a"} {}"#, 13, "One object a line"),
    (#"{"app":"a"#, 8, "closing quote"),
    (#"{"app":"\ud800"}"#, 15, "surrogate"),
    (#"{"app":"\ud800\u0041"}"#, 21, "surrogate"),
    (#"{"app":"\x"}"#, 10, "escape"),
    (#"{"app":"\u00g0"}"#, 13, "hexadecimal"),
    (#"{"é":1}"#, 2, "no field"),
    (#"{"start":"2026-11-20 09:00"}"#, 10, "no time"),
    (#"{"start":"2026-02-29T09:00:00Z"}"#, 10, "no time"),
    (#"{"start":"9999-01-01T09:00:00Z"}"#, 10, "no time"),
    (#"{"start":"1969-12-31T09:00:00Z"}"#, 10, "no time"),
    (#"{"start":"2026-11-20T24:00:00Z"}"#, 10, "no time"),
    (#"{"start":"2026-11-20T09:00:00"}"#, 10, "no time"),
    (#"{"presence":"busy"}"#, 13, "one of active, idle"),
  ])
  func `a broken row is named with its place`(row: String, column: Int, words: String) {
    let error = #expect(throws: BadRow.self) { try read(minimal + "\n" + row) }
    #expect(error?.row == 2)
    #expect(error?.column == column)
    #expect(error?.what.contains(words) == true, "\(error?.what ?? "")")
  }

  @Test func `a span that ends before it begins is refused`() {
    let row =
      #"{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00+01:00","presence":"off"}"#
    let error = #expect(throws: BadRow.self) { try read(row) }
    #expect(error?.column == 39)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    let bytes = Array(#"{"app":""#.utf8) + [0xed, 0xa0, 0x80] + Array(#""}"#.utf8)
    let error = #expect(throws: BadRow.self) { try read(bytes) }
    #expect(error?.what.contains("UTF-8") == true)
  }

  @Test func `a hundred thousand brackets are one sentence`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: BadRow.self) { try read(deep) }
    #expect(throws: BadRow.self) { try read(#"{"app":"# + deep) }
  }

  @Test func `hostile words in a sentence are short and harmless`() {
    let error = #expect(throws: BadRow.self) {
      try read("{\"\\u001b[2J\\u202e\(String(repeating: "x", count: 500))\":1}")
    }
    #expect(error?.what.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202e}" } == false)
    #expect((error?.what.count ?? 999) < 250)
  }

  @Test(arguments: UInt64(0)..<200)
  func `what is exported comes back as it was`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spans = (0..<20).map { _ in random.anySpan() }
    #expect(try read(spans.map { SpanLines.line($0) }.joined(separator: "\n")) == spans)
  }

  @Test(arguments: UInt64(0)..<300)
  func `a damaged file gives spans or a sentence, never a trap`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes = Array(
      (0..<3).map { _ in SpanLines.line(random.anySpan()) }.joined(separator: "\n").utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: Array("\\u{[\"".utf8), at: place)
      }
    }
    let spans = try? read(bytes)
    #expect(spans?.allSatisfy { $0.milliseconds > 0 } != false)
  }
}
