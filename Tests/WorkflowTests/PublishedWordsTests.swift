import Activity
import Billing
import Control
import Foundation
import Rules
import Testing
import Timesheet
import Workflow

/// The lists of words in `docs/schemas` are those of the code: a new word is published, too.
@Suite struct PublishedWordsTests {
  private static func words<Words: CaseIterable & RawRepresentable<String>>(
    _: Words.Type
  ) -> Set<String> { Set(Words.allCases.map(\.rawValue)) }

  private static let states: [EntryState] = {
    let approval = Approval(at: Instant(seconds: 0), by: "test")
    let invoice = InvoiceID(text: "i")
    return [
      .proposed, .approved(approval), .invoiced(invoice, approval), .writtenOff(approval),
      .shownFree(invoice, approval), .rejected,
    ]
  }()

  private static let ofTheCode: [String: Set<String>] = [
    "presence": Set(Presence.allCases.map(\.name)), "hands-off": Set(HandsOff.allCases.map(\.name)),
    "source": words(EntrySource.self), "unassigned": words(Unassigned.self),
    "rule field": Set(Field.allCases.map(\.name)), "rhythm": words(Cadence.Rhythm.self),
    "budget": words(Budget.Period.self), "unit of a rate": words(RateUnit.self),
    "level of a rate": words(ResolvedRate.Level.self), "rounding": words(RoundingPolicy.Group.self),
    "state of an entry": Set(states.map(\.name)),
    "state of a day": Set([DayStanding.State.open, .closed, .late([])].map(\.name)),
    "outcome of a push": words(PushOutcome.State.self), "rates check": words(RateCheck.State.self),
    "drift": words(DriftFinding.Kind.self), "health": words(HealthCheck.State.self),
    "why time rests": words(RestingTime.Reason.self),
    "urgency": words(DueNotice.Urgency.self), "way": words(DueNotice.Action.Way.self),
  ]

  /// Of types with values, or of a command alone: its own tests name each.
  private static let spelledOut: Set<Set<String>> = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["hours", "money"], ["open", "closed"], ["written", "taken out"],
    ["change", "undo", "redo", "part", "wall", "push", "aside"],
    ["none", "paused", "unreadable"], ["ok", "warning", "error"], ["running", "silent", "absent"],
    ["notifier", "xembed", "none"], ["file", "secret-service"],
  ]

  private static func published() throws -> [(place: String, words: Set<String>)] {
    let directory = URL(filePath: #filePath).appending(path: "../../../docs/schemas").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    return try names.flatMap { name in
      let data = try Data(contentsOf: directory.appending(path: name))
      return lists(in: try JSONSerialization.jsonObject(with: data), at: name)
    }
  }

  /// Numbers, nothing and null aside.
  private static func lists(
    in value: Any, at place: String
  ) -> [(place: String, words: Set<String>)] {
    if let list = value as? [Any] {
      return list.enumerated().flatMap { lists(in: $1, at: "\(place)/\($0)") }
    }
    guard let object = value as? [String: Any] else { return [] }
    let own = (object["enum"] as? [Any])?.compactMap { $0 as? String }.filter { !$0.isEmpty } ?? []
    return (own.isEmpty ? [] : [(place, Set(own))])
      + object.sorted { $0.key < $1.key }.flatMap { lists(in: $1, at: "\(place)/\($0)") }
  }

  @Test func `each list of words in a schema is one of the code`() throws {
    let published = try Self.published()
    try #require(published.count > 20)
    let known = Self.spelledOut.union(Self.ofTheCode.values)
    for (place, words) in published {
      #expect(known.contains(words), "\(place): \(words.sorted()) is no list of the code")
    }
    let there = Set(published.map(\.words))
    for (name, words) in Self.ofTheCode {
      #expect(there.contains(words), "the words of \(name), \(words.sorted()), stand in no schema")
    }
  }
}
