import Foundation
import Testing

/// A fenced block of a page of the manual: what stands behind the fence, its line, its text.
struct PageBlock: CustomStringConvertible {
  /// From the repository on.
  var page: String
  var kind: String
  /// Of the fence, from 1.
  var line: Int
  var text: String
  /// Why its commands are not run: `<!-- not run: REASON -->` in the line above.
  var notRun: String?
  var description: String { "\(page):\(line) (\(kind))" }

  static func all(of page: String) throws -> [PageBlock] {
    var blocks: [PageBlock] = []
    var open: (block: PageBlock, margin: Int)?
    var above = ""
    for (index, line) in try ManualPage.lines(of: page).enumerated() {
      let fence = line.drop { $0 == " " }
      if let (block, margin) = open, !fence.hasPrefix("```") {
        open?.block.text = block.text + line.dropFirst(margin) + "\n"
      } else if let (block, _) = open {
        blocks.append(block)
        open = nil
      } else if fence.hasPrefix("```") {
        let reason = above.firstMatch(of: /^ *<!-- not run: (.+) -->$/).map { String($0.1) }
        let block = PageBlock(
          page: page, kind: String(fence.dropFirst(3)), line: index + 1, text: "", notRun: reason)
        open = (block, line.count - fence.count)
      }
      above = line
    }
    #expect(open == nil, "a block of \(page) has no end")
    return blocks
  }

  /// A line of it that is typed, and what the page shows of its output.
  struct Command {
    /// In the page, from 1.
    var line: Int
    var words: String
    /// Nil in a block that shows no output at all.
    var expected: [String]?
  }

  /// `console`: a line that begins with `$ ` is a command, what follows is its output, errors too.
  /// `sh`: each line is one. A `\` at the end goes on with the next line.
  var commands: [Command] {
    guard kind == "console" || kind == "sh" else { return [] }
    var commands: [Command] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = self.line + 1 + index
      if let last = commands.indices.last, commands[last].words.hasSuffix("\\") {
        commands[last].words += "\n" + line
      } else if kind == "sh", !line.isEmpty, !line.hasPrefix("#") {
        commands.append(Command(line: number, words: String(line)))
      } else if kind == "console", line.hasPrefix("$ ") {
        commands.append(Command(line: number, words: String(line.dropFirst(2)), expected: []))
      } else if kind == "console", !line.isEmpty, let last = commands.indices.last {
        commands[last].expected?.append(String(line))
      }
    }
    return commands
  }

  /// The file that its first line names, `# clients.yaml` or `# rules.d/10-acme.yaml:6:1: …`.
  var file: String {
    get throws {
      String(try #require(text.firstMatch(of: /^# ((rules\.d\/)?[\w-]+\.yaml)/)?.1, "\(self)"))
    }
  }

  /// What stands in the first line of a block that is refused.
  var refusal: String {
    get throws { try #require(text.split(separator: "\n").first).dropFirst(2) + "\n" }
  }

  /// The examples without their rules, with this block in its place: no other file wins or helps.
  func program() throws -> Program {
    let program = try Program(examples: true)
    let rules = program.home.appending(path: "config/rules.d")
    try FileManager.default.removeItem(at: rules)
    try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
    try program.write(text, to: "config/\(try file)")
    return program
  }
}
