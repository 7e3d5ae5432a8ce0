import Testing

@testable import ConfigurationFiles

@Suite struct WordTests {
  @Test(arguments: [
    ("titel", "title"), ("aap", "app"), ("Wokspace", "workspace"), ("not", "not"),
  ])
  func `a slip of the pen finds its word`(word: String, known: String) {
    #expect(nearest(to: word, in: ["app", "title", "workspace", "not"]) == known)
  }

  @Test func `another word finds none`() {
    #expect(nearest(to: "window", in: ["app", "title", "workspace", "not"]) == nil)
    #expect(nearest(to: String(repeating: "x", count: 100_000), in: ["app"]) == nil)
  }

  @Test func `quoted text can't act on a terminal`() {
    #expect(quoted("a\u{1b}[2J\u{202e}b") == "\"a\\u{1b}[2J\\u{202e}b\"")
    #expect(
      quoted(String(repeating: "é", count: 70)) == "\"" + String(repeating: "é", count: 60) + "…\"")
  }
}
