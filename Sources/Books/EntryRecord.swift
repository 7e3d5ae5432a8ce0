import Activity
import Billing
import Foundation
import GRDB
import Timesheet

/// An entry as the books keep it: with the rate that was resolved at approval.
public struct BookedEntry: Hashable, Sendable {
  public var entry: Entry
  public var rate: ResolvedRate?

  public init(entry: Entry, rate: ResolvedRate? = nil) {
    self.entry = entry
    self.rate = rate
  }
}

/// A row of `entry`; also what an event keeps of it, so a column added later must be optional here
/// or given its value in old events by the migration that adds it.
struct EntryRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "entry"

  var id: String
  var day: String
  var client: String?
  var project: String?
  var task: String?
  var billable: Bool
  var hands_off: Bool
  var unassigned: String?
  var start_s: Int64
  var end_s: Int64
  var seconds: Int64
  var note: String
  var source: String
  var rule: String?
  var rule_file: String?
  var rule_line: Int?
  var scattered: Bool
  var zone: String
  var zone_offset: Int32
  var state: String
  var approved_ms: Int64?
  var approved_by: String?
  var rate_hourly: String?
  var rate_currency: String?
  var rate_level: String?
  var rate_from: String?
  var rate_file: String?
  var rate_line: Int?
  var invoice: String?
  var edited: Bool
  var note_written: Bool
  var role: String?
  var complexity: String?
  var multiplier: String?
  var rate_unit: String?
  var rate_base: String?
  var rate_role: String?
  var rate_complexity: String?
  var rate_multipliers: String?
  var written_off: Bool?

  /// Column by column: what Codable would do takes several times as long.
  init(row: Row) {
    id = row["id"]
    day = row["day"]
    client = row["client"]
    project = row["project"]
    task = row["task"]
    billable = row["billable"]
    hands_off = row["hands_off"]
    unassigned = row["unassigned"]
    start_s = row["start_s"]
    end_s = row["end_s"]
    seconds = row["seconds"]
    note = row["note"]
    source = row["source"]
    rule = row["rule"]
    rule_file = row["rule_file"]
    rule_line = row["rule_line"]
    scattered = row["scattered"]
    zone = row["zone"]
    zone_offset = row["zone_offset"]
    state = row["state"]
    approved_ms = row["approved_ms"]
    approved_by = row["approved_by"]
    rate_hourly = row["rate_hourly"]
    rate_currency = row["rate_currency"]
    rate_level = row["rate_level"]
    rate_from = row["rate_from"]
    rate_file = row["rate_file"]
    rate_line = row["rate_line"]
    invoice = row["invoice"]
    edited = row["edited"]
    note_written = row["note_written"]
    role = row["role"]
    complexity = row["complexity"]
    multiplier = row["multiplier"]
    rate_unit = row["rate_unit"]
    rate_base = row["rate_base"]
    rate_role = row["rate_role"]
    rate_complexity = row["rate_complexity"]
    rate_multipliers = row["rate_multipliers"]
    written_off = row["written_off"]
  }

  init(_ booked: BookedEntry) {
    let entry = booked.entry
    id = entry.id.text
    day = entry.day.description
    switch entry.subject {
    case .work(let key):
      client = key.project.client
      project = key.project.project
      task = key.task
      billable = key.billable
      hands_off = key.handsOff
      role = key.terms.role
      complexity = key.terms.complexity
      multiplier = key.terms.multiplier
    case .unassigned(let kind):
      unassigned = kind.rawValue
      billable = false
      hands_off = kind == .handsOff
    }
    start_s = entry.start
    end_s = entry.end
    seconds = entry.seconds
    note = entry.note
    source = entry.source.rawValue
    rule = entry.reason?.name
    rule_file = entry.reason?.place.file
    rule_line = entry.reason?.place.line
    scattered = entry.scattered
    zone = entry.zone.name
    zone_offset = entry.zone.offset
    state = entry.state.name
    invoice = entry.state.invoice?.text
    if entry.state.isWrittenOff {
      // A mark on what is approved or invoiced: the table's own check knows four states.
      state = invoice == nil ? "approved" : "invoiced"
      written_off = true
    }
    approved_ms = entry.state.approval?.at.milliseconds
    approved_by = entry.state.approval?.by
    edited = entry.edited
    note_written = entry.noteWritten
    rate_hourly = booked.rate?.price.amount.plainText
    rate_currency = booked.rate?.currency.code
    rate_level = booked.rate?.level.rawValue
    rate_from = booked.rate?.from.description
    rate_file = booked.rate?.place.file
    rate_line = booked.rate?.place.line
    if let rate = booked.rate {
      rate_unit = rate.price.unit == .hour ? nil : rate.price.unit.rawValue
      rate_base = rate.base == rate.price.amount ? nil : rate.base.plainText
      rate_role = rate.role
      rate_complexity = rate.complexity
      rate_multipliers = StoredMultiplier.text(rate.multipliers)
    }
  }

  /// In place of the row of its id, or as a new one.
  ///
  /// GRDB's upsert makes its statement anew for each record: a third of proposing a day.
  func write(to database: Database) throws { try database.run(EntryRecord.upsert, values) }

  private static let upsert = {
    let others = columns.filter { $0 != "id" }.map { "\($0) = excluded.\($0)" }
    return """
      INSERT INTO entry (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      ON CONFLICT (id) DO UPDATE SET \(others.joined(separator: ", "))
      """
  }()

  private static let columns = [
    "id", "day", "client", "project", "task", "billable", "hands_off", "unassigned", "start_s",
    "end_s", "seconds", "note", "source", "rule", "rule_file", "rule_line", "scattered", "zone",
    "zone_offset", "state", "approved_ms", "approved_by", "rate_hourly", "rate_currency",
    "rate_level", "rate_from", "rate_file", "rate_line", "invoice", "edited", "note_written",
    "role", "complexity", "multiplier", "rate_unit", "rate_base", "rate_role", "rate_complexity",
    "rate_multipliers", "written_off",
  ]

  /// In the order of `columns`.
  private var values: StatementArguments {
    [
      id, day, client, project, task, billable, hands_off, unassigned, start_s,
      end_s, seconds, note, source, rule, rule_file, rule_line, scattered, zone,
      zone_offset, state, approved_ms, approved_by, rate_hourly, rate_currency,
      rate_level, rate_from, rate_file, rate_line, invoice, edited, note_written,
      role, complexity, multiplier, rate_unit, rate_base, rate_role, rate_complexity,
      rate_multipliers, written_off,
    ]
  }

  func booked(shares: [SpanShare]) throws -> BookedEntry {
    guard let date = CivilDate(day), let source = EntrySource(rawValue: source) else {
      throw BooksError.damaged("Entry \(id) has no valid day or source")
    }
    let entry = Entry(
      id: EntryID(text: id), day: date, subject: try subject(), start: start_s, end: end_s,
      shares: shares, note: note, source: source, reason: reason, scattered: scattered,
      zone: Zone(name: zone, offset: zone_offset), state: try entryState(),
      edited: edited, noteWritten: note_written)
    guard entry.seconds == seconds else {
      throw BooksError.damaged("Entry \(id) counts \(seconds) s, its evidence \(entry.seconds) s")
    }
    return BookedEntry(entry: entry, rate: rate)
  }

  private func subject() throws -> EntrySubject {
    if let client, let project {
      return .work(
        WorkKey(
          project: ProjectKey(client: client, project: project), task: task, billable: billable,
          handsOff: hands_off,
          terms: RateTerms(role: role, complexity: complexity, multiplier: multiplier)))
    }
    guard let kind = unassigned.flatMap(Unassigned.init(rawValue:)) else {
      throw BooksError.damaged("Entry \(id) has neither a project nor a kind of unassigned time")
    }
    return .unassigned(kind)
  }

  private var reason: RuleReference? {
    guard let rule, let rule_file, let rule_line else { return nil }
    return RuleReference(name: rule, place: Place(file: rule_file, line: rule_line))
  }

  private func entryState() throws -> EntryState {
    let approval = approved_ms.map {
      Approval(at: Instant(milliseconds: $0), by: approved_by ?? "")
    }
    switch (state, approval, invoice) {
    case ("proposed", nil, nil): return .proposed
    case ("rejected", nil, nil): return .rejected
    case ("approved", let approval?, nil):
      return written_off == true ? .writtenOff(approval) : .approved(approval)
    case ("invoiced", let approval?, let invoice?):
      let id = InvoiceID(text: invoice)
      return written_off == true ? .shownFree(id, approval) : .invoiced(id, approval)
    default: throw BooksError.damaged("Entry \(id) is in no possible state (\(state))")
    }
  }

  private var rate: ResolvedRate? {
    guard let amount = rate_hourly.flatMap({ Decimal(plain: $0) }),
      let currency = rate_currency.flatMap({ Currency($0) }),
      let level = rate_level.flatMap(ResolvedRate.Level.init(rawValue:)),
      let from = rate_from.flatMap({ CivilDate($0) }), let rate_file, let rate_line
    else { return nil }
    return ResolvedRate(
      price: UnitPrice(amount, per: rate_unit.flatMap(RateUnit.init(rawValue:)) ?? .hour),
      currency: currency, level: level, from: from,
      place: Place(file: rate_file, line: rate_line),
      base: rate_base.flatMap { Decimal(plain: $0) }, role: rate_role,
      complexity: rate_complexity,
      multipliers: rate_multipliers.map(StoredMultiplier.read) ?? [])
  }
}

/// A multiplier as an entry's row keeps it.
private struct StoredMultiplier: Codable {
  var name: String
  var factor: String
  var file: String
  var line: Int

  /// Nil for none.
  static func text(_ multipliers: [Multiplier]) -> String? {
    guard !multipliers.isEmpty else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let stored = multipliers.map {
      StoredMultiplier(
        name: $0.name, factor: $0.factor.plainText, file: $0.place.file, line: $0.place.line)
    }
    // Texts and a number: nothing in them that can't be encoded.
    return (try? encoder.encode(stored)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What can't be read is left out: the price has them in it already.
  static func read(_ text: String) -> [Multiplier] {
    let stored = try? JSONDecoder().decode([StoredMultiplier].self, from: Data(text.utf8))
    return (stored ?? []).compactMap { stored in
      Decimal(plain: stored.factor).map {
        Multiplier(
          name: stored.name, factor: $0, place: Place(file: stored.file, line: stored.line))
      }
    }
  }
}

struct ShareRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "entry_span"

  var entry: String
  var from_s: Int64
  var to_s: Int64
  var span: String?
  var absorbed: Bool

  init(entry: String, from_s: Int64, to_s: Int64, span: String?, absorbed: Bool) {
    self.entry = entry
    self.from_s = from_s
    self.to_s = to_s
    self.span = span
    self.absorbed = absorbed
  }

  init(_ share: SpanShare, of entry: EntryID) {
    self.init(
      entry: entry.text, from_s: share.from, to_s: share.to, span: share.span?.text,
      absorbed: share.absorbed)
  }

  func write(to database: Database) throws {
    try database.run(
      """
      INSERT INTO entry_span (entry, from_s, to_s, span, absorbed) VALUES (?, ?, ?, ?, ?)
      """, [entry, from_s, to_s, span, absorbed])
  }

  func share() throws -> SpanShare {
    let id = span.flatMap { SpanID(text: $0) }
    guard let span, id == nil else {
      return SpanShare(span: id, from: from_s, to: to_s, absorbed: absorbed)
    }
    throw BooksError.damaged("Entry \(entry) names a span that is none: \(span)")
  }
}

extension Database {
  /// `execute` with a statement that is kept: for what runs many times in one change.
  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
