import Foundation
import Testing

/// A fenced block of a page of the manual: what stands behind the fence, its line, its text.
struct PageBlock: CustomStringConvertible {
  var page: String
  var kind: String
  /// Of the fence, from 1.
  var line: Int
  var text: String
  var description: String { "docs/\(page):\(line) (\(kind))" }

  static func all(of page: String) throws -> [PageBlock] {
    let file = Program.repository.appending(path: "docs/\(page)")
    var blocks: [PageBlock] = []
    var open: PageBlock?
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if !line.hasPrefix("```") {
        open?.text += line + "\n"
      } else if let block = open {
        blocks.append(block)
        open = nil
      } else {
        open = PageBlock(page: page, kind: String(line.dropFirst(3)), line: index + 1, text: "")
      }
    }
    #expect(open == nil, "a block of docs/\(page) has no end")
    return blocks
  }

  /// The file that its first line names, `# clients.yaml` or `# rules.d/10-acme.yaml:6:1: …`.
  var file: String {
    get throws {
      String(try #require(text.firstMatch(of: /^# ((rules\.d\/)?[\w-]+\.yaml)/)?.1))
    }
  }

  /// What stands in the first line of a block that is refused.
  var refusal: String {
    get throws { try #require(text.split(separator: "\n").first).dropFirst(2) + "\n" }
  }

  /// Files of a page that are refused, with the words beside them.
  static func expectRefusals(on page: String, by command: String...) throws {
    for block in try all(of: page) where block.kind == "yaml refused" {
      let answer = try block.program().run(command)
      #expect(answer.code == 2, "\(block)")
      #expect(try answer.error == block.refusal, "\(block)")
    }
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
