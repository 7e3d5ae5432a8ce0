import Activity
import ActivityLog
import Foundation
import Rules

/// What importing did.
public struct ImportOutcome: Hashable, Sendable {
  public var rows: Int
  public var added: Int
  /// Exactly these were there before.
  public var present: Int
  /// Another span of the same source begins at the same moment; that one stayed.
  public var conflicting: Int
  /// Spans that rules made private before anything of them was stored.
  public var excluded: Int
}

extension Home {
  /// Brings JSON Lines in, every row or none. Exclude and redact act before anything is stored.
  /// A span over a clock change is stored in pieces, since a span has one offset.
  ///
  /// - Parameters:
  ///   - bytes: a whole file.
  ///   - name: what the person calls it, for errors.
  /// - Throws: `Refusal` (2) with the number of the first row that can't be taken.
  public func importActivity(
    _ bytes: [UInt8], named name: String, dryRun: Bool
  ) throws -> ImportOutcome {
    let zones = NamedZones()
    let spans: [Span]
    do {
      spans = try SpanLines.spans(
        in: bytes, zone: { instant, _ in days.activityZone(at: instant.flooredSeconds) },
        offset: zones.offset)
    } catch {
      throw Refusal(.usage, "\(name): \(error) Nothing of the file was imported.")
    }
    let classifier = Classifier(rules)
    var kept: [Span] = []
    var excluded = 0
    for span in spans {
      let pieces = zones.cut(span).flatMap { classifier.censor($0) }
      if span.subject != .private, pieces.contains(where: { $0.subject == .private }) {
        excluded += 1
      }
      kept += pieces
    }
    guard !dryRun else {
      return ImportOutcome(
        rows: spans.count, added: 0, present: 0, conflicting: 0, excluded: excluded)
    }
    try places.makeDataDirectory()
    let counts = try ActivityLog.open(path: places.activity, mode: .write).insert(kept)
    return ImportOutcome(
      rows: spans.count, added: counts.inserted, present: counts.present,
      conflicting: counts.conflicting, excluded: excluded)
  }
}

/// The zones of the tz database, each looked up once.
private final class NamedZones {
  private var zones: [String: TimeZone?] = [:]

  /// Nil for a name that the tz database lacks.
  func offset(_ name: String, at instant: Instant) -> Int32? {
    zone(name)?.offset(at: instant.flooredSeconds)
  }

  func cut(_ span: Span) -> [Span] {
    guard !span.zone.isNameless else { return [span] }
    return zone(span.zone.name).map(span.cut(byClockChangesIn:)) ?? [span]
  }

  private func zone(_ name: String) -> TimeZone? {
    let zone = zones[name] ?? TimeZone(identifier: name)
    zones[name] = .some(zone)
    return zone
  }
}
