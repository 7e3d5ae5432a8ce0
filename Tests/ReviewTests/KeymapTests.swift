import Foundation
import Testing

@testable import Review

@Suite struct KeymapTests {
  @Test func `no key means two things`() {
    let keys = Keymap.bindings.flatMap(\.keys)
    #expect(keys.count == Set(keys).count)
  }

  @Test func `every action has a key`() {
    #expect(Set(Keymap.bindings.map(\.action)) == Set(Action.allCases))
  }

  @Test(arguments: [
    ("aw", ["acme/website", "alpha glow"]),
    ("bookd", ["brightside/booking design", "brightside/booking, long words, then d"]),
  ])
  func `the closest letters come first`(search: String, expected: [String]) {
    let found = FuzzySearch(search).best(of: expected.reversed()) { $0 }
    #expect(found == expected)
  }

  @Test func `a missing letter finds nothing, no letter everything in order`() {
    #expect(FuzzySearch("xz").best(of: ["acme", "xyz"]) { $0 } == ["xyz"])
    #expect(FuzzySearch("").best(of: ["b", "a"]) { $0 } == ["b", "a"])
  }
}

@Suite struct KeyPageTests {
  /// The table of docs/review.md, made of the keymap.
  static var table: String {
    let rows = Keymap.bindings.map { binding in
      let keys = binding.shown.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
      return "| \(keys) | \(binding.does) | \(binding.command.map { "`daybook \($0)`" } ?? "") |"
    }
    return (["| key | does | command |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }

  @Test func `docs have the keys that there are`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/review.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains("\n\(Self.table)\n"), "The table ought to be:\n\(Self.table)")
  }
}
