import TestSupport
import Testing

@testable import Desktop

@Suite struct PropertyTextTests {
  @Test(arguments: [
    (Array("plain".utf8), "plain"),
    (Array("Straße 漢字 🂡".utf8), "Straße 漢字 🂡"),
    ([0x61, 0xff, 0x62], "a\u{fffd}b"),
    ([0xc0, 0x80], "\u{fffd}\u{fffd}"),
    ([0xe2, 0x82], "\u{fffd}"),
    ([0x61, 0x00, 0x62, 0x00, 0x00], "a\u{0}b"),
    ([], ""),
  ])
  func `broken UTF-8 is repaired`(bytes: [UInt8], text: String) {
    #expect(PropertyText.utf8(bytes) == text)
  }

  @Test func `STRING is Latin-1`() {
    #expect(PropertyText.latin1([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0]) == "Müller")
  }

  @Test func `lists end each text with a zero byte`() {
    let both = Array("xterm\0XTerm\0".utf8)
    #expect(PropertyText.list(both, decoding: PropertyText.utf8) == ["xterm", "XTerm"])
    #expect(PropertyText.list(both.dropLast(), decoding: PropertyText.utf8) == ["xterm", "XTerm"])
    #expect(
      PropertyText.list([0x61, 0, 0, 0x62, 0], decoding: PropertyText.utf8) == ["a", "", "b"])
    #expect(PropertyText.list([UInt8](), decoding: PropertyText.utf8) == [])
  }

  @Test func `a long text is cut between scalars`() {
    #expect("abc".cut(toBytes: 3) == "abc")
    #expect("aé".cut(toBytes: 2) == "a")
    #expect("🂡🂡".cut(toBytes: 7) == "🂡")
    #expect("é".cut(toBytes: 0) == "")
  }

  @Test(arguments: UInt64(0)..<200)
  func `a cut is the longest beginning that fits`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let scalars: [Unicode.Scalar] = ["a", "é", "漢", "🂡", "\u{301}"]
    var text = ""
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
    }
    let limit = Int.random(in: 0...40, using: &random)
    let cut = text.cut(toBytes: limit)
    #expect(text.utf8.starts(with: cut.utf8))
    #expect(cut.utf8.count <= limit)
    let next = text.unicodeScalars.dropFirst(cut.unicodeScalars.count).first
    if let next { #expect(cut.utf8.count + String(next).utf8.count > limit) }
  }

  @Test func `a workspace is named, else numbered`() {
    let names = ["Mail", "", "Code"]
    #expect(WindowReader.workspace(window: 2, current: 0, names: names) == "Code")
    #expect(WindowReader.workspace(window: 1, current: 0, names: names) == "2")
    #expect(WindowReader.workspace(window: 7, current: 0, names: names) == "8")
    #expect(WindowReader.workspace(window: .max, current: 0, names: names) == "Mail")
    #expect(WindowReader.workspace(window: nil, current: 2, names: names) == "Code")
    #expect(WindowReader.workspace(window: nil, current: nil, names: names) == "")
  }

  @Test func `an event's own time counts, unless it is absurd`() {
    let now = Uptime(milliseconds: (1 << 33) + 5)
    #expect(Uptime(server: 5, now: now) == now)
    #expect(Uptime(server: 0, now: now) == now.advanced(by: -5))
    #expect(Uptime(server: .max, now: now) == now.advanced(by: -6))
    #expect(Uptime(server: 6, now: now) == now)
    #expect(Uptime(server: UInt32.max - 10_000, now: now) == now)
  }
}
