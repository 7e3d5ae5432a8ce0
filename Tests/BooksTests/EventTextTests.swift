import Activity
import Foundation
import TestSupport
import Testing

@testable import Books

@Suite struct EventTextTests {
  /// Texts of every kind that JSON writes otherwise than they are.
  private func record(_ random: inout SplitMix64) -> EntryRecord {
    let texts = [
      "", "acme", "rules.d/10-acme.yaml", "say \"yes\" \\ no", "</script>",
      "a\u{0}b\u{1b}\n\r\t\u{8}\u{c}\u{1f}", "caffè — 漢字 👩\u{200d}💻 \u{7f}\u{2028}",
    ]
    func text() -> String { texts[.random(in: 0..<texts.count, using: &random)] }
    func maybe() -> String? { .random(using: &random) ? text() : nil }
    func number() -> Int64 { .random(in: .min ... .max, using: &random) }
    var record = EntryRecord(booked("aa"))
    record.id = text()
    record.client = maybe()
    record.project = maybe()
    record.task = maybe()
    record.billable = .random(using: &random)
    record.hands_off = .random(using: &random)
    record.unassigned = maybe()
    record.start_s = number()
    record.note = text()
    record.rule = maybe()
    record.rule_file = maybe()
    record.rule_line = .random(using: &random) ? Int(number()) : nil
    record.scattered = .random(using: &random)
    record.zone_offset = -12_600
    record.approved_ms = .random(using: &random) ? number() : nil
    record.approved_by = maybe()
    record.rate_hourly = maybe()
    record.rate_currency = maybe()
    record.rate_level = maybe()
    record.rate_from = maybe()
    record.rate_file = maybe()
    record.rate_line = .random(using: &random) ? 7 : nil
    record.invoice = maybe()
    record.role = maybe()
    record.complexity = maybe()
    record.multiplier = maybe()
    record.rate_unit = maybe()
    record.rate_base = maybe()
    record.rate_role = maybe()
    record.rate_complexity = maybe()
    record.rate_multipliers = maybe()
    record.written_off = .random(using: &random) ? true : nil
    record.edited = .random(using: &random)
    record.note_written = .random(using: &random)
    return record
  }

  private func snapshot(_ random: inout SplitMix64) -> Snapshot {
    var snapshot = Snapshot()
    snapshot.entries = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let entry = record(&random)
      return EntrySnapshot(
        entry: entry,
        spans: (0..<Int.random(in: 0...3, using: &random)).map {
          ShareRecord(
            entry: entry.id, from_s: Int64($0), to_s: 99, span: $0 == 1 ? nil : "00000000000000aa",
            absorbed: $0 == 2)
        })
    }
    if Bool.random(using: &random) { snapshot.notes = ["ab", "c\"d"] }
    if Bool.random(using: &random) { snapshot.pushes = ["p/2": "x", "p/1": "y"] }
    if Bool.random(using: &random) { snapshot.invoices = [:] }
    if Bool.random(using: &random) { snapshot.steps = [3, 14] }
    if Bool.random(using: &random) {
      snapshot.rules = [RuleSnapshot(file: "rules.d/x.yaml", text: "a\nb \"c\"")]
    }
    return snapshot
  }

  @Test(arguments: UInt64(0)..<200)
  func `an event is written as Foundation would write it`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let made = snapshot(&random)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try made.text()
    #expect(text == String(decoding: try encoder.encode(made), as: UTF8.self))
    #expect(try Snapshot(sealed: text) == made)
  }

  @Test func `links and days are in it`() throws {
    var made = Snapshot()
    made.links = [
      LinkRow(
        ClientLink(
          client: "acme", clientName: "Acme", environment: "e", tenant: "t", organisation: "o",
          contact: "c", contactName: "Acme", linkedAt: Instant(seconds: 1)))
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(try made.text() == String(decoding: try encoder.encode(made), as: UTF8.self))
  }

  @Test func `an entry is told as it would be read`() throws {
    let books = try Shelf().open()
    let changes = try books.change(
      ChangeReason(at: Instant(seconds: 1), who: "me", what: "propose")
    ) { change in
      try change.put(booked("aa"))
      try change.put(booked("bb"))
      try change.remove(booked("bb").entry.id)
    }.changes
    #expect(changes.map(\.after) == (try books.allEntries()))
  }
}
