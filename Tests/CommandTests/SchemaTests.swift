import Foundation
import Testing

/// What `--json` prints is what docs/schemas says.
@Suite struct SchemaTests {
  private static let day = Program.repository.appending(path: "examples/day.jsonl").path

  private func answers(
    _ program: Program, _ commands: [String], codes: Set<Int32> = [0]
  ) throws {
    for command in commands {
      let answer = try program.run(command.split(separator: " ").map(String.init) + ["--json"])
      #expect(codes.contains(answer.code), "\(command): \(answer.code) \(answer.error)")
      #expect(!answer.output.isEmpty, "\(command)")
    }
  }

  @Test func `every command with --json has a schema, and every schema a command`() throws {
    let commands = try CommandDump.root().leaves.filter { $0.takes("json") }
      .map { $0.path.joined(separator: "-") }
    let others = Answers.described.filter { $0.hasPrefix("lines-") }
      .union(["defs", "backup-manifest"])
    #expect(Set(commands) == Answers.described.subtracting(others))
    #expect(commands.count > 60)
  }

  @Test func `in a home where nothing is recorded yet`() throws {
    let program = try Program(examples: true)
    program.answers = try Answers()
    try answers(
      program,
      [
        "activity", "activity --by app", "config check", "date today", "date 9:00",
        "date 9:00-11:00", "date last-month", "day", "day list", "entries", "entries --evidence",
        "forget --last 10m --dry-run", "history", "invoice list", "invoice preview",
        "notify --due", "pause --dry-run", "pause --for 30m", "propose", "rates check", "redo",
        "report", "resume --dry-run", "resume", "rules check", "rules diff", "rules suggest",
        "rules test", "status", "undo", "undo --list", "uninvoiced", "verify", "xero status",
      ])
    try answers(program, ["doctor"], codes: [1])
    try program.answers?.expectInForm()
  }

  @Test func `on the example day, before and after it is decided`() throws {
    let program = try Program(examples: true)
    program.answers = try Answers()
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    let config = "cadence: { every: weekly, deadline: \"fri 17:00\", target: 40h }\n"
    try program.write(config + "retention: { titles: 1d }\n", to: "config/config.yaml")
    try answers(
      program,
      [
        "activity import \(Self.day) --dry-run", "activity import \(Self.day)", "propose --dry-run",
        "propose", "entries", "entries --evidence", "day", "day list", "activity",
        "activity --unassigned", "activity --by app", "activity --by title",
        "activity --by project", "cadence", "notify --due --dry-run", "notify --due",
        "report --by client,project,task,day,week,month", "report --by app", "history", "status",
        "rules why 15:40", "rules why 13:06", "rules check", "rules diff", "rules suggest",
        "rules suggest --accept 1 --project acme/website --dry-run", "rules test --from 10:15",
        "purge --dry-run", "approve 2026-11-20", "uninvoiced", "rates check",
        "rounding why brightside", "invoice preview", "undo --dry-run", "undo", "redo",
        "verify", "forget --from 8:00 --to 9:00 --dry-run", "purge --dry-run --undecided",
      ])
    let entries = try program.json(EntryList.self, "entries", "--client", "brightside", "--json")
    let id = try #require(entries.entries.first).id
    let kept = program.home.appending(path: "kept").path
    try answers(
      program,
      [
        "rates why \(id)", "rounding why \(id)", "rules why \(id)", "entries \(id) --evidence",
        "backup \(kept)", "restore \(kept) --dry-run", "restore \(kept) --yes",
      ])
    let simulated = try program.run(
      "invoice", "simulate", "--rounding", "per: entry, mode: up, step: 15m", "--json")
    #expect(simulated.code == 0, "\(simulated.error)")
    try keepLines(of: program, manifest: kept + "/manifest.json")
    try program.answers?.expectInForm()
  }

  /// The lines and the file that are no answer of `--json`.
  private func keepLines(of program: Program, manifest: String) throws {
    let answers = try #require(program.answers)
    for (words, name) in [
      (["activity", "export", "2026-11-20"], "lines-activity-export"),
      (["activity", "export", "2026-11-20"], "lines-activity-import"),
      (["export"], "lines-export"), (["export", "--full", "-"], "lines-export-full"),
    ] {
      let answer = try program.run(words)
      #expect(answer.code == 0 && answer.output.contains("\n"), "\(words): \(answer.error)")
      try answers.keep(answer.output, as: "\(name).jsonl")
    }
    let example = try String(contentsOfFile: Self.day, encoding: .utf8)
    try answers.keep(example, as: "lines-activity-import.example.jsonl")
    try answers.keep(
      String(contentsOfFile: manifest, encoding: .utf8), as: "backup-manifest.1.json")
  }

  @Test func `with Xero, from the sign-in to the invoice and out again`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    program.answers = try Answers()
    try answers(
      program,
      [
        "xero login", "xero status", "xero organisations", "xero sync", "xero sync --full",
        "xero doctor", "xero drift", "rates check", "invoice preview", "invoice push --dry-run",
        "invoice push --yes", "invoice push --yes", "invoice list", "xero reconcile", "uninvoiced",
        "entries 2026-11-20", "history",
      ])
    let number = try #require(
      try program.json(InvoiceNumbers.self, "invoice", "list", "--json").invoices.first
    ).number
    try answers(
      program,
      [
        "invoice show \(number)", "invoice explain \(number)",
        "invoice replace \(number) --dry-run",
        "invoice attach \(number) --csv --dry-run", "invoice release \(number) --dry-run",
      ])
    for words in [
      ["xero", "link", "acme", "--contact", "Acme Two", "--create-contact", "--dry-run", "--json"],
      ["xero", "link", "acme", "--contact", "Acme Pty Ltd", "--dry-run", "--json"],
    ] {
      let answer = try program.run(words + ["--organisation", "Harbour Studio Ltd"])
      #expect(answer.code == 0 && answer.output.hasPrefix("{"), "\(words): \(answer.error)")
    }
    try answers(program, ["xero logout --yes", "xero status"])
    try program.answers?.expectInForm()
  }

  private struct InvoiceNumbers: Decodable {
    struct Invoice: Decodable { var number: String }
    var invoices: [Invoice]
  }

  /// A sentence on standard error, and on standard output nothing that a script would stumble over.
  @Test func `where something is wrong there is no answer, or one in form`() throws {
    let program = try BackupTests.recorded()
    program.answers = try Answers()
    try answers(program, ["doctor"], codes: [1])
    try program.write("clients: { acme: { currency: 7 } }\n", to: "config/clients.yaml")
    try answers(program, ["rules check"], codes: [2])
    // A backup goes wherever its word says.
    for leaf in try CommandDump.root().leaves where leaf.takes("json") && leaf.path != ["backup"] {
      let words = leaf.path + (leaf.takes("dry-run") ? ["--dry-run"] : [])
      for more in [[], ["ffffffffffff"]] {
        let answer = try program.run(words + ["--json"] + more)
        #expect(answer.output.isEmpty || answer.output.hasPrefix("{\"schema\":1,"), "\(words)")
        #expect(answer.code == 0 || !answer.error.isEmpty || !answer.output.isEmpty, "\(words)")
      }
    }
    try program.answers?.expectInForm()
  }
}
