import Foundation
import Testing

@Suite struct RuleTests {
  @Test func `the list has 38 rules`() {
    #expect(Rule.allCases.map(\.rawValue) == Array(1...38))
  }

  @Test func `each rule has a test that names it`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let sources = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let tests = sources.filter { $0.lastPathComponent.hasSuffix("Tests.swift") }
    let named = try tests.reduce(into: Set<Substring>()) { names, file in
      let text = try String(contentsOf: file, encoding: .utf8)
      names.formUnion(text.matches(of: /\.rule\(\.(\w+)\)/).map(\.output.1))
    }
    #expect(Rule.allCases.filter { !named.contains("\($0)") } == [])
  }
}
