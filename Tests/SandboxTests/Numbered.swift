import Testing

/// A point of one of the numbered lists that the sandbox is built from. A test names those that it
/// holds the sandbox to, such as `@Test(.rule(.grace))`; `ListTests` demands that none is left out.
protocol Numbered: TestTrait, SuiteTrait, RawRepresentable, CaseIterable where RawValue == Int {
  /// How a test names one of the list.
  static var word: String { get }
}

extension Numbered {
  var comments: [Comment] { ["\(Self.word) \(rawValue), \(self)"] }

  /// Those that no test in `sources` names.
  static func missing(in sources: [String]) -> [Self] {
    let named = sources.reduce(into: Set<Substring>()) { names, text in
      for line in text.split(separator: "\n") where !line.contains("//") {
        let found = line.matches(of: /\.(\w+)\(\.(\w+)\)/)
        names.formUnion(found.filter { $0.output.1 == word }.map(\.output.2))
      }
    }
    return allCases.filter { !named.contains("\($0)") }
  }
}
