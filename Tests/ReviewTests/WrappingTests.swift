import Testing

@testable import Review

@Suite struct WrappingTests {
  @Test func `a wrapped line of a rule keeps its indentation`() {
    #expect(Wrapping.lines("one two three", width: 8) == ["one two", "three"])
    #expect(
      Wrapping.lines("    when: { app: code, title: x }", width: 24)
        == ["    when: { app: code,", "      title: x }"])
    #expect(Wrapping.lines("    when: { app: code }", width: 24) == ["    when: { app: code }"])
    #expect(
      Wrapping.lines("  - name: abcdefghijklmnop", width: 16)
        == ["  - name:", "    abcdefghijkl", "    mnop"])
  }
}
