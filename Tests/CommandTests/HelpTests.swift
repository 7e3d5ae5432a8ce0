import Foundation
import Testing

/// What `daybook help COMMAND` prints on a terminal of 80 columns.
@Suite struct HelpTests {
  private func help(_ program: Program, _ path: [String]) throws -> String {
    let help = try program.run(["help"] + path)
    #expect(help.code == 0, "\(path): \(help.error)")
    return help.output
  }

  @Test func `no help is broken anew where the terminal ends`() throws {
    let program = try Program()
    program.environment["COLUMNS"] = "80"
    let commands = try CommandDump.root().andBelow
    #expect(commands.count > 40)
    for command in commands {
      for line in (command.discussion ?? "").split(separator: "\n") {
        #expect(line.count <= 76, "\(command.path): \(line)")
      }
      // Behind "OVERVIEW: ".
      #expect((1...70).contains(command.abstract?.count ?? 0), "\(command.path)")
    }
    // The parser leaves lines of that length as they are; the usage alone it never breaks.
    for command in commands where [[], ["rules", "suggest"]].contains(command.path) {
      let help = try help(program, command.path)
      #expect(help.contains("\n\n\(try #require(command.discussion))\n\n"))
      for line in help.split(separator: "\n") where !line.hasPrefix("USAGE: ") {
        #expect(line.count <= 80, "\(command.path): \(line)")
      }
    }
  }
}
