import Activity
import Testing

@Suite struct HiddenCharactersTests {
  @Test(
    arguments: [
      "\u{0}", "\n", "\u{1b}", "\u{7f}", "\u{9b}", "\u{ad}", "\u{61c}", "\u{180e}", "\u{200b}",
      "\u{200d}", "\u{2028}", "\u{2029}", "\u{202e}", "\u{2066}", "\u{feff}", "\u{fffb}",
      "\u{e0041}", "\u{2065}", "\u{e0000}", "\u{e007f}",
    ] as [Unicode.Scalar])
  func `what nobody sees, or what moves or turns the rest, is hidden`(scalar: Unicode.Scalar) {
    #expect(scalar.isHidden)
  }

  @Test func `letters, marks, spaces and pictures are not hidden`() {
    let hidden = "a é ä\u{301} \u{a0}\u{3000}漢ع👩\u{fe0f}\u{f0001}".unicodeScalars.filter(\.isHidden)
    #expect(hidden.isEmpty)
  }

  @Test func `JSON escapes what must be, and what a terminal must not get`() {
    let text = "\"\\/\n\r\t\u{7}\u{7f}\u{9b}\u{202e}\u{2029}\u{feff}é👩\u{200d}💻"
    let written = text.unicodeScalars.map { $0.jsonEscape ?? String($0) }.joined()
    #expect(
      written == #"\"\\/\n\r\t\u0007\u007f\u009b\u202e\u2029\ufeffé👩"# + "\u{200d}💻")
  }
}
