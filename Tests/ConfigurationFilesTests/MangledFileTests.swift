import Foundation
import TestSupport
import Testing

@testable import ConfigurationFiles

@Suite struct MangledFileTests {
  private static let words = [
    "rules", "when:", "set", "{", "}", "[", "]", "'", "\"", "\n", "  ", "- ", ": ", "/(/", "$x",
    "{x}", "&a", "*a", "!t", "<<", "|", ">", "---", "#", "\t", "\u{202e}", "\\", "?", "%YAML 1.2",
    "9999999999", "true", "not:", "any:", "2026-13-99..", "25:00-", "(?<", "(?:", "\u{0}",
  ]

  /// The manual's files with bytes dropped, doubled and put in.
  @Test(arguments: UInt64(0)..<400)
  func `a mangled file is read or refused with its place`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let name = Example.all.keys.sorted()[Int.random(in: 0..<3, using: &random)]
    var bytes = Array((Example.all[name] ?? "").utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, start + .random(in: 0...8, using: &random))
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      default:
        let word = MangledFileTests.words.randomElement(using: &random) ?? ""
        bytes.insert(contentsOf: word.utf8, at: start)
      }
    }
    do throws(BadFile) {
      let file = try SettingsFile(name: name, bytes: bytes)
      switch name {
      case "config.yaml": _ = try Config(file)
      case "clients.yaml": _ = try ClientsFile(file)
      default:
        let clients = try SettingsFile(name: "clients.yaml", bytes: Array(Example.clients.utf8))
        _ = try RuleFile(file, ClientsFile(clients).list.catalogue, engine: .interpreter)
      }
    } catch {
      let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 2
      #expect((1...lines).contains(error.line), "\(error)")
      #expect(error.column >= 1, "\(error)")
      #expect(!error.description.unicodeScalars.contains { $0.isHidden }, "\(error)")
      #expect(!error.what.isEmpty && !error.next.isEmpty)
    }
  }
}
