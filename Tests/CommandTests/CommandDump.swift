import Foundation
import Testing

/// What the parser knows of a command and those below it.
struct CommandDump: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable { var name: String }
    var names: [Name]?
  }

  var superCommands: [String]?
  var commandName: String
  var abstract: String?
  var discussion: String?
  var subcommands: [CommandDump]?
  var arguments: [Argument]?

  /// `daybook` itself.
  static func root() throws -> CommandDump {
    struct Dump: Decodable { var command: CommandDump }
    let text = try Program().run("--experimental-dump-help").output
    return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
  }

  /// Without `daybook`.
  var path: [String] { ((superCommands ?? []) + [commandName]).filter { $0 != "daybook" } }

  /// All but `help`.
  var children: [CommandDump] { (subcommands ?? []).filter { $0.commandName != "help" } }
  var andBelow: [CommandDump] { [self] + children.flatMap(\.andBelow) }
  /// Those that do something.
  var leaves: [CommandDump] { children.isEmpty ? [self] : children.flatMap(\.leaves) }

  /// Without its dashes. A group takes what its default takes.
  func takes(_ option: String) -> Bool {
    (arguments ?? []).contains { ($0.names ?? []).contains { $0.name == option } }
      || children.contains { $0.takes(option) }
  }
}
