import Foundation
import Testing

/// Every block of `docs/rules.md` does what the page says.
@Suite struct RulesPageTests {
  /// A fenced block: what stands behind the fence, its line, its text.
  private struct Block: CustomStringConvertible {
    var kind: String
    var line: Int
    var text: String
    var description: String { "docs/rules.md:\(line) (\(kind))" }
  }

  private static func blocks() throws -> [Block] {
    let page = Program.repository.appending(path: "docs/rules.md")
    var blocks: [Block] = []
    var open: Block?
    let lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if !line.hasPrefix("```") {
        open?.text += line + "\n"
      } else if let block = open {
        blocks.append(block)
        open = nil
      } else {
        open = Block(kind: String(line.dropFirst(3)), line: index + 1, text: "")
      }
    }
    #expect(open == nil, "a block has no end")
    return blocks
  }

  /// Alone with the clients of the examples: no other file wins or helps.
  private static func program(with block: Block) throws -> Program {
    let program = try Program(examples: true)
    let rules = program.home.appending(path: "config/rules.d")
    try FileManager.default.removeItem(at: rules)
    try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
    let name = try #require(block.text.firstMatch(of: /^# (rules\.d\/[\w-]+\.yaml)/)?.1)
    try program.write(block.text, to: "config/\(name)")
    return program
  }

  @Test func `the page has examples of every kind, and no other`() throws {
    let kinds = Set(try Self.blocks().map(\.kind))
    #expect(kinds == ["yaml", "yaml refused", "console"])
    let manual = try String(
      contentsOf: Program.repository.appending(path: "docs/README.md"), encoding: .utf8)
    #expect(manual.contains("(rules.md)"))
  }

  @Test func `each rule file passes its own tests`() throws {
    for block in try Self.blocks() where block.kind == "yaml" {
      let answer = try Self.program(with: block).run("rules", "test")
      #expect(answer.code == 0, "\(block): \(answer.output)\(answer.error)")
      let count = try #require(answer.output.firstMatch(of: /(\d+) of (\d+) tests? pass/))
      #expect(count.1 == count.2 && count.1 != "0", "\(block)")
    }
  }

  @Test func `a file that is refused is refused with the words beside it`() throws {
    for block in try Self.blocks() where block.kind == "yaml refused" {
      let answer = try Self.program(with: block).run("rules", "check")
      #expect(answer.code == 2, "\(block)")
      let first = try #require(block.text.split(separator: "\n").first)
      #expect(answer.error == first.dropFirst(2) + "\n", "\(block)")
    }
  }

  @Test func `each command prints what the page says`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    for block in try Self.blocks() where block.kind == "console" {
      for (command, expected) in try Self.commands(of: block) {
        let answer = try program.run(command)
        #expect(answer.code == 0, "\(block): \(command): \(answer.error)")
        let lines = answer.output.split(separator: "\n", omittingEmptySubsequences: false)
          .dropLast()
        #expect(
          Self.matches(lines, expected[...]),
          "\(block): \(command.joined(separator: " ")) printed\n\(answer.output)")
      }
    }
  }

  /// `$ daybook …` and the lines under each.
  private static func commands(of block: Block) throws -> [([String], [Substring])] {
    var commands: [([String], [Substring])] = []
    for line in block.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("$ ") {
        let words = line.dropFirst(2).split(separator: " ").map(String.init)
        #expect(words.first == "daybook", "\(block)")
        commands.append((Array(words.dropFirst()), []))
      } else {
        #expect(!commands.isEmpty, "\(block) begins with no command")
        commands[commands.count - 1].1.append(line)
      }
    }
    return commands
  }

  /// A line `…` stands for any lines.
  private static func matches(
    _ lines: ArraySlice<Substring>, _ expected: ArraySlice<Substring>
  ) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "…" {
      return lines.indices.contains { matches(lines[$0...], expected.dropFirst()) }
        || expected.count == 1
    }
    return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
  }
}
