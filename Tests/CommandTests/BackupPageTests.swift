import Testing

/// `docs/backup.md`: each command does what the page shows.
@Suite struct BackupPageTests {
  @Test func `backup, restore and the export as text go as their page shows`() throws {
    let program = try BackupTests.recorded()
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    try ManualPage("backup.md").run(in: program)
  }
}
