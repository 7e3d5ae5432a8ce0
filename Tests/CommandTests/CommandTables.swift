import Foundation
import Testing

/// The tables, each row on what the rows above it left.
extension CommandTableTests {
  private static let noEntry = (
    words: { @Sendable (scene: Scene) in ["approve", "ffffffffffff"] }, code: Int32(3),
    because: "No entry \"ffffffffffff\""
  )

  /// On an approved entry.
  private static func locked(
    _ words: @escaping @Sendable (Scene) -> [String]
  ) -> (words: @Sendable (Scene) -> [String], code: Int32, because: String) {
    (words, 5, "was approved on 2026-11-21 at 18:00 by hana.")
  }

  private static let withTasks = [
    "clients.yaml", "rules.d/10-acme.yaml", "rules.d/20-brightside.yaml",
    "rules.d/30-northwind.yaml",
  ]

  static let rows = [
    Row(
      command: "propose",
      refused: ({ _ in ["propose", "2026-13-01"] }, 2, "2026-13-01"),
      words: { _ in ["propose", "2026-11-20"] }, after: { try $0.choose() }, stays: true),
    Row(
      command: "approve", refused: noEntry, words: { ["approve", $0["locked"]] }, stays: true),
    Row(
      command: "reject", refused: locked { ["reject", $0["locked"]] },
      words: { ["reject", $0["own"]] }),
    Row(
      command: "unapprove",
      refused: ({ ["unapprove", $0["locked"]] }, 2, "Say why an approval is taken back"),
      words: { ["unapprove", $0["locked"], "--reason", "An hour less"] }),
    Row(
      command: "add",
      refused: (
        { _ in ["add", "acme/support", "9:00-9:10", "A call", "--on", "2026-11-20"] }, 6,
        "no second is counted twice"
      ),
      words: { _ in ["add", "acme/support", "16:45-17:05", "A call", "--on", "2026-11-20"] }),
    Row(
      command: "edit", refused: locked { ["edit", $0["locked"], "--note", "x"] },
      words: { ["edit", $0["own"], "--end", "9:30"] }),
    Row(
      command: "assign", refused: locked { ["assign", $0["locked"], "acme/support"] },
      words: { ["assign", $0["unassigned"], "acme/website/development"] }),
    Row(
      command: "note", refused: locked { ["note", $0["locked"], "x"] },
      words: { ["note", $0["own"], "Wrote the report"] }),
    Row(
      command: "nobill", refused: locked { ["nobill", $0["locked"]] },
      words: { ["nobill", $0["own"]] }, stays: true),
    Row(
      command: "bill", refused: ({ ["bill", $0["unassigned"]] }, 6, "has no project"),
      words: { ["bill", $0["own"]] }),
    Row(
      command: "split", refused: locked { ["split", $0["locked"], "into", "50%", "50%"] },
      words: { ["split", $0["own"], "into", "acme/website:60%", "acme/support:40%"] }),
    Row(
      command: "merge", refused: locked { ["merge", $0["own"], $0["locked"]] },
      words: { ["merge", $0["own"], $0["next"]] },
      // Merged entries must be billed alike.
      before: { try $0.done("bill", $0["own"]) }),
    Row(
      command: "trim", refused: locked { ["trim", $0["locked"], "without", "9:00-9:10"] },
      words: { ["trim", $0["own"], "without", "9:00-9:10"] }),
    Row(
      command: "rename",
      refused: ({ _ in ["rename", "acme/support", "acme/website"] }, 6, "clients.yaml still has"),
      words: { _ in ["rename", "acme/website/development", "acme/website/building"] },
      before: {
        try $0.edit(Self.withTasks, replacing: "development", with: "building")
      },
      after: {
        try $0.edit(Self.withTasks, replacing: "building", with: "development")
      }),
    Row(
      command: "writeoff",
      refused: ({ ["writeoff", $0["own"], "--reason", "x"] }, 6, "is only proposed"),
      words: { ["writeoff", $0["locked"], "--reason", "Our own mistake"] }),
    Row(
      command: "rules suggest",
      refused: (
        { _ in ["rules", "suggest", "--accept", "99", "--project", "acme/website", "--yes"] }, 3,
        "There is no suggestion 99"
      ),
      words: { _ in ["rules", "suggest", "--accept", "1", "--project", "northwind/shop", "--yes"] }),
    Row(
      command: "undo", refused: ({ _ in ["undo", "ffffffffffff"] }, 3, "No entry"),
      words: { _ in ["undo"] }, before: { try $0.done("note", $0["own"], "Mine") }),
    Row(
      command: "day close",
      refused: ({ _ in ["day", "close", "2026-11-19..2026-11-20"] }, 2, "one day"),
      words: { _ in ["day", "close", "2026-11-20", "--anyway"] },
      before: { scene in
        #expect(try scene.program.run("day", "close", "2026-11-20", "--anyway").code == 6)
        try scene.done("approve", "2026-11-20")
        for entry in try scene.entries("--state", "proposed") where entry.client != nil {
          try scene.done("approve", entry.id)
        }
      }, stays: true),
    Row(
      command: "day reopen",
      refused: ({ _ in ["day", "reopen", "2026-11-19..2026-11-20"] }, 2, "one day"),
      words: { _ in ["day", "reopen", "2026-11-20"] }),
    Row(
      command: "forget", back: .aside,
      refused: (
        { _ in ["forget", "--from", "2026-11-20T08:00", "--to", "2026-11-20T12:00"] }, 4, "--yes"
      ),
      words: { _ in
        ["forget", "--from", "2026-11-20T08:00", "--to", "2026-11-20T12:00", "--yes"]
      }),
  ]

  static let xeroRows = [
    Row(
      command: "xero link",
      refused: (
        { _ in
          [
            "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact", "Nobody",
          ]
        }, 3, "Nobody"
      ),
      words: { _ in
        [
          "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
          "Acme Pty Ltd",
        ]
      }, stays: true),
    Row(
      command: "xero drift", back: .undo,
      refused: ({ _ in ["xero", "drift"] }, 8, "Acme Holdings"),
      words: { _ in ["xero", "drift", "--accept"] },
      before: { scene in
        try scene.sandbox?.backOffice(
          "/contacts/c0000001-0000-4000-8000-000000000001/rename", method: "POST",
          body: #"{"name":"Acme Holdings"}"#)
        _ = try scene.program.run("xero", "drift")
      }, stays: true),
    Row(
      command: "invoice push", back: .wall,
      refused: ({ _ in ["invoice", "push", "acme"] }, 4, "--yes"),
      words: { _ in ["invoice", "push", "acme", "--yes"] },
      before: { scene in
        let entry = try #require(try scene.entries("--client", "northwind").first)
        try scene.done("unapprove", entry.id, "--reason", "Not sure")
        try scene.done("undo")
        try scene.keepBooks()
      },
      after: { try $0.chooseInvoice() }),
    Row(
      command: "redo",
      // What was undone before the push stays so.
      refused: ({ _ in ["redo"] }, 5, "Redo stops at \"invoice push\""),
      words: { _ in ["redo"] },
      ready: { scene in
        let entry = try #require(try scene.entries("--client", "northwind").first)
        try scene.done("unapprove", entry.id, "--reason", "Not sure")
        try scene.done("undo")
      }),
    Row(
      command: "invoice adopt", back: .wall,
      refused: (
        { ["invoice", "adopt", $0["id"], "--entries"] + $0.billed.dropFirst() + ["--yes"] }, 6,
        "reference"
      ),
      words: { ["invoice", "adopt", $0["id"], "--entries"] + $0.billed + ["--yes"] },
      before: { try $0.restoreBooks() }),
    Row(
      command: "invoice attach", back: .aside,
      refused: ({ ["invoice", "attach", $0["number"], "--csv"] }, 4, "--yes"),
      words: { ["invoice", "attach", $0["number"], "--csv", "--yes"] },
      before: { try $0.done("xero", "login", "--add-scopes", "accounting.attachments") }),
    Row(
      command: "invoice replace", back: .wall,
      refused: ({ ["invoice", "replace", $0["number"]] }, 4, "--yes"),
      words: { ["invoice", "replace", $0["number"], "--yes"] },
      before: {
        try $0.edit(
          ["clients.yaml"], replacing: "name: Acme Pty Ltd\n",
          with: "name: Acme Pty Ltd\n    lines: single\n    text: 'Work, {period}'\n")
      }),
    Row(
      command: "xero reconcile", back: .aside,
      refused: ({ _ in ["xero", "reconcile"] }, 7, "Check the network"),
      words: { _ in ["xero", "reconcile"] },
      before: {
        try $0.sandbox?.backOffice("/invoices/\($0["number"])/delete", method: "POST")
        try $0.sandbox?.backOffice(
          "/faults", method: "POST",
          body: #"{"fault":"drop-before","method":"GET","path":"/Invoices","times":99}"#)
      },
      ready: { try $0.sandbox?.backOffice("/faults", method: "DELETE") }),
    Row(
      command: "invoice release", back: .wall,
      refused: ({ ["invoice", "release", $0["number"], "--yes"] }, 2, "--reason"),
      words: { ["invoice", "release", $0["number"], "--reason", "wrong contact", "--yes"] }),
  ]
}
