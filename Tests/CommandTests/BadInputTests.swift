import Foundation
import Testing

/// Bad input gets a sentence, its exit code, and nothing half-written.
@Suite struct BadInputTests {
  private func program(rules: String? = nil, clients: String? = nil) throws -> Program {
    let program = try Program(examples: true)
    if let rules { try program.write(rules, to: "config/rules.d/10-acme.yaml") }
    if let clients { try program.write(clients, to: "config/clients.yaml") }
    return program
  }

  @Test func `no configuration says what to run`() throws {
    let program = try Program()
    let answer = try program.run("propose")
    #expect(answer.code == 2)
    #expect(answer.error.contains("Run: daybook init"))
    #expect(try program.run("init").code == 0)
    #expect(try program.run("rules", "check").code == 0)
    #expect(try program.run("init").output.contains("nothing was changed"))
  }

  @Test func `an unknown key is named with its place and the nearest known one`() throws {
    let answer = try program(
      rules: "rules:\n  - name: x\n    when: { titel: 'a' }\n    set: { project: acme/website }\n"
    ).run("rules", "check")
    #expect(answer.code == 2)
    #expect(answer.error.contains("rules.d/10-acme.yaml:3:13"))
    #expect(answer.error.contains("title"))
  }

  @Test func `a bad pattern is named with its place`() throws {
    let answer = try program(
      rules: "rules:\n  - name: x\n    when: { title: 'a(b' }\n    set: { project: acme/website }\n"
    ).run("propose")
    #expect(answer.code == 2)
    #expect(answer.error.contains("rules.d/10-acme.yaml:3:"))
  }

  @Test func `a project that clients.yaml lacks is named with those it has`() throws {
    let answer = try program(
      rules: "rules:\n  - name: x\n    when: { app: code }\n    set: { project: acme/web }\n"
    ).run("propose")
    #expect(answer.code == 2)
    #expect(answer.error.contains("rules.d/10-acme.yaml:4:"))
    #expect(answer.error.contains("acme/website"))
  }

  @Test func `a file longer than memory is refused at once, with what to do instead`() throws {
    let program = try Program(examples: true)
    let file = program.home.path + "/huge.jsonl"
    // A hole: it takes no room on the disk.
    #expect(FileManager.default.createFile(atPath: file, contents: nil))
    #expect(truncate(file, 10 << 30) == 0)
    let spans = try program.run("activity", "import", file)
    #expect(spans.code == 2)
    #expect(
      spans.error == """
        \(file) is longer than 256 MiB, and so much at once takes too much memory. Import it in parts, \
        of whole lines: split -C 200M FILE part-; importing twice changes nothing. Nothing of it was \
        imported.

        """)
    let all = try program.run("import", "--full", file, "--yes")
    #expect(all.code == 2)
    #expect(all.error.contains("no full export"), "\(all.error)")
    #expect(try program.run("activity", "import", "/proc/self/mem").code == 1)
  }

  @Test func `a broken row is named by its number and nothing of its file is imported`() throws {
    let program = try Program(examples: true)
    let good =
      #"{"start":"2026-11-20T10:00:00+13:00","end":"2026-11-20T10:05:00+13:00","presence":"active","app":"code"}"#
    for bad in [
      #"{"start":"2026-11-20T10:05:00+13:00"#,
      #"{"start":"2026-11-20T10:05:00+13:00","end":"2026-11-20T10:04:00+13:00","presence":"active"}"#,
      #"{"start":"2026-11-20T10:05:00+13:00","end":"2026-11-20T10:06:00+13:00","presence":"awake"}"#,
      #"{"start":"yesterday","end":"2026-11-20T10:06:00+13:00","presence":"active"}"#,
      "[]", "not json",
    ] {
      let answer = try program.run(["activity", "import", "-"], input: "\(good)\n\(bad)\n")
      #expect(answer.code == 2, "\(bad)")
      #expect(answer.error.contains("Row 2"), "\(answer.error)")
      #expect(try program.run("activity", "2026-11-20").output.contains("Nothing is recorded"))
    }
  }

  @Test func `a newer database is refused, with what to do`() throws {
    let program = try Program(examples: true)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    // SQLite's user_version: four big-endian bytes at offset 60 (sqlite.org/fileformat.html).
    let path = program.home.appending(path: "data/books.db")
    var bytes = try Data(contentsOf: path)
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try bytes.write(to: path)
    let answer = try program.run("entries", "2026-11-20")
    #expect(answer.code == 2)
    #expect(answer.error.contains("newer Daybook"))
  }

  @Test(
    arguments: [
      (["entries", "tomorow"], 2, "today"), (["entries", "2026-02-30"], 2, "2026-11-20"),
      (["entries", "2026-11-20", "--client", "acmee"], 3, "acme, brightside, northwind"),
      (["entries", "2026-11-20", "--project", "x"], 3, "acme/website"),
      (["entries", "2026-11-20", "--state", "x"], 2, "approved"), (["approve", "abc"], 3, "abc"),
      (["rules", "why", "2026-11-20T10:15"], 3, "Nothing is recorded"),
      (["rules", "why", "soon"], 2, "2026-11-20T10:15"),
      (["invoice", "show", "INV-1"], 3, "INV-1"), (["invoice", "preview", "nobody"], 3, "acme"),
      (["entries", "--jsn"], 2, "--json"), (["activity", "import", "/nowhere"], 3, "/nowhere"),
      (["activity", "import", "/dev/null"], 2, "-"), (["nonsense"], 2, "nonsense"),
      (["day", "--now", "noon"], 2, "2026-11-20T17:30:00+13:00"),
      (["report", "--by", "client,client"], 2, "client, project, task"),
      (["report", "--by", ""], 2, "--by client,day"), (["report", "--by", "hour"], 2, "month"),
      (["report", "--chart", "--json"], 2, "--chart"),
      (["report", "2026-11", "--client", "acmee"], 3, "acme"), (["date", "soon"], 2, "last-month"),
      (["date", "2026-09-27T02:30"], 2, "2026-09-27T03:00"), (["date"], 2, "RANGE-OR-TIME"),
      (["entries", "2026-11-20T10:15"], 2, "2026-11-01..2026-11-15"),
      (["pause", "--until", "noon", "--dry-run"], 2, "9am"),
      (["forget", "--from", "25:00", "--yes"], 2, "9am"),
    ] as [([String], Int32, String)])
  func `words that can't be understood are refused with what would be`(
    arguments: [String], code: Int32, hint: String
  ) throws {
    let answer = try Program(examples: true).run(arguments)
    #expect(answer.code == code, "\(answer.error)")
    #expect(answer.error.contains(hint), "\(answer.error)")
    #expect(answer.output.isEmpty)
  }

  @Test func `a place that is none is refused, and nothing is left in the working directory`()
    throws
  {
    let program = try Program(examples: true)
    for home in ["", "relative/home"] {
      program.environment["DAYBOOK_HOME"] = home
      let answer = try program.run("day")
      #expect(answer.code == 2)
      #expect(answer.error.contains("DAYBOOK_HOME"))
    }
    program.environment["DAYBOOK_HOME"] = program.home.path
    program.environment["TZ"] = "Mars/Olympus"
    #expect(try program.run("day").code == 2)
  }

  @Test func `a title reaches the terminal without its control characters`() throws {
    let program = try Program(examples: true)
    let row =
      #"{"start":"2026-11-20T10:00:00+13:00","end":"2026-11-20T10:05:00+13:00","presence":"active","app":"code","title":"a\u001b[2Jb\rc\u202ed"}"#
    #expect(try program.run(["activity", "import", "-"], input: row).code == 0)
    for arguments in [["activity", "2026-11-20"], ["activity", "2026-11-20", "--json"]] {
      let output = try program.run(arguments).output
      #expect(
        !output.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e || $0.value == 13 }
      )
    }
    let csv = try program.run("activity", "2026-11-20", "--csv").output
    #expect(csv.contains("code"))
  }

  @Test func `an argument reaches the terminal without its control characters`() throws {
    let program = try Program(examples: true)
    let evil = "a\u{1b}]52;c;x\u{7}b\u{9b}2J\u{202e}"
    for words in [
      ["entries", evil], ["entries", "--" + evil], [evil], ["add", "acme/website", evil],
      ["invoice", "show", evil], ["day", "--now", evil], ["activity", "import", "/" + evil],
    ] {
      let answer = try program.run(words)
      #expect((1...3).contains(answer.code), "\(words): \(answer.error)")
      let said = (answer.output + answer.error).unicodeScalars
      #expect(
        !said.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9b || $0.value == 0x202e })
    }
  }

  @Test func `no cell is a formula, whatever a title begins with`() throws {
    let program = try Program(examples: true)
    let titles = [
      "=cmd|' /C calc'!A0", "+1", "+cmd", "-1", "-2+3", "@SUM(A1)", "\\t=1+1", "\\r=1+1", "＝1＋1",
      "a,=cmd", "a;=cmd", "a\\\"=cmd", "\\\",=cmd", "-1.50", "1e3", "plain",
    ]
    let rows = titles.enumerated().map { index, title in
      #"{"start":"2026-11-20T09:\#(10 + index):00+13:00","end":"2026-11-20T09:\#(10 + index):59+13:00","#
        + #""presence":"active","app":"x","title":"\#(title)"}"#
    }
    try #require(
      try program.run(["activity", "import", "-"], input: rows.joined(separator: "\n")).code == 0)
    let csv = try program.run("activity", "2026-11-20", "--csv").output
    let lines = csv.components(separatedBy: "\r\n").dropLast()
    #expect(lines.count == titles.count + 1, "one row is one row")
    for line in lines.dropFirst() {
      let cells = Self.cells(line)
      #expect(cells.count == Self.cells(lines[0]).count, "\(line)")
      for cell in cells {
        let isNumber = cell.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil
        let begins = cell.unicodeScalars.first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) }
        #expect(isNumber || begins != true, "\(cell)")
      }
    }
  }

  /// RFC 4180, by another reader than ours is a writer; also by those who part at semicolons.
  private static func cells(_ line: String) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case ",", ";":
        if isQuoted { cells[cells.count - 1].append(character) } else { cells.append("") }
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
