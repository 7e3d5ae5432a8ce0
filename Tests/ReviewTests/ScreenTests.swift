import Billing
import Foundation
import TestSupport
import Testing
import Timesheet
import Workflow

@testable import Review

@Suite struct ScreenTests {
  @Test func `a long sentence is told to its end, which says what to do`() {
    var model = TestDay.model()
    let sentence =
      "Entry 3348050fdecb was approved on 2026-11-20 at 18:00 by hana. \"daybook unapprove "
      + "3348050fdecb --reason TEXT\" unlocks it. Nothing was changed."
    model.receive(.refused(sentence))
    let text = model.screen().text.split(separator: "\n").suffix(4)
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    #expect(text.contains(sentence), "\(text)")
    _ = model.press("n")
    model.receive(.refused(sentence))
    #expect(model.screen().text.contains("Note: "))
  }

  @Test func `a day on the smallest screen`() throws {
    try expect(TestDay.model().screen().text, equalsGolden: "day-80x24")
  }

  @Test func `a day on a wide screen, half of it decided`() throws {
    var entries = TestDay.entries
    let approval = Approval(at: .init(seconds: TestDay.at(17)), by: "hana")
    entries[0].entry.state = .approved(approval)
    entries[2].entry.state = .rejected
    try expect(
      TestDay.model(entries, columns: 140, rows: 30).screen().text, equalsGolden: "day-140x30")
  }

  @Test func `without colours and beyond ASCII letters tell projects apart`() throws {
    let model = TestDay.model(glyphs: .ascii, hasColours: false)
    let text = model.screen().text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    try expect(text, equalsGolden: "day-ascii")
  }

  @Test(arguments: [(140, "acme/website 38.50 of 40 h, 96 %"), (80, "acme/website 96 %")])
  func `a budget is told in the room that is left`(columns: Int, expected: String) throws {
    var model = TestDay.model(columns: columns)
    var day = TestDay.day()
    day.budget = BudgetStanding(
      owner: "acme/website", budget: Budget(.hours(40), per: .month),
      currency: Currency("NZD")!, period: "2026-11", used: Decimal(string: "38.5")!, proposed: 1)
    model.receive(.day(day, choices: TestDay.choices))
    let line = try #require(
      model.screen().text.split(separator: "\n").first { $0.contains("Bills NZD") })
    #expect(line.trimmingCharacters(in: .whitespaces).hasSuffix(expected), "\(line)")
  }

  @Test(arguments: [true, false])
  func `what is approved is not called all while hands-off work waits`(waits: Bool) throws {
    var model = TestDay.model()
    var day = TestDay.day(waits ? TestDay.entries : TestDay.entries.filter { !$0.entry.handsOff })
    day.bill[0].approved = day.bill[0].expected
    model.receive(.day(day, choices: TestDay.choices))
    let line = model.screen().text.split(separator: "\n").first { $0.contains("Bills NZD") }
    let end = waits ? ", all approved but hands-off work" : ", all of it approved"
    #expect(line?.hasSuffix("Bills NZD 447.50" + end) == true, "\(line ?? "")")
  }

  @Test func `choosing a project`() throws {
    var model = TestDay.model()
    _ = model.press("pbo")
    try expect(model.screen().text, equalsGolden: "picker")
  }

  @Test func `typing a split marks the timeline`() throws {
    var model = TestDay.model()
    _ = model.press("s")
    try expect(model.screen().text, equalsGolden: "split")
  }

  @Test func `the help page has every key and its command`() throws {
    var model = TestDay.model(rows: 60)
    _ = model.press("h")
    let text = model.screen().text
    for binding in Keymap.bindings {
      #expect(text.contains(binding.shown))
      if let command = binding.command { #expect(text.contains("daybook \(command)")) }
    }
    try expect(text, equalsGolden: "help")
  }

  @Test func `a screen that is too small says so`() {
    var model = TestDay.model(columns: 79, rows: 24)
    #expect(
      model.screen().text.hasPrefix(
        "A day wants 80×24 cells;\nthis terminal has 79×24.\nMake it larger, or press q."))
    #expect(model.press("a") == [])
    #expect(model.press("q") == [.quit])
    model.resize(ScreenSize(columns: 80, rows: 24))
    #expect(model.screen().text.contains("Friday 20 November 2026"))
  }

  @Test func `hostile text neither moves the cursor nor the columns`() {
    let notes = [
      "\u{1b}[2J\u{7}gone", "\u{202e}kcab", "日本語の題名と絵文字🎉🎉🎉", "e\u{301}t\u{301}\u{301}é",
      String(repeating: "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", count: 50),
      "👨‍👩‍👧‍👦 ❤️ 🇳🇿", "한글 각",
    ]
    let entries = notes.enumerated().map { index, note in
      TestDay.entry(TestDay.at(5 + Int64(index)), TestDay.at(6 + Int64(index)), 0, note: note)
    }
    var model = TestDay.model(entries, columns: 132, rows: 40)
    for _ in notes {
      let screen = model.screen()
      for row in screen.rows {
        var column = 0
        while column < row.count {
          let text = row[column].text
          #expect(!text.isEmpty)
          #expect(
            text.unicodeScalars.allSatisfy {
              $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) && $0 != "\u{202e}"
            })
          column += max(1, cells(of: text))
        }
        #expect(column == row.count)
      }
      _ = model.handle(.down)
    }
  }

  @Test func `every hint and every key line fits the smallest screen`() {
    var all = TestDay.entries
    let approval = Approval(at: .init(seconds: TestDay.at(17)), by: "hana")
    all[0].entry.state = .approved(approval)
    all[2].entry.state = .invoiced(InvoiceID(text: "7"), approval)
    all[5].entry.state = .rejected
    for entries in [TestDay.entries, all] {
      for first in [true, false] {
        var model = TestDay.model(entries, isFirstTime: first)
        for _ in entries {
          #expect(
            !model.screen().rows[22].contains { $0.text == "…" }, "\(Hint.sentence(for: model))")
          _ = model.handle(.down)
        }
      }
    }
  }
}

/// Compares with `Golden/NAME.txt`. With RECORD set it writes the file, and the test still fails.
func expect(
  _ text: String, equalsGolden name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((text + "\n").utf8).write(to: path)
    Issue.record("Recorded \(path.lastPathComponent): look at it.", sourceLocation: sourceLocation)
    return
  }
  let golden = try String(contentsOf: path, encoding: .utf8)
  #expect(text + "\n" == golden, sourceLocation: sourceLocation)
}
