import Activity
import TestSupport
import Testing

@testable import Billing

@Suite struct SafetyScanTests {
  private static let place = Place(file: "clients.yaml", line: 1)

  private static func client(
    _ key: String, _ name: String, aliases: [String] = [], domains: [String] = [],
    projects: [String] = []
  ) -> Client {
    Client(
      key: key, name: name, aliases: aliases, domains: domains, currency: Currency("NZD")!,
      projects: projects.map { Project(key: $0, name: $0, place: place) }, place: place)
  }

  private static let list = ClientList(clients: [
    client("acme", "Acme Pty Ltd", aliases: ["Acme"], projects: ["website", "Northwind move"]),
    client("northwind", "Northwind", aliases: ["NWT"], domains: ["northwind.example"]),
    client("muller", "Müller & Söhne"),
  ])

  private func hits(_ text: String, projects: Set<String> = ["website"]) -> [String] {
    SafetyScan(for: Self.list.clients[0], projects: projects, in: Self.list)
      .hits(in: text, at: "line 1").map { "\($0.kind) \($0.text)" }
  }

  @Test(
    arguments: [
      ("Website rebuild, 20 November 2026", []),
      ("Talked to Northwind about it", ["name Northwind"]),
      ("talked to NORTHWIND.", ["name Northwind"]),
      ("Northwinds, or northwindy, or anorthwind", []),
      ("For NWT-12", ["name NWT"]), ("For NWT12", []),
      ("MÜLLER & SÖHNE asked", ["name Müller & Söhne"]),
      ("See shop.northwind.example/cart", ["name Northwind", "domain northwind.example"]),
      ("Acme Pty Ltd, acme", []),
      ("Wrote to ann.o'neil+x@mail.example.org", ["email ann.o'neil+x@mail.example.org"]),
      ("Set user@host", []),
      (
        "Used ghp_0123456789abcdefABCDEF0123456789abcd",
        ["secret ghp_0123456789abcdefABCDEF0123456789abcd"]
      ),
      ("Key AKIAIOSFODNN7EXAMPLE", ["secret AKIAIOSFODNN7EXAMPLE"]),
      ("Password: hunter22", ["secret Password: hunter22"]),
      ("Reset the password page", []),
      (
        "Cloned https://ann:pw@git.example.org/x",
        ["email pw@git.example.org", "secret ://ann:pw@"]
      ),
      (
        "Merged 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        ["secret 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"]
      ),
      ("Merged 9f86d08", []),
    ] as [(String, [String])])
  func `what is nothing for the client is found, whole words alone`(
    text: String, expected: [String]
  ) {
    #expect(hits(text) == expected)
  }

  @Test func `the draft's own names are taken out first, those of its other projects not`() {
    #expect(hits("Northwind move, week 3", projects: ["Northwind move"]) == [])
    #expect(
      hits("Northwind move, for Northwind", projects: ["Northwind move"]) == ["name Northwind"])
    #expect(hits("Northwind move, week 3") == ["name Northwind"])
  }

  @Test(
    arguments: [
      ("Short title", false), ("A longer title", true), ("Acme Pty Ltd - website", false),
      ("Acme Pty Ltd - salaries of all", true), ("日本語の長い題名です、十二字", true),
    ])
  func `a title counts from twelve characters on, own names taken out`(
    title: String, counts: Bool
  ) {
    let scan = SafetyScan(for: Self.list.clients[0], projects: ["website"], in: Self.list)
    #expect((scan.hit(title: title, at: "line 1") != nil) == counts)
  }

  @Test func `a hit's name is the same each time, and another for another client or text`() {
    let one = SafetyHit(.name, "Northwind", at: "line 1", of: "acme")
    #expect(one.id == SafetyHit(.name, "northwind", at: "line 7", of: "acme").id)
    #expect(one.id != SafetyHit(.name, "Northwind", at: "line 1", of: "other").id)
    #expect(one.id != SafetyHit(.domain, "Northwind", at: "line 1", of: "acme").id)
    #expect(one.id.hasPrefix("hit:") && one.id.count == 12)
  }

  /// Whatever stands around it, a name is found exactly where it is a word of its own.
  @Test(arguments: UInt64(0)..<300)
  func `a name is found where no letter or digit touches it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let around = ["", " ", "-", "(", ".", "é", "x", "7", "\u{fffc}", "日", "_", "…", "\n", "'"]
    let (before, after) = (
      around.randomElement(using: &random)!, around.randomElement(using: &random)!
    )
    let name = ["Northwind", "nwt", "NORTHWIND"].randomElement(using: &random)!
    let touched = [before.last, after.first].contains {
      $0.map { $0.isLetter || $0.isNumber } ?? false
    }
    #expect(hits("a \(before)\(name)\(after) b").isEmpty == touched)
  }
}
