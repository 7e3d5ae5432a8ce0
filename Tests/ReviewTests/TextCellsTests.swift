import Glibc
import Testing
import Workflow

@Suite struct TextCellsTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("🎉", 2),
    ("\u{1112}\u{1161}\u{11ab}", 2), ("€", 1), ("│", 1), ("❤", 1),
    ("👩\u{200d}💻", 4),
  ])
  func `a text takes the cells that a terminal gives it`(text: String, width: Int) {
    #expect(cells(of: text) == width)
  }

  /// glibc's table is of another Unicode version, so a few hundred may differ, not thousands.
  @Test func `the C library counts alike`() throws {
    setlocale(LC_CTYPE, "C.UTF-8")
    // Glibc's module leaves it out.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    let differing = (UInt32(0x20)...0x2fffd).compactMap(Unicode.Scalar.init).filter { scalar in
      let theirs = Int(wcwidth(scalar.value))
      return theirs >= 0 && theirs != cells(of: scalar)
    }
    #expect(differing.count < 400, "\(differing.prefix(50).map { String($0.value, radix: 16) })")
  }

  @Test(arguments: [
    ("👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥 👩🏽\u{200d}🚀", "👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥 👩🏽\u{200d}🚀"),
    ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"), ("\u{200d}💻", "\\u{200d}💻"),
    ("👩\u{200d}", "👩\\u{200d}"), ("👩\u{200d}a", "👩\\u{200d}a"), ("a\u{200d}b", "a\\u{200d}b"),
    ("1\u{200d}2", "1\\u{200d}2"), ("👩\u{200d}\u{202e}💻", "👩\\u{200d}\\u{202e}💻"),
    ("👩\u{200d}\u{200d}💻", "👩\\u{200d}\\u{200d}💻"), ("\u{1b}]52;c\u{7}", "␛]52;c\\x07"),
    ("pay\u{ad}pal", "pay\\u{00ad}pal"), ("x\u{180e}\u{e0041}", "x\\u{180e}\\u{e0041}"),
  ])
  func `emoji stay joined, all else that is hidden is shown`(text: String, shown: String) {
    #expect(Array(neutralised(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func `what is cut ends in an ellipsis and keeps its width`() {
    #expect(fitted("Checkout", width: 8) == "Checkout")
    #expect(fitted("Checkout", width: 5) == "Chec…")
    #expect(fitted("日本語", width: 4) == "日…")
    #expect(cells(of: fitted(String(repeating: "a\u{300}", count: 90), width: 10)) == 10)
  }
}
