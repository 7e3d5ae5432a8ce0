import Foundation
import Testing

/// A page of the manual whose `console` blocks are run, so that it shows what is so.
///
/// A line that begins with `$ ` is a command; what follows is its output, errors too. A line `…`
/// stands for any lines.
struct ManualPage {
  struct Command {
    /// In the page, from 1.
    var line: Int
    var words: String
    var expected: [String]
  }

  var commands: [Command]

  init(_ name: String) throws {
    let text = try String(
      contentsOf: Program.repository.appending(path: "docs/\(name)"), encoding: .utf8)
    commands = []
    var inBlock = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        inBlock = line == "```console"
      } else if inBlock, line.hasPrefix("$ ") {
        commands.append(Command(line: index + 1, words: String(line.dropFirst(2)), expected: []))
      } else if inBlock, !commands.isEmpty {
        commands[commands.count - 1].expected.append(String(line))
      }
    }
  }

  /// Runs the commands in their order, as a shell does.
  func run(in program: Program) throws {
    for command in commands {
      let output = try program.shell(command.words)
      let lines = output.split(separator: "\n").map(String.init)
      #expect(
        ManualPage.matches(lines[...], command.expected.filter { !$0.isEmpty }[...]),
        "line \(command.line): $ \(command.words)\n\(output)")
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
    return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
  }
}

extension Program {
  /// Standard output and error of a line in a shell that finds the built `daybook`.
  func shell(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = Program.repository
    process.environment = environment.merging(
      [
        "PATH": try Program.built("daybook").deletingLastPathComponent().path + ":/usr/bin:/bin"
      ]) { $1 }
    let file = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID()).out")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    let output = try FileHandle(forWritingTo: file)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}

@Suite struct ManualTests {
  @Test func `the evening by commands goes as its page shows`() throws {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    try ManualPage("daily-use.md").run(in: program)
  }
}
