import Activity
import TestSupport
import Testing

@testable import Rules

private func search(_ text: String, _ title: String, _ engine: PatternEngine) -> SearchResult {
  var title = title
  return title.withUTF8 { PatternMatcher().search(pattern(text, engine), in: $0) }
}

extension Pattern {
  /// Those that compile.
  fileprivate static func samples(_ texts: String...) -> [Pattern] {
    texts.compactMap { try? Pattern($0, engine: .interpreter) }
  }
}

@Suite struct PatternTests {
  @Test(arguments: [PatternEngine.jit, .interpreter])
  func `patterns are searched for, by Unicode, without regard to case`(engine: PatternEngine) {
    #expect(search("zÜRICH", "In Zürich", engine) == .found(3..<10))
    #expect(search(#"^\w+$"#, "Żółć", engine) == .found(0..<8))
    #expect(search("(?-i)code", "Code", engine) == .absent)
  }

  @Test(arguments: ["(a+)+$", "(a|aa)+$"], [PatternEngine.jit, .interpreter])
  func `a runaway pattern gives up`(text: String, engine: PatternEngine) {
    let titles = [1_024, 65_536].map { String(repeating: "a", count: $0) + "!" }
    for title in titles { #expect(search(text, title, engine) == .gaveUp) }
  }

  @Test func `an honest pattern finds its end in a long title`() {
    let title = String(repeating: "a ", count: 500) + "- acme-web"
    #expect(
      search("(?<file>.+) - acme-web(site)? - Code", title, .interpreter) == .absent)
    #expect(search("(?:a| )+- acme-web", title, .jit) == .found(0..<title.utf8.count))
  }

  @Test(
    arguments: [
      ("(unclosed", 9, "missing closing parenthesis"),
      ("Zürich(?<é>.)(", 14, "missing closing parenthesis"),
      ("a{2,1}", 5, "numbers out of order in {} quantifier"),
      ("", nil, "the pattern is empty"),
    ] as [(String, Int?, String)])
  func `a bad pattern says where`(text: String, offset: Int?, reason: String) {
    #expect(throws: PatternError(offset: offset, reason: reason)) {
      try Pattern(text, engine: .interpreter)
    }
  }

  @Test func `monstrous patterns are refused`() {
    let monsters = [
      (0..<20_000).map(String.init).joined(separator: "|"),
      "((a{1,1000}){1,1000}){1,1000}",
      String(repeating: "(", count: 1000),
      String(repeating: "()", count: 300),
      #"a\Cb"#,
    ]
    for monster in monsters {
      #expect(throws: PatternError.self) { try Pattern(monster, engine: .jit) }
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func `a pattern that is not tried would not have matched`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let texts = ["ask", "desk", " - ", "web", "É", "k", "acme", "x", "aa", ".", "@", "task"]
    let others = [
      "(?<f>.+)", #"\b"#, "[a-k]+", "x?", "a{2}", #"\."#, "(?:sk|x)", "s*", ".*", "(?!q)", "(?i:w)",
      "a|b", "$", "(?-i)A",
    ]
    func drawn(_ parts: [String]) -> String {
      (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick(parts) }.joined()
    }
    /// The same without regard to case: a long s is an s, the sign of the kelvin a k.
    func disguised(_ text: String) -> String {
      String(
        text.map { character -> Character in
          guard Bool.random(using: &random) else { return character }
          return switch character {
          case "s": "\u{17f}"
          case "k": "\u{212a}"
          default: Character(character.uppercased())
          }
        })
    }
    let tried = Pattern.samples(drawn(texts + others), drawn(texts))
    let matcher = PatternMatcher()
    for pattern in tried {
      for _ in 0..<40 {
        let title = disguised(drawn(texts))
        var trial = Trial(
          matcher: matcher, window: Window(title: title), presence: .active,
          time: LocalTime(Instant(milliseconds: 0), in: .utc))
        var captures: [String: String] = [:]
        let found = search(pattern.text, title, .interpreter) != .absent
        #expect(
          (trial.holds(.text(.title, .pattern(pattern)), &captures) == .yes) == found,
          "'\(pattern.text)' in '\(title)'")
      }
    }
  }

  @Test func `a pattern knows the names that it captures`() throws {
    let pattern = try Pattern("(?<file>.+) (x) (?<place>.+)", engine: .interpreter)
    #expect(pattern.captureNames == ["file", "place"])
  }
}
