import Foundation
import Testing

@Suite struct ListTests {
  private static func sources() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.filter {
      $0.lastPathComponent.hasSuffix("Tests.swift") && $0.lastPathComponent != "ListTests.swift"
    }.map { try String(contentsOf: $0, encoding: .utf8) }
  }

  @Test func `there are 38 rules, 19 differences and 30 examples`() {
    #expect(Rule.allCases.map(\.rawValue) == Array(1...38))
    #expect(Difference.allCases.map(\.rawValue) == Array(1...19))
    #expect(Example.allCases.map(\.rawValue) == Array(1...30))
  }

  @Test func `each has a test that names it`() throws {
    let sources = try Self.sources()
    #expect(Rule.missing(in: sources) == [])
    #expect(Difference.missing(in: sources) == [])
    #expect(Example.missing(in: sources) == [])
  }

  @Test func `one without a test would be missed`() {
    let named = Example.allCases.map { "@Test(.example(.\($0))) func" }
    #expect(Example.missing(in: named) == [])
    #expect(Example.missing(in: Array(named.dropLast())) == [.draft])
    #expect(Example.missing(in: named.dropLast() + ["// @Test(.example(.draft))"]) == [.draft])
    #expect(Example.missing(in: named.dropLast() + ["@Test(.rule(.draft))"]) == [.draft])
    #expect(Rule.missing(in: named).count == 38)
  }
}
