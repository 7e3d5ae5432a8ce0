import Activity
import Foundation
import Testing

@testable import Timesheet

/// Holds the proposals against `Tests/oracle/propose.py`, which works second by second and shares
/// nothing with this code.
@Suite struct OracleTests {
  @Test(arguments: 0..<20)
  func `an independent implementation proposes the same`(seed: Int) throws {
    let input = try oracle(["--random", "\(seed)"], input: Data())
    let expected = try JSONDecoder().decode(
      Answer.self, from: oracle([], input: input))

    let lines = String(decoding: input, as: UTF8.self).split(separator: "\n")
    let parameters = try JSONDecoder().decode(
      Header.self, from: Data(try #require(lines.first).utf8)
    ).parameters
    let evidence = try lines.dropFirst().enumerated().map { index, line in
      try JSONDecoder().decode(Row.self, from: Data(line.utf8)).evidence(UInt64(index))
    }
    let day = DayRange(
      date: CivilDate("2026-11-20")!, start: parameters.start, end: parameters.end)
    let timeline = DayTimeline(
      day: day, until: parameters.now ?? day.end, evidence: evidence, off: [])
    let decided = (parameters.decided ?? []).map { $0.entry(on: day.date) }
    let entries = Proposal(policy: parameters.policy, zone: .utc)
      .entries(of: timeline, decided: decided)

    let ours = Answer(entries, balance: DayBalance(of: timeline, entries: decided + entries))
    #expect(ours.lines.filter { !expected.lines.contains($0) } == [], "only here")
    #expect(expected.lines.filter { !ours.lines.contains($0) } == [], "only there")
    #expect(ours.lines.count == expected.lines.count)
  }

  private func oracle(_ arguments: [String], input: Data) throws -> Data {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "oracle/propose.py")
    // A file, not a pipe: neither side may wait for the other.
    let file = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID()).jsonl")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return data
  }
}

private struct Header: Decodable {
  var parameters: Parameters
}

private struct Parameters: Decodable {
  struct Lengths: Decodable {
    var gap: Int64?
    var absorb: Int64?
    var minimum: Int64?
  }

  struct Decided: Decodable {
    var project: String?
    var task: String?
    var billable: Bool?
    var handsOff: Bool?
    var scattered: Bool?
    var state: String
    var visits: [OracleVisit]

    func entry(on day: CivilDate) -> Entry {
      let subject: EntrySubject =
        project.map {
          .work(
            WorkKey(
              project: key($0), task: task, billable: billable ?? true,
              handsOff: handsOff ?? false))
        } ?? .unassigned(.plain)
      return Entry(
        id: EntryID(text: "d\(visits[0].start)"), day: day, subject: subject,
        start: visits[0].start, end: visits[visits.count - 1].end,
        shares: visits.map {
          SpanShare(span: SpanID(value: 0), from: $0.start, to: $0.end, absorbed: false)
        }, note: "", source: .rules, reason: nil, scattered: scattered ?? false,
        zone: .utc,
        state: state == "rejected"
          ? .rejected : .approved(Approval(at: Instant(seconds: 0), by: "test")))
    }
  }

  var start: Int64
  var end: Int64
  var now: Int64?
  var gap: Int64?
  var absorb: Int64?
  var minimum: Int64?
  var clients: [String: Lengths]?
  var decided: [Decided]?

  var policy: ProposePolicy {
    let standard = ProposePolicy.Lengths(
      gap: gap ?? 300, absorb: absorb ?? 60, minimum: minimum ?? 60)
    return ProposePolicy(
      standard: standard,
      clients: (clients ?? [:]).mapValues {
        .init(
          gap: $0.gap ?? standard.gap, absorb: $0.absorb ?? standard.absorb,
          minimum: $0.minimum ?? standard.minimum)
      })
  }
}

private struct Row: Decodable {
  var start_ms: Int64
  var end_ms: Int64
  var presence: String
  var project: String?
  var task: String?
  var billable: Bool?
  var handsOff: Bool?
  var `private`: Bool?
  var note: String?
  var rank: Int?

  func evidence(_ id: UInt64) throws -> Evidence {
    let presence = try #require(Presence(name: self.presence))
    let subject: Subject = self.private == true ? .private : .window(Window(app: "x"))
    let span = Span(
      source: "\(id)", start: Instant(milliseconds: start_ms), end: Instant(milliseconds: end_ms),
      observation: Observation(presence: presence, subject: subject), zone: .utc)
    var evidence = Evidence(
      span: span, rank: rank ?? 0, from: span.start, to: span.end,
      classification: Classification(
        project: project.map(key), task: task, billable: billable ?? true, note: note,
        handsOff: handsOff ?? false))
    evidence.span = SpanID(value: id)
    return evidence
  }
}

private func key(_ path: String) -> ProjectKey {
  let parts = path.split(separator: "/")
  return ProjectKey(client: String(parts[0]), project: String(parts[1]))
}

private struct OracleVisit: Codable, Hashable {
  var start: Int64
  var end: Int64
}

private struct Answer: Decodable {
  struct Work: Decodable {
    var project: String
    var task: String?
    var billable: Bool
    var presence_only: Bool
    var scattered: Bool
    var start: Int64
    var end: Int64
    var seconds: Int64
    var note: String
  }

  struct Unplaced: Decodable {
    var kind: String
    var start: Int64
    var end: Int64
    var seconds: Int64
  }

  var entries: [Work]
  var unassigned: [Unplaced]
  var balance: [String: Int64]

  var lines: [String] {
    entries.map { "\($0)" } + unassigned.map { "\($0)" } + balance.map { "\($0)" }
  }

  init(_ entries: [Entry], balance: DayBalance) {
    self.entries = entries.compactMap { entry in
      entry.key.map {
        Work(
          project: "\($0.project)", task: $0.task, billable: $0.billable,
          presence_only: $0.handsOff, scattered: entry.scattered, start: entry.start,
          end: entry.end, seconds: entry.seconds, note: entry.note)
      }
    }
    unassigned = entries.compactMap { entry in
      guard case .unassigned(let kind) = entry.subject else { return nil }
      return Unplaced(
        kind: kind.rawValue, start: entry.start, end: entry.end, seconds: entry.seconds)
    }
    self.balance = Dictionary(
      uniqueKeysWithValues: balance.parts.map { ($0.name, $0.seconds) })
  }

  init(from decoder: any Decoder) throws {
    enum Keys: String, CodingKey { case entries, unassigned, balance }
    let values = try decoder.container(keyedBy: Keys.self)
    entries = try values.decode([Work].self, forKey: .entries)
    unassigned = try values.decode([Unplaced].self, forKey: .unassigned)
    balance = try values.decode([String: Int64].self, forKey: .balance)
  }
}
