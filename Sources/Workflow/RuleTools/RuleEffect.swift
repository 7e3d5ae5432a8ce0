import Activity
import ActivityLog
import Books
import ConfigurationFiles
import Timesheet

/// What a rule would move, were it written, reckoned a day at a time: a screen answers keys in
/// between.
///
/// Each distinct window is classified once with the rule and once without, and only a day on which
/// that makes a difference is proposed, in memory, by both.
public struct RuleEffect {
  private let without: Home
  private let with: Home
  private let books: Books
  private var readers: Readers?
  private var left: ArraySlice<CivilDate>
  private var sums: DayComparison

  private struct Readers {
    var log: ActivityLog
    var stored: EvidenceReader
    var without, with: RowClassifier
  }

  /// - Throws: `SettingsError` (2) and `RuleStandsAlready` (6), where the rule can't be written.
  init(of rule: LearnedRule, _ range: DateRange, in home: Home) throws {
    without = home
    let with = Home(home, settings: try LearnedRules(home.places).settings(adding: rule.text))
    self.with = with
    books = try home.books()
    readers = try home.log().map { log in
      Readers(
        log: log, stored: try EvidenceReader(log), without: try RowClassifier(home.rules, log),
        with: try RowClassifier(with.rules, log))
    }
    let count = range.days.upperBound.daysSince1970 - range.days.lowerBound.daysSince1970 + 1
    left = (0..<count).map { range.days.lowerBound.adding(days: $0) }[...]
    sums = DayComparison(clients: home.settings.clients)
  }

  /// Of the days that were taken so far.
  public var comparison: RulesComparison { sums.result(unproposed: []) }

  /// Reckons the next day; false where none is left.
  mutating func takeDay() throws -> Bool {
    guard let date = left.popFirst() else { return false }
    let day = without.days.range(of: date)
    let until = min(day.end, without.world.now().flooredSeconds)
    // Held here alone while it learns, or each day would copy all that it knows.
    guard day.start < until, var readers = readers.take() else { return true }
    defer { self.readers = readers }
    let (from, to) = (Instant(seconds: day.start), Instant(seconds: until))
    let stored = try readers.stored.stored(from: from, to: to)
    let before = try readers.without.evidence(of: stored)
    let after = try readers.with.evidence(of: stored)
    let entries = try books.entries(on: date...date)
    guard !before.elementsEqual(after, by: Evidence.placesTheSame) else {
      sums.addDecided(entries.map(\.entry))
      return true
    }
    let runs = try readers.log.runs(from: from, to: to)
    let beside = try books.entries(beside: date, overlapping: day.start..<day.end)
      .filter { !$0.entry.isRulesProposal }
    func proposed(_ home: Home, _ evidence: [Evidence]) -> [Entry] {
      home.dayEntries(
        from: DayEvidence(of: day, until: until, evidence: evidence, runs: runs), old: entries,
        beside: beside)
    }
    sums.add(proposed(without, before), proposed(with, after))
    return true
  }
}

extension Home {
  /// The entries that a day would have if it were proposed: what a person decided, and proposals.
  fileprivate func dayEntries(
    from evidence: DayEvidence, old: [BookedEntry], beside: [BookedEntry]
  ) -> [Entry] {
    let kept = old.map(\.entry).filter { !$0.isRulesProposal }
    let ids = Set(kept.map(\.id))
    return kept
      + proposals(from: evidence, old: old, beside: beside).filter { !ids.contains($0.id) }
  }
}

extension Evidence {
  /// Whether both cover the same time and count as the same; notes and rules' names aside.
  fileprivate static func placesTheSame(_ left: Evidence, _ right: Evidence) -> Bool {
    guard left.span == right.span, left.start == right.start, left.end == right.end else {
      return false
    }
    switch (left.kind, right.kind) {
    case (.active(var one), .active(var other)):
      (one.note, one.reason) = (nil, nil)
      (other.note, other.reason) = (nil, nil)
      return one == other
    default: return left.kind == right.kind
    }
  }
}
