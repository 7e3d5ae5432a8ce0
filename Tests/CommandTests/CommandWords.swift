import Foundation
import Testing

/// Words for every command that changes nothing of the books; the tables have those of the others.
extension CommandTableTests {
  /// What is given to each command that changes nothing of the books.
  static func reads(_ scene: Scene) -> [String: [String]] {
    let (day, home) = ("2026-11-20", scene.program.home.path)
    let entry = scene.ids["own"] ?? scene.billed.first ?? day
    return [
      "init": [], "config check": [], "rules check": [], "rules test": ["--from", "\(day)T07:01"],
      "rules why": ["\(day)T07:01"], "rules diff": [day, "--against", "\(home)/config"],
      "rules compile": [], "status": [], "pause": ["--for", "5m"], "resume": [],
      "activity list": [day], "activity export": [day], "activity import": ["/nowhere"],
      "entries": [day, "--evidence"], "day show": [day], "day list": [day], "report": [day],
      "history": [], "date": [day], "review": [day], "uninvoiced": [], "rates why": [entry],
      "rates check": [], "rounding why": [entry], "invoice preview": [], "invoice list": [],
      "invoice show": [scene["number"]], "invoice explain": [scene["number"]],
      "invoice simulate": [], "invoice export": ["--xero-csv"],
      "invoice open": [scene["number"], "--print"], "xero login": [],
      "xero logout": ["--offline"], "xero status": [], "xero doctor": [], "xero organisations": [],
      "xero sync": [], "export": [], "verify": [], "cadence": [], "notify": ["--due"], "doctor": [],
      "backup": ["\(home)/kept/\(UUID())"], "restore": ["\(home)/nowhere"],
      "purge": ["--dry-run"], "import": ["--full", "/nowhere"],
    ]
  }

  @Test func `every command has its words here`() throws {
    let scene = Scene(try Program())
    #expect(Set(Self.reads(scene).keys) == Set(Self.elsewhere.keys))
  }
}
