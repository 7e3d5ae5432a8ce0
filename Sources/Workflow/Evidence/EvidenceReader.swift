import Activity
import ActivityLog
import Rules
import Timesheet

/// Days' evidence as it is stored, before any rule saw it.
struct StoredEvidence {
  struct Row {
    var row: ActivityLog.Row
    var span: SpanID
    /// See `WorkSource`.
    var rank: Int
  }

  var rows: [Row] = []
  /// The zones of its spans.
  var zones: [SpanID: Zone] = [:]
}

/// Reads the evidence of any number of days; names of sources and zones are looked up once.
struct EvidenceReader {
  private let log: ActivityLog
  private let sources: [Int64: String]
  private let zones: [Int64: Zone]

  init(_ log: ActivityLog) throws {
    self.log = log
    sources = try log.sourceNames()
    zones = try log.zones()
  }

  /// What overlaps [from, to).
  func stored(from: Instant, to: Instant) throws -> StoredEvidence {
    var found = StoredEvidence()
    try log.rows(from: from, to: to) { (row) throws(ActivityLogError) in
      let source = sources[row.source] ?? ""
      let span = SpanID(source: source, start: row.start)
      found.rows.append(.init(row: row, span: span, rank: WorkSource.rank(source)))
      found.zones[span] = zones[row.zone] ?? .utc
    }
    return found
  }
}

extension RowClassifier {
  /// A part of a span with what it counts as.
  struct Part {
    var span: SpanID
    var rank: Int
    var from, to: Instant
    var outcome: Sweep.Outcome
  }

  mutating func parts(of stored: StoredEvidence) throws -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(stored.rows.count)
    for stored in stored.rows {
      try classify(stored.row) { from, to, outcome in
        parts.append(
          Part(span: stored.span, rank: stored.rank, from: from, to: to, outcome: outcome))
      }
    }
    return parts
  }

  func evidence(of parts: [Part]) -> [Evidence] {
    parts.map { part in
      Evidence(
        span: part.span, rank: part.rank, start: part.from.flooredSeconds,
        end: part.to.flooredSeconds, kind: kind(of: part.outcome))
    }
  }

  mutating func evidence(of stored: StoredEvidence) throws -> [Evidence] {
    // Learns first: what it knows afterwards tells what they are.
    let parts = try parts(of: stored)
    return evidence(of: parts)
  }
}
