import Foundation
import Rules
import Testing

@testable import ConfigurationFiles

@Suite struct HostileFileTests {
  /// What becomes of a rule file with these bytes.
  private func complaint(_ bytes: Data) throws -> String? {
    let home = try TestHome(["clients.yaml": Example.clients])
    try home.write("rules.d/x.yaml", bytes)
    return home.complaint()
  }

  private static let bomb =
    "a0: &a0 [x, x]\n"
    + (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()

  @Test(
    arguments: [
      (
        bomb,
        "1:5: Anchors ('&name') are not read here. "
          + "Write the value where it is used, or name a pattern under 'let'."
      ),
      (
        "rules: *x",
        "1:8: Aliases ('*name') are not read here. "
          + "Write the value out, or put the text in quotes if it begins with '*'."
      ),
      (
        "<<: { rules: [] }",
        "1:1: Merge keys ('<<') are not read here. Write the keys out."
      ),
      (
        "rules: []\nrules: []",
        "2:1: The key \"rules\" stands here a second time. The first is in line 1. Keep one of them."
      ),
      (
        "rules: !!python/x []",
        "1:8: Tags ('!name') are not read here. Remove the tag, or put the text in quotes."
      ),
      (
        "rules: []\n---\nrules: []",
        "2:1: A second document begins here. One file is one document. "
          + "Remove the '---', or move what follows to a file of its own."
      ),
      (
        "? [a, b]\n: c",
        "1:3: A key is one word, not a list or a map. Write one word."
      ),
      (
        String(repeating: "[", count: 100_000),
        "1:1026: This is nested deeper than 32 levels. Write it flatter."
      ),
      (
        String(repeating: "{a: ", count: 10_000),
        "1:126: This is nested deeper than 32 levels. Write it flatter."
      ),
      (
        String(repeating: "- ", count: 10_000),
        "1:65: This is nested deeper than 32 levels. Write it flatter."
      ),
      (
        "rules: [" + String(repeating: "x,", count: 200_000) + "]",
        "1:200003: The file has more than 100000 values. Split it."
      ),
      (
        "rules: [",
        "2:1: This is not YAML: did not find expected node content. While parsing a flow node. "
          + "Look at the indentation, the quotes and the colons there and just above."
      ),
      ("rules: \"a\\0b\"", "1:8: The text holds the control character U+0000. Remove it."),
      ("rules: a\u{0}b", "1:9: The control character U+0000 stands here. Remove it."),
      ("rules:\n  \u{1b}[2J", "2:3: The control character U+001B stands here. Remove it."),
      ("rules: \u{9b}2J", "1:8: The control character U+009B stands here. Remove it."),
    ] as [(String, String)])
  func `hostile YAML gets a sentence`(text: String, sentence: String) throws {
    let said = try complaint(Data(text.utf8))
    #expect(said == "rules.d/x.yaml:" + sentence)
  }

  @Test(arguments: [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xe2, 0x82]] as [[UInt8]])
  func `what is not UTF-8 names its line`(bytes: [UInt8]) throws {
    #expect(
      try complaint(Data("rules: []\n# ".utf8) + Data(bytes))
        == "rules.d/x.yaml:2:1: This line is not UTF-8. Save the file as UTF-8.")
  }

  @Test func `a file over 1 MiB is refused unread`() throws {
    let home = try TestHome(["clients.yaml": Example.clients])
    let path = home.path("rules.d/x.yaml")
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    chmod(path, 0o600)
    #expect(truncate(path, 64 << 20) == 0)
    #expect(
      home.complaint()
        == "rules.d/x.yaml: The file is larger than 1 MiB. Split it or remove some of it.")
  }

  @Test func `a FIFO does not hang, through a link either`() throws {
    let home = try TestHome(["clients.yaml": Example.clients])
    #expect(mkfifo(home.path("fifo"), 0o600) == 0)
    #expect(symlink(home.path("fifo"), home.path("rules.d/x.yaml")) == 0)
    #expect(
      home.complaint() == "rules.d/x.yaml: This is a FIFO, not a file. "
        + "Put a plain file at \(home.path("rules.d/x.yaml")).")
  }

  @Test func `devices, directories and dangling links are refused`() throws {
    for (target, what) in [
      ("/dev/zero", "This is a device, not a file"), ("/tmp", "This is a directory, not a file"),
      ("/nowhere/at/all", "The file can't be opened: No such file or directory"),
    ] {
      let home = try TestHome(["clients.yaml": Example.clients])
      #expect(symlink(target, home.path("config.yaml")) == 0)
      #expect(home.complaint()?.hasPrefix("config.yaml: \(what). ") == true)
    }
  }

  @Test func `what everybody may write is not trusted`() throws {
    let home = try TestHome(Example.all)
    chmod(home.path("rules.d/10-acme.yaml"), 0o666)
    #expect(
      home.complaint()
        == "rules.d/10-acme.yaml: Everybody on this machine may write this file. "
        + "Rules decide what is billed and what stays private. "
        + "Run: chmod o-w \(home.path("rules.d/10-acme.yaml")).")
    chmod(home.places.rules, 0o777)
    #expect(
      home.complaint()
        == "rules.d: Everybody on this machine may put files here. "
        + "Rules decide what is billed and what stays private. "
        + "Run: chmod o-w \(home.places.rules).")
    chmod(home.places.config, 0o777)
    #expect(home.complaint()?.hasPrefix("\(home.places.config): Everybody") == true)
  }

  @Test func `names in names do not multiply`() throws {
    let text =
      "let:\n  a0: 'xxxxxxxxxx'\n"
      + (1...30).map { "  a\($0): '$a\($0 - 1)$a\($0 - 1)'\n" }.joined()
    let said = try complaint(Data(text.utf8))
    #expect(
      said
        == "rules.d/x.yaml:11:7: The pattern \"$a8$a8\" does not compile. "
        + "The pattern is longer than 8192 bytes, with its $names filled in. Correct it there, "
        + "or put a backslash before a character that is meant as it is.")
  }

  @Test func `a long pattern is not compiled thousands of times`() throws {
    let long = String(repeating: "a|", count: 4000) + "b"
    let rules = (1...9000).map { "  - { name: x, when: { title: $a }, set: { note: '\($0)' } }\n" }
    let said = try complaint(Data("let: { a: '\(long)' }\nrules:\n\(rules.joined())".utf8))
    #expect(
      said
        == "rules.d/x.yaml:67:31: The patterns of this file are longer than 512 KiB. "
        + "Names of 'let' count wherever they are used. Split the file, or shorten them.")
  }

  @Test(arguments: ["no", "off", "y", "010", "0o17", "1e3", "~", "null", "12:30:45", "0x1F"])
  func `what other readers take for a flag or a number is the text that stands there`(
    word: String
  ) throws {
    let home = try TestHome(
      Example.with(rules: "rules: [{ name: It, when: { app: \(word) }, set: { note: \(word) } }]"))
    let rule = try #require(try home.load().rules.rules.first)
    #expect(rule.condition == .text(.app, .whole(word)))
    #expect(rule.settings == RuleSettings(note: Template(word)))
    #expect(
      try complaint(Data("rules: [{ name: It, when: {}, exclude: \(word) }]".utf8))
        == "rules.d/x.yaml:1:40: exclude is true or false. Write 'true' or 'false', no quotes.")
  }
}
