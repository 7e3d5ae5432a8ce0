import Foundation
import Testing

/// What pages name is there: commands with their options, other pages with their headings.
@Suite struct ManualNamesTests {
  /// Those for a person, and the decisions.
  private static var pages: [String] {
    get throws {
      let decisions = Program.repository.appending(path: "docs/decisions")
      return try ManualPage.all
        + FileManager.default.contentsOfDirectory(atPath: decisions.path)
        .filter { $0.hasSuffix(".md") }.sorted().map { "docs/decisions/\($0)" }
    }
  }

  // MARK: Commands

  @Test func `every command that a page names exists, with its options`() throws {
    let root = try CommandDump.root()
    var named = 0
    for name in try ManualPage.all {
      for text in try commands(named: name) {
        named += 1
        if let wrong = Self.wrong(in: text, root) { Issue.record("\(name): `\(text)`: \(wrong)") }
      }
    }
    #expect(named > 250)
  }

  /// In the lines of blocks, and in code within a sentence.
  private func commands(named page: String) throws -> [String] {
    let typed = try PageBlock.all(of: page).flatMap(\.commands)
      .flatMap { $0.words.split(separator: /[|;\n]|&&/).map(String.init) }
    let prose = try ManualPage.lines(of: page).joined(separator: "\n")
      .matches(of: /`(daybook [^`]+)`/).map { String($0.1).replacing("\n", with: " ") }
    return (typed + prose).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("daybook ") }
  }

  private static func wrong(in text: String, _ root: CommandDump) -> String? {
    var command = root
    let words = text.split(separator: "#")[0].split(separator: " ").map(String.init).dropFirst()
    var rest = words[...]
    while let word = rest.first,
      let child = command.children.first(where: { $0.commandName == word })
    {
      command = child
      rest = rest.dropFirst()
    }
    if command.path.isEmpty, let word = rest.first, word.contains(/^[a-z]/), word != "help" {
      return "there is no command \(word)"
    }
    for word in rest where word.hasPrefix("--") && word.count > 2 {
      let option = String(word.dropFirst(2).prefix { $0.isLetter || $0 == "-" })
      let isKnown = command.takes(option) || ["help", "version"].contains(option)
      if !isKnown { return "it takes no --\(option)" }
    }
    return nil
  }

  // MARK: Links

  @Test func `every link within the manual leads to a page, and to its heading`() throws {
    for name in try Self.pages {
      let text = try ManualPage.lines(of: name).joined(separator: "\n")
      for match in text.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") {
        let parts = match.1.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let folder = URL(filePath: "/" + name).deletingLastPathComponent()
        let target =
          parts[0].isEmpty
          ? name : String(folder.appending(path: parts[0]).standardized.path.dropFirst())
        let file = Program.repository.appending(path: target)
        let isThere = FileManager.default.fileExists(atPath: file.path)
        #expect(isThere, "\(name) links \(match.1)")
        if isThere, parts.count > 1 {
          #expect(try Self.anchors(of: target).contains(parts[1]), "\(name) links \(match.1)")
        }
      }
    }
  }

  /// As GitHub and others make them of headings.
  private static func anchors(of page: String) throws -> [String] {
    try ManualPage.lines(of: page).filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" }.dropFirst().lowercased()
        .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.replacing(" ", with: "-")
    }
  }

  @Test func `the manual's first page leads to every other`() throws {
    for (index, folder) in [
      ("docs/README.md", "docs"), ("docs/decisions/README.md", "docs/decisions"),
    ] {
      let text = try ManualPage.lines(of: index).joined(separator: "\n")
      let there = try FileManager.default.contentsOfDirectory(
        atPath: Program.repository.appending(path: folder).path)
      for page in there where page.hasSuffix(".md") && page != "README.md" {
        #expect(text.contains("(\(page))"), "\(index) does not link \(page)")
      }
    }
    for page in ["docs/README.md", "docs/getting-started.md", "examples/README.md"] {
      #expect(try ManualPage.lines(of: "README.md").joined().contains("(\(page))"))
    }
  }
}
