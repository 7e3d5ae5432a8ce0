import Activity
import Books
import Foundation
import Timesheet

extension Home {
  /// The books' entries as JSON Lines, by start: all that they hold but the history.
  ///
  /// - Parameters:
  ///   - range: working days; nil for everything.
  ///   - write: gets each line, without its end.
  public func exportEntries(_ range: DateRange?, _ write: (String) -> Void) throws {
    let books = try books()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let entries = try range.map { try books.entries(on: $0.days) } ?? books.allEntries()
    for booked in entries {
      write(String(decoding: try encoder.encode(ExportedEntry(booked)), as: UTF8.self))
    }
  }
}

/// One line of an export; names as in `entries --json`, times at the entry's own offset.
private struct ExportedEntry: Encodable {
  struct Reason: Encodable {
    var rule: String
    var file: String
    var line: Int
  }

  struct Approval: Encodable {
    var at: String
    var by: String
  }

  struct Rate: Encodable {
    var hourly: String?
    var daily: String?
    var currency: String
    var level: String
    var from: String
    var file: String
    var line: Int
    /// Before the multipliers.
    var base: String?
    var role: String?
    var complexity: String?
    var multipliers: [String: String]?
  }

  struct Share: Encodable {
    var span: String?
    var start: String
    var end: String
    var absorbed: Bool
  }

  var id: String
  var day: String
  var state: String
  var client: String?
  var project: String?
  var task: String?
  var billable: Bool
  var role: String?
  var complexity: String?
  var multiplier: String?
  var unassigned: String?
  var presence_only: Bool
  var start: String
  var end: String
  var zone: String
  var seconds: Int64
  var note: String
  var note_written: Bool
  var edited: Bool
  var source: String
  var scattered: Bool
  var reason: Reason?
  var approved: Approval?
  var rate: Rate?
  var invoice: String?
  var shares: [Share]

  init(_ booked: BookedEntry) {
    let entry = booked.entry
    func moment(_ seconds: Int64) -> String { Moment.text(seconds, offset: entry.zone.offset) }
    id = entry.id.text
    day = entry.day.description
    state = entry.state.name
    client = entry.key?.project.client
    project = entry.key?.project.project
    task = entry.key?.task
    billable = entry.key?.billable ?? false
    role = entry.key?.terms.role
    complexity = entry.key?.terms.complexity
    multiplier = entry.key?.terms.multiplier
    if case .unassigned(let kind) = entry.subject { unassigned = kind.rawValue }
    presence_only = entry.handsOff
    start = moment(entry.start)
    end = moment(entry.end)
    zone = entry.zone.name
    seconds = entry.seconds
    note = entry.note
    note_written = entry.noteWritten
    edited = entry.edited
    source = entry.source.rawValue
    scattered = entry.scattered
    reason = entry.reason.map {
      Reason(rule: $0.name, file: $0.place.file, line: $0.place.line)
    }
    approved = entry.state.approval.map {
      Approval(at: Moment.text($0.at, offset: entry.zone.offset), by: $0.by)
    }
    rate = booked.rate.map {
      Rate(
        hourly: $0.price.unit == .hour ? "\($0.price.amount)" : nil,
        daily: $0.price.unit == .day ? "\($0.price.amount)" : nil, currency: $0.currency.code,
        level: $0.level.rawValue,
        from: $0.from.description, file: $0.place.file, line: $0.place.line,
        base: $0.multipliers.isEmpty ? nil : "\($0.base)", role: $0.role,
        complexity: $0.complexity,
        multipliers: $0.multipliers.isEmpty
          ? nil
          : Dictionary($0.multipliers.map { ($0.name, "\($0.factor)") }) { first, _ in first })
    }
    invoice = entry.state.invoice?.text
    shares = entry.shares.map {
      Share(
        span: $0.span?.text, start: moment($0.from), end: moment($0.to), absorbed: $0.absorbed)
    }
  }
}
