import Foundation
import Testing
import Timesheet
import Workflow

@testable import Review

/// Every key on a real home: its event, its undo, its refusal.
@Suite struct KeyTableTests {
  /// What a key that changes something does on `workedEvening`.
  struct Change: CustomTestStringConvertible {
    var action: Action
    var before = ""
    var keys: String
    var event: String
    var said: String
    var testDescription: String { before + keys }
  }

  private static let changes = [
    Change(
      action: .approve, keys: "a", event: "approve", said: "Approved acme/website, 0:30:00."),
    Change(
      action: .approveRest, keys: "A", event: "approve", said: "Approved 4 entries, 1:40:00."),
    Change(
      action: .reject, keys: "r", event: "reject",
      said: "Rejected acme/website, 0:30:00: it will not be proposed again."),
    Change(
      action: .project, keys: "pbook\r", event: "assign",
      said: "Given to brightside/booking, 0:30:00."),
    Change(
      action: .task, keys: "tdes\r", event: "assign",
      said: "Given to acme/website design, 0:30:00."),
    Change(action: .note, keys: "n\u{15}Kick-off\r", event: "note", said: "Noted."),
    Change(action: .note, keys: "n\u{15}\r", event: "note", said: "The note is gone."),
    Change(action: .billable, keys: "b", event: "nobill", said: "Not billable."),
    Change(
      action: .split, keys: "s\r", event: "split", said: "Split into 0:15:00 and 0:15:00."),
    Change(
      action: .split, keys: "s\u{15}8:10am\r", event: "split",
      said: "Split into 0:10:00 and 0:20:00."),
    Change(
      action: .split, keys: "s\u{15}-15h10m\r", event: "split",
      said: "Split into 0:20:00 and 0:10:00."),
    Change(
      action: .edit, keys: "e\u{15}8:00-8:20\r", event: "edit",
      said: "Moved: acme/website, 0:20:00."),
    Change(
      action: .edit, keys: "e\u{15}8 – 8:20\r", event: "edit",
      said: "Moved: acme/website, 0:20:00."),
    Change(
      action: .edit, keys: "e\u{15}8am-8:20am\r", event: "edit",
      said: "Moved: acme/website, 0:20:00."),
    Change(
      action: .edit, keys: "e\u{15}8:00..-15h10m\r", event: "edit",
      said: "Moved: acme/website, 0:20:00."),
    Change(
      action: .merge, before: "s\r", keys: "m", event: "merge",
      said: "Merged: acme/website, 0:30:00."),
    Change(
      action: .rule, before: "Gpbook\r", keys: "Ry", event: "rules suggest",
      said: "Written to rules.d/00-learned.yaml; what is proposed follows it."),
  ]

  @Test(arguments: changes)
  func `a change is one event, and u and ^R take it back and forth`(change: Change) throws {
    let evening = try workedEvening()
    evening.type(change.before)
    let (before, events) = (evening.decided, try evening.events())
    for key in change.keys {
      evening.press(Key(typed: key))
      evening.settle()
    }
    #expect(evening.said == change.said)
    #expect(try evening.events() == events + [change.event])
    let after = evening.decided
    #expect(after != before)
    evening.press("u")
    #expect(evening.said.hasPrefix("Took back: \(change.event)."))
    #expect(evening.decided == before)
    evening.press(.control("r"))
    #expect(evening.said.hasPrefix("Did again: \(change.event)."))
    #expect(evening.decided == after)
    #expect(try evening.events() == events + [change.event, "undo", "redo"])
  }

  /// What is refused on `workedEvening`, with keys that lead there.
  struct Refused: CustomTestStringConvertible {
    var action: Action
    var before = ""
    var keys: String
    var said: String
    var testDescription: String { before + keys }
  }

  /// The fourth entry, the last of the list, is on no project.
  private static let onUnassigned = "G"

  private static let refusals = [
    Refused(
      action: .approve, before: onUnassigned, keys: "a",
      said: "This time has no project, so nobody could be billed for it: p gives it one."),
    Refused(
      action: .approveRest, before: "A", keys: "A",
      said: "Nothing that is proposed on a project is left to approve."),
    Refused(action: .reject, before: "r↑", keys: "r", said: "was rejected"),
    Refused(action: .project, before: "ag", keys: "p", said: "was approved on"),
    Refused(action: .note, before: "ag", keys: "n", said: "was approved on"),
    Refused(
      action: .task, before: onUnassigned, keys: "t", said: "This time has no project yet"),
    Refused(
      action: .billable, before: onUnassigned, keys: "b",
      said: "This time has no project, so nobody could be billed for it: p gives it one."),
    Refused(
      action: .merge, before: onUnassigned, keys: "m",
      said: "There is no entry below to merge with."),
    Refused(action: .merge, keys: "m", said: "differ in project, task or billing"),
    Refused(action: .split, keys: "s\u{15}8:45\r", said: "08:45 is not within"),
    Refused(action: .split, keys: "s\u{15}noon\r", said: "\"noon\" is no time."),
    Refused(action: .edit, keys: "e\u{15}8:35\r", said: "\"8:35\" is no range of times."),
    Refused(
      action: .edit, keys: "e\u{15}8:35-25:00\r", said: "\"8:35-25:00\" is no range of times."),
    Refused(action: .edit, keys: "e\u{15}8:20-8:10\r", said: "ends before it begins"),
    Refused(action: .edit, keys: "e\u{15}8:00-23:45\r", said: "has not come yet"),
    Refused(
      action: .edit, keys: "e\u{15}8:00-9:00\r", said: "no second is counted twice"),
    Refused(action: .rule, keys: "R", said: "A rule is made of a correction"),
    Refused(action: .undo, keys: "u", said: "Nothing is left to take back."),
    Refused(action: .redo, keys: "\u{12}", said: "Nothing is left to do again."),
    Refused(action: .nextDay, keys: "]", said: "2026-11-21 has not begun yet."),
  ]

  @Test(arguments: refusals)
  func `what can't be is refused in a sentence, and nothing changes`(refused: Refused) throws {
    let evening = try workedEvening()
    evening.type(refused.before)
    let (before, events) = (evening.entries, try evening.events())
    evening.type(refused.keys)
    #expect(evening.said.contains(refused.said), "\(evening.said)")
    #expect(evening.entries == before)
    #expect(try evening.events() == events)
  }

  @Test(arguments: [
    ("s\u{15}8:45\r", "Split at: 8:45"), ("e\u{15}8:00-9:00\r", "From-to: 8:00-9:00"),
  ])
  func `what was typed comes back with its refusal`(keys: String, line: String) throws {
    let evening = try workedEvening()
    evening.type(keys)
    #expect(evening.model.notice?.isRefusal == true)
    #expect(evening.model.screen().text.contains(line))
    evening.press(.escape)
    #expect(evening.model.mode == .list)
  }

  enum Lock: CaseIterable { case approved, rejected, pushing, invoiced }

  private func evening(_ lock: Lock) throws -> Evening {
    let evening = try workedEvening()
    let first = evening.entries[0]
    evening.press(lock == .rejected ? "r" : "a")
    switch lock {
    case .approved, .rejected: break
    case .pushing: try evening.push(#require(evening.entries.first), settled: false)
    case .invoiced: try evening.push(#require(evening.entries.first), settled: true)
    }
    evening.press(.home)
    #expect(evening.model.cursor == first.id)
    return evening
  }

  private func sentence(_ lock: Lock, _ entry: Entry) -> String {
    switch lock {
    case .approved:
      "Entry \(entry.id) was approved on 2026-11-20 at 23:30 by hana. \"daybook unapprove "
        + "\(entry.id) --reason TEXT\" unlocks it."
    case .rejected: "Entry \(entry.id) was rejected. \"daybook unapprove \(entry.id)\""
    case .pushing: "Entry \(entry.id) is on its way to Xero: its push is not settled."
    case .invoiced:
      "Entry \(entry.id) is on invoice INV-0001 (DRAFT), approved on 2026-11-20 at 23:30 by hana. "
        + "Once that is deleted or voided in Xero, \"daybook invoice release INV-0001 --reason "
        + "TEXT\" unlocks it."
    }
  }

  @Test(arguments: Lock.allCases)
  func `each key on what is locked says by what, before anything is typed`(lock: Lock) throws {
    let evening = try evening(lock)
    let (before, events) = (evening.entries, try evening.events())
    for key in "arptnbsme" {
      evening.press(.character(key))
      #expect(evening.model.notice?.isRefusal == true, "\(key)")
      #expect(evening.said.hasPrefix(sentence(lock, before[0])), "\(key): \(evening.said)")
      #expect(evening.model.mode == .list, "\(key)")
      #expect(evening.entries == before, "\(key)")
    }
    #expect(try evening.events() == events)
  }

  @Test func `neither u nor ^R goes past what Xero has`() throws {
    for lock in [Lock.pushing, .invoiced] {
      let evening = try evening(lock)
      let before = evening.entries
      evening.press("u")
      #expect(evening.said.hasPrefix("Undo stops at \"invoice push\""), "\(evening.said)")
      #expect(evening.entries == before)
    }
  }

  @Test func `a rule made of a correction that was approved since moves it not`() throws {
    let evening = try Evening([("other d", 15), ("web a", 30), ("other d", 25)])
    evening.press(.end)
    evening.type("pbook\ra")
    let locked = try #require(evening.entries.first { $0.state.approval != nil })
    evening.press("R")
    evening.settle()
    evening.press("y")
    #expect(evening.said.hasPrefix("Written to"))
    #expect(evening.entries.contains(locked))
    // Once more there is nothing to make.
    evening.press(.home)
    evening.type("pbook\r")
    evening.press("R")
    evening.settle()
    #expect(evening.model.notice?.isRefusal == true, "\(evening.said)")
    #expect(
      evening.said.hasPrefix("There is nothing to learn: the rules place it there already"),
      "\(evening.said)")
    #expect(evening.model.mode == .list)
  }

  /// What shows something, or goes somewhere, and changes nothing.
  private static let views: [Action: String] = [
    .evidence: "i", .why: "?", .up: "k", .down: "j", .pageUp: "", .pageDown: "", .top: "g",
    .bottom: "G", .nextOpen: "", .previousDay: "[", .filter: "/web\r", .fragments: "o",
    .help: "h", .redraw: "", .suspend: "", .quit: "q",
  ]

  @Test func `what only shows leaves no event`() throws {
    for (action, keys) in Self.views {
      let evening = try workedEvening()
      let before = evening.entries
      evening.type(keys)
      if keys.isEmpty {
        for key in Keymap.bindings.first(where: { $0.action == action })?.keys ?? [] {
          evening.press(key)
        }
      }
      #expect(try evening.events() == ["propose"], "\(action)")
      if action != .previousDay { #expect(evening.entries == before, "\(action)") }
    }
  }

  @Test func `the tables leave out no key`() {
    // Every row of changes presses u and ^R.
    let changing = Set(Self.changes.map(\.action)).union([.undo, .redo])
    #expect(changing.subtracting(Self.refusals.map(\.action)) == [], "without a refusal")
    #expect(changing.isDisjoint(with: Self.views.keys))
    // A day that has not begun is refused too.
    let known = changing.union(Self.views.keys).union([.nextDay])
    #expect(known == Set(Keymap.bindings.map(\.action)))
  }
}

/// A night in which clocks show an hour twice.
@Suite struct AutumnNightTests {
  @Test func `times that clocks show twice are offered and read with their offset`() throws {
    let evening = try Evening(
      [("web a", 40), ("help b", 40), ("web c", 40)], at: "2026-04-05T01:30:00+13:00",
      now: "2026-04-05T03:55:00+12:00")
    #expect(evening.entries.count == 3)
    evening.type("js")
    #expect(evening.model.screen().text.contains("Split at: 02:30+13:00"))
    evening.press(.down)
    #expect(evening.model.screen().text.contains("Split at: 02:31+13:00"))
    evening.type("\u{15}2:45\r")
    #expect(evening.said.contains("twice in the night"), "\(evening.said)")
    evening.type("\u{15}2:45+13:00\r")
    #expect(evening.said == "Split into 0:35:00 and 0:05:00.")
    evening.press("e")
    #expect(evening.model.screen().text.contains("From-to: 02:10+13:00..02:45+13:00"))
    evening.type("\u{15}2:10+13:00..2:40+13:00\r")
    #expect(evening.said == "Moved: acme/support, 0:30:00.", "\(evening.said)")
  }
}
