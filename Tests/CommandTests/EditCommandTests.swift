import Foundation
import Testing

/// The commands that change entries, on the day of `examples/`.
@Suite struct EditCommandTests {
  private func entries(_ program: Program) throws -> [EntryList.Entry] {
    try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
  }

  /// The longest proposed entry of a project; nil means unassigned.
  private func longest(_ project: String?, in program: Program) throws -> EntryList.Entry {
    try #require(
      try entries(program).filter {
        $0.project == project && $0.state == "proposed" && $0.presence_only != true
      }.max { $0.seconds < $1.seconds })
  }

  private func lastEvent(_ program: Program) throws -> EventList.Event {
    try #require(
      try program.json(EventList.self, "history", "--json").events.max { $0.seq < $1.seq })
  }

  /// A command of each kind, with the ids of a project's entry, an unassigned one, and another of
  /// the same project.
  private static let commands: [(verb: String, words: @Sendable ([String]) -> [String])] = [
    ("reject", { [$0[0]] }), ("assign", { [$0[1], "acme/website/development"] }),
    ("note", { [$0[0], "Wrote the report"] }), ("nobill", { [$0[0]] }),
    ("split", { [$0[0], "into", "acme/website:60%", "acme/support:40%"] }),
    ("merge", { [$0[0], $0[2]] }), ("trim", { [$0[0], "without", "9:00-9:10"] }),
    ("edit", { [$0[0], "--end", "9:30"] }), ("approve", { [$0[0]] }),
    ("add", { _ in ["acme/support", "16:45-17:05", "A call", "--on", "2026-11-20"] }),
  ]

  private func ids(_ program: Program) throws -> [String] {
    let development = try entries(program).filter {
      $0.project == "website" && $0.task == "development" && $0.scattered != true
    }.sorted { $0.seconds > $1.seconds }
    return [development[0].id, try longest(nil, in: program).id, development[1].id]
  }

  @Test func `a note without its quotes is shown with them`() throws {
    let program = try Program.proposed()
    let id = try ids(program)[0]
    let answer = try program.run("note", id, "Edited", "the", "form")
    #expect(
      answer
        == Program.Answer(
          code: 2, output: "",
          error: "\"Edited\" is neither a day nor an entry's id. Put the note in quotes: "
            + "daybook note \(id) \"Edited the form\"\n"))
    #expect(try program.run("note", id, "Edited the form").code == 0)
  }

  @Test func `each command is one event, shown before and after by a dry run`() throws {
    let program = try Program.proposed()
    let ids = try ids(program)
    let before = try program.run("entries", "2026-11-20", "--json").output
    for (verb, words) in Self.commands {
      let first = try lastEvent(program).seq
      let command = [verb] + words(ids)
      let dry = try program.run(command + ["--dry-run"])
      #expect(dry.code == 0, "\(verb): \(dry.error)")
      #expect(dry.output.hasPrefix("Would "), "\(verb)")
      #expect(dry.output.contains(" -> ") || dry.output.contains("new: "), "\(verb)")
      #expect(try program.run("entries", "2026-11-20", "--json").output == before, "\(verb)")
      #expect(try lastEvent(program).seq == first, "\(verb)")

      let done = try program.run(command + ["--reason", "as it was"])
      #expect(done.code == 0, "\(verb): \(done.error)")
      let event = try lastEvent(program)
      #expect(event.what == verb && event.why == "as it was" && event.who == "hana")
      #expect(event.seq == first + 1)
      #expect(try program.run("undo").code == 0)
      #expect(try program.run("entries", "2026-11-20", "--json").output == before, "\(verb)")
    }
  }

  @Test func `each command on what is approved says how to unlock it`() throws {
    let program = try Program.proposed()
    let ids = try ids(program)
    #expect(try program.run("approve", ids[0], ids[2]).code == 0)
    let before = try program.run("entries", "2026-11-20", "--json").output
    for (verb, words) in Self.commands where verb != "add" && verb != "assign" {
      let answer = try program.run([verb] + words(ids))
      #expect(answer.code == 5, "\(verb): \(answer.error)")
      #expect(answer.error.contains("was approved on 2026-11-21 at 18:00 by hana."), "\(verb)")
      #expect(answer.error.contains("daybook unapprove \(ids[0])"), "\(verb)")
    }
    #expect(try program.run("assign", ids[0], "acme/support").code == 5)
    #expect(try program.run("entries", "2026-11-20", "--json").output == before)
    #expect(try program.run("unapprove", ids[0]).code == 2)
    #expect(try program.run("unapprove", ids[0], "--reason", "An hour less").code == 0)
    #expect(try lastEvent(program).why == "An hour less")
    #expect(try program.run("note", ids[0], "Now it can be changed").code == 0)
  }

  @Test func `each command on nothing, or with wrong words, is refused`() throws {
    let program = try Program.proposed()
    let ids = try ids(program)
    let before = try program.run("entries", "2026-11-20", "--json").output
    let refusals: [([String], Int32, String)] = [
      (["reject", "ffffffffffff"], 3, "No entry \"ffffffffffff\""),
      (["reject"], 2, "Say which entries"),
      (["reject", "today", ids[0]], 2, "not both"),
      (["assign", ids[0], "acme/web"], 3, "clients.yaml has acme/website"),
      (["assign", ids[0], "acme/website/design"], 3, "It has development, meetings."),
      (["assign", "acme/website"], 2, "Say which entries"),
      (["note", ids[0], "two\nlines"], 2, "one line"),
      (["note", ids[0]], 2, "What was it for?"),
      (["bill", ids[1]], 6, "has no project"),
      (["split", ids[0], "at", "15:00"], 2, "is not within"),
      (["split", ids[0], "into", "acme/website:60%"], 2, "add up to 100%"),
      (["split", ids[0], "into", "acme/website", "acme/support"], 2, "is no part of an entry"),
      (["merge", ids[0]], 2, "two or more"),
      (["trim", ids[0], "to", "15:00-15:10"], 2, "nothing of entry"),
      (["trim", ids[0], "without", "15:00-15:10"], 2, "Name a time in which it does."),
      (["edit", ids[0]], 2, "Say what changes"),
      (["edit", ids[0], "--end", "8:00"], 2, "ends before it begins"),
      (["edit", ids[0], "--end", "10:20"], 6, "--trim-other"),
      (["add", "acme/website", "9:00-9:30", "--on", "2026-11-20"], 6, "--split-other"),
      (["add", "acme/website", "9:30-9:00"], 2, "ends before it begins"),
      (["add", "acme/website", "soon"], 2, "no range of times"),
      (["add", "acme/website", "20:00-21:00"], 2, "has not come yet"),
      (["unapprove", ids[0], "--reason", "x"], 5, "only proposed"),
    ]
    for (words, code, sentence) in refusals {
      let answer = try program.run(words)
      #expect(answer.code == code, "\(words): \(answer)")
      #expect(answer.error.contains(sentence), "\(words): \(answer.error)")
    }
    #expect(try program.run("entries", "2026-11-20", "--json").output == before)
  }

  @Test func `a night that skips an hour, or has one twice, is asked about`() throws {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-09-28T18:00:00+13:00"
    let skipped = try program.run("add", "acme/website", "2:30-3:30", "--on", "2026-09-26")
    #expect(skipped.code == 2)
    #expect(skipped.error.contains("01:59:59+12:00"), "\(skipped.error)")
    #expect(skipped.error.contains("03:00:00+13:00"), "\(skipped.error)")
    program.environment["DAYBOOK_NOW"] = "2026-04-06T18:00:00+12:00"
    let twice = try program.run("add", "acme/website", "2:30-3:30", "--on", "2026-04-04")
    #expect(twice.code == 2 && twice.error.contains("2:30+13:00 or 02:30+12:00"), "\(twice.error)")
    let clear = try program.run(
      "add", "acme/website", "02:30+13:00-02:30+12:00", "--on", "2026-04-04", "--json")
    #expect(clear.code == 0, "\(clear.error)")
    #expect(clear.output.contains("\"seconds\":3600"))
  }

  @Test func `time entered by hand is counted once, and approved at once where asked`() throws {
    let program = try Program.proposed()
    let before = try program.json(DayList.self, "day", "2026-11-20", "--json").days[0]
    let added = try program.json(
      EntryList.self, "add", "acme/website/meetings", "16:45-17:05", "Kick-off", "call", "--on",
      "2026-11-20", "--approve", "--json"
    ).entries
    #expect(added.map(\.seconds) == [1200] && added[0].state == "approved")
    #expect(added[0].note == "Kick-off call" && added[0].source == "manual")
    let after = try program.json(DayList.self, "day", "2026-11-20", "--json").days[0]
    #expect(after.seconds == before.seconds)
    #expect(after.balance.values.reduce(0, +) == after.seconds)
    #expect(after.balance["entries"] == before.balance["entries"]! + 1200)
    let counted = try entries(program).filter { $0.project != nil }.reduce(0) { $0 + $1.seconds }
    #expect(counted == after.balance["entries"])
  }

  @Test func `hands-off time is meant by its filter`() throws {
    let program = try Program.proposed()
    let answer = try program.json(
      EntryList.self, "approve", "2026-11-20", "--presence-only", "--json")
    #expect(answer.entries.map(\.presence_only) == [true])
  }

  // MARK: The editor

  /// An editor that is a script: it gets the file as `$1`.
  private func editor(_ script: String, of program: Program) throws {
    try program.write("#!/bin/sh\n" + script, to: "editor")
    let path = program.home.appending(path: "editor").path
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    program.environment["EDITOR"] = path
  }

  private func kept(_ program: Program) throws -> [String] {
    let state = program.home.appending(path: "state").path
    return try FileManager.default.contentsOfDirectory(atPath: state)
      .filter { $0.hasPrefix("edit-") }.map { state + "/" + $0 }
  }

  @Test func `a day is edited as text, as one step`() throws {
    let program = try Program.proposed()
    let entry = try longest("website", in: program)
    let id = entry.id.prefix(6)
    try editor(
      """
      sed -i -e 's|^\(id)  \\S*  *\\S*  .*|\(id) 08:29:11-09:30 acme/support Helped Priya|' "$1"
      echo 'new 9:30-9:40 acme/website/meetings Weekly call' >> "$1"
      """, of: program)
    let answer = try program.run("edit", "--editor", "2026-11-20", "--reason", "by text")
    #expect(answer.code == 0, "\(answer.error)")
    let after = try entries(program)
    let edited = try #require(after.first { $0.id == entry.id })
    #expect(edited.project == "support" && edited.note == "Helped Priya")
    #expect(edited.end == "2026-11-20T09:30:00+13:00" && edited.start == entry.start)
    #expect(after.filter { $0.source == "manual" }.map(\.note) == ["Weekly call"])
    let event = try lastEvent(program)
    #expect(event.what == "edit" && event.why == "by text")
    #expect(try kept(program) == [])

    try editor("true", of: program)
    #expect(try program.run("edit", "--editor", "2026-11-20").output == "Nothing to change.\n")
    #expect(try lastEvent(program).seq == event.seq)
  }

  @Test func `a mistake in the text loses nothing`() throws {
    let program = try Program.proposed()
    let before = try program.run("entries", "2026-11-20", "--json").output
    try editor(
      """
      echo 'new 9:30-9:40 acme/web Weekly call' >> "$1"
      echo 'new tomorrow' >> "$1"
      """, of: program)
    let unreadable = try program.run("edit", "--editor", "2026-11-20")
    #expect(unreadable.code == 2)
    let path = try #require(try kept(program).first)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      unreadable.error.hasPrefix(
        "\(path):\(lines.firstIndex(of: "new tomorrow")! + 1): \"new tomorrow\" is no entry."))
    #expect(unreadable.error.hasSuffix("When it is right: daybook edit --from \(path)\n"))
    #expect(try program.run("entries", "2026-11-20", "--json").output == before)

    let text = lines.filter { $0 != "new tomorrow" }.joined(separator: "\n")
    try Data(text.utf8).write(to: URL(filePath: path))
    let wrong = try program.run("edit", "--from", path)
    #expect(wrong.code == 2)
    #expect(wrong.error.contains(": No project \"acme/web\"."))
    let right = text.replacing("acme/web Weekly", with: "acme/website Weekly")
    try Data(right.utf8).write(to: URL(filePath: path))
    let overlap = try program.run("edit", "--from", path)
    #expect(overlap.code == 2 && overlap.error.contains("no second is counted twice"))
    #expect(try program.run("entries", "2026-11-20", "--json").output == before)
    let done = try program.run("edit", "--from", path, "--trim-other")
    #expect(done.code == 0, "\(done.error)")
    #expect(try entries(program).contains { $0.note == "Weekly call" && $0.source == "manual" })
  }

  /// On a terminal: the editor's first run spoils a line, its second finds that line and repairs it.
  @Test(arguments: ["y", "n"])
  func `on a terminal a mistake opens the same text again`(answer: String) throws {
    let program = try Program.proposed()
    try editor(
      """
      if grep -q '^new tomorrow$' "$1"
      then sed -i 's|^new tomorrow$|new 16:50-16:55 acme/website/meetings Weekly call|' "$1"
      else echo 'new tomorrow' >> "$1"
      fi
      """, of: program)
    let daybook = try Program.built("daybook").path
    let screen = try Tmux(
      "\(daybook) edit --editor 2026-11-20 --trim-other; echo \"exit $?\"", program.environment,
      columns: 160)
    try screen.waitFor("\"new tomorrow\" is no entry.")
    try screen.waitFor("Open it again? [Y/n]")
    let path = try #require(try kept(program).first)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let number = try #require(lines.firstIndex(of: "new tomorrow")) + 1
    let shown = try screen.shown().replacing("\n", with: "")
    #expect(shown.contains("\(path):\(number): "), "\(shown)")
    try screen.type("\(answer)\n")
    if answer == "y" {
      try screen.waitFor("exit 0")
      #expect(try entries(program).contains { $0.note == "Weekly call" && $0.source == "manual" })
      #expect(try lastEvent(program).what == "edit")
      #expect(try kept(program) == [])
    } else {
      try screen.waitFor("exit 2")
      #expect(try lastEvent(program).what == "propose")
      #expect(try kept(program) == [path])
    }
  }

  // MARK: What else is refused, and told

  @Test func `every entry in the way is named`() throws {
    let program = try Program.proposed()
    let answer = try program.run("add", "acme/support", "8:00-12:00", "--on", "2026-11-20")
    #expect(answer.code == 6)
    let all = try entries(program).filter {
      $0.project != nil && $0.start < "2026-11-20T12:00:00+13:00"
        && $0.end > "2026-11-20T08:00:00+13:00"
    }
    #expect(all.count > 3)
    for entry in all { #expect(answer.error.contains("Entry \(entry.id) ("), "\(answer.error)") }
    #expect(answer.error.contains("--split-other to leave them in two"))

    #expect(try program.run("approve", all[0].id, all[1].id).code == 0)
    let locked = try program.run("add", "acme/support", "8:00-12:00", "--on", "2026-11-20")
    #expect(locked.error.contains("Some are approved: unlock them with \"daybook unapprove "))
    #expect(locked.error.contains(all[0].id) && locked.error.contains(all[1].id))
  }

  @Test func `another project or task has not the old rule for a reason`() throws {
    let program = try Program.proposed()
    let entry = try longest("website", in: program)
    #expect(entry.reason != nil)
    #expect(try program.run("note", entry.id, "Mine").code == 0)
    #expect(try entries(program).first { $0.id == entry.id }?.reason == entry.reason)
    #expect(try program.run("assign", entry.id, "acme/website/meetings").code == 0)
    #expect(try entries(program).first { $0.id == entry.id }?.reason == nil)
  }

  @Test(arguments: ["approve", "reject", "unapprove", "bill", "history", "undo", "merge"])
  func `an id that no entry has is no match`(verb: String) throws {
    let program = try Program.proposed()
    let answer = try program.run([verb, "zzzz"] + (verb == "merge" ? ["yyyy"] : []))
    #expect(answer.code == 3, "\(answer.error)")
    #expect(answer.error.contains("zzzz"))
  }

  @Test func `times under another zone are read by the clocks of then, which it says`() throws {
    let program = try Program.proposed()
    program.environment["TZ"] = "Europe/London"
    let answer = try program.run(
      "add", "acme/website/meetings", "16:45-17:05", "Call", "--on", "2026-11-20", "--json")
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.output.contains("\"start\":\"2026-11-20T03:45:00+00:00\""), "\(answer.output)")
    #expect(
      answer.error == """
        Times of that day are read by the clocks of Pacific/Auckland (+13:00), where it was \
        recorded, not of Europe/London. With an offset, such as 9:00+00:00, they are read by that.

        """)
    let entry = try longest("website", in: program)
    #expect(try program.run("edit", entry.id, "--end", "9:30").error.contains("Pacific/Auckland"))
    // The text of a day shows its times by the clocks that read them.
    try editor("cp \"$1\" \"$1.seen\"", of: program)
    #expect(try program.run("edit", "--editor", "2026-11-20").output == "Nothing to change.\n")
    let state = program.home.appending(path: "state")
    let seen = try #require(
      try FileManager.default.contentsOfDirectory(atPath: state.path).first {
        $0.hasSuffix(".seen")
      })
    let text = try String(contentsOf: state.appending(path: seen), encoding: .utf8)
    #expect(text.contains("\(entry.id.prefix(6))  08:29:11-09:30"), "\(text)")
    // At home nothing is said.
    program.environment["TZ"] = "Pacific/Auckland"
    #expect(try program.run("edit", entry.id, "--end", "9:20").error == "")
  }

  @Test(arguments: ["60", "180", "5", "wide"])
  func `a table that is piped is as wide as COLUMNS says`(columns: String) throws {
    let program = try Program.proposed()
    program.environment["COLUMNS"] = columns
    let lines = try program.run("entries", "2026-11-20").output.split(separator: "\n")
    let width = lines.map(\.count).max() ?? 0
    switch columns {
    case "60": #expect(width <= 79 && width < 100)
    case "180": #expect(width > 100 && width <= 180)
    default: #expect(width == 100)
    }
  }

  // MARK: The table

  /// The commands whose event, undo and refusal other tests here or elsewhere have: `commands`,
  /// and these.
  @Test func `bill, unapprove, a text and the closing of a day are steps too`() throws {
    let program = try Program.proposed()
    let ids = try ids(program)
    #expect(try program.run("nobill", ids[0]).code == 0)
    #expect(try program.run("approve", ids[2]).code == 0)
    let closing = ["day", "close", "2026-11-19", "--anyway"]
    let steps: [(words: [String], verb: String)] = [
      (["bill", ids[0]], "bill"), (["unapprove", ids[2], "--reason", "x"], "unapprove"),
      (closing, "day close"),
    ]
    for (words, verb) in steps {
      let before = try program.run("entries", "2026-11-20", "--json").output
      let days = try program.run("day", "list", "2026-11-19", "--json").output
      let first = try lastEvent(program).seq
      #expect(try program.run(words + ["--dry-run"]).code == 0, "\(verb)")
      #expect(try lastEvent(program).seq == first, "\(verb)")
      #expect(try program.run(words).code == 0, "\(verb)")
      #expect(try lastEvent(program).what == verb)
      #expect(try lastEvent(program).seq == first + 1, "\(verb)")
      #expect(try program.run("undo").code == 0)
      #expect(try program.run("entries", "2026-11-20", "--json").output == before, "\(verb)")
      #expect(try program.run("day", "list", "2026-11-19", "--json").output == days, "\(verb)")
      #expect(try program.run("redo").code == 0)
    }
    #expect(try program.run("bill", ids[1]).code == 6)
    #expect(try program.run("bill", ids[2]).code == 0)
    #expect(try program.run("approve", ids[2]).code == 0)
    #expect(try program.run("bill", ids[2]).code == 5)
    #expect(try program.run("unapprove", ids[0], "--reason", "x").code == 5)
  }
}
