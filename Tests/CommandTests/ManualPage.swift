import Foundation
import Testing

/// A page of the manual whose commands are run in their order, so that it shows what is so.
struct ManualPage {
  /// From the repository on, such as `docs/rules.md`.
  var name: String
  var blocks: [PageBlock]

  /// Every page with commands for a person: the first one, the manual, the examples.
  static var all: [String] {
    get throws {
      let docs = Program.repository.appending(path: "docs")
      return try ["README.md", "examples/README.md"]
        + FileManager.default.contentsOfDirectory(atPath: docs.path)
        .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }
  }

  static func lines(of name: String) throws -> [String] {
    try String(contentsOf: Program.repository.appending(path: name), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  init(_ name: String) throws {
    self.name = name
    blocks = try PageBlock.all(of: name)
  }

  var run: [PageBlock.Command] { blocks.filter { $0.notRun == nil }.flatMap(\.commands) }
  var notRun: [PageBlock.Command] { blocks.filter { $0.notRun != nil }.flatMap(\.commands) }

  /// Runs the commands as one session. Where the page shows output, it must be this: a line `…`
  /// stands for any lines. Where it shows none of it, the command must succeed.
  func run(in program: Program) throws {
    let commands = run
    for (command, answer) in zip(commands, try program.session(commands.map(\.words))) {
      let place = "\(name):\(command.line): $ \(command.words)\n\(answer.output)"
      let lines = answer.output.split(separator: "\n").map(String.init)
      let expected = command.expected ?? ["…"]
      #expect(ManualPage.matches(lines[...], expected[...]), "\(place)")
      if expected.allSatisfy({ $0 == "…" }) {
        #expect(answer.code == 0, "\(place)")
      }
    }
  }

  private static func matches(
    _ lines: ArraySlice<String>, _ expected: ArraySlice<String>
  ) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    guard first != "…" else {
      return lines.indices.contains { matches(lines[$0...], expected.dropFirst()) }
        || matches([], expected.dropFirst())
    }
    return lines.first.map(withoutToken) == withoutToken(first)
      && matches(lines.dropFirst(), expected.dropFirst())
  }

  /// A reference's token is of the books, and those are new in each run.
  private static func withoutToken(_ line: String) -> String {
    line.replacing(/DB-[0-9A-Z]{8}-[0-9A-Z]{4}/, with: "DB-")
  }
}
