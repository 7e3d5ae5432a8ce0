import Activity
import ActivityLog
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// Files that a person brings in: evidence as JSON Lines, and all of a home as text. No command
/// reads CSV.
@Suite struct ImportFuzz {
  private static let words = [
    "\"start\":", "\"end\":", "\"presence\":", "\"title\":\"", "\"app\":\"", "\"zone\":\"",
    "\"url\":", "\"private\":true", "\"fullscreen\":", "\"handsOff\":\"mpris\"", "active",
    "idle", "locked", "2026-11-20T09:00:00+13:00", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z",
    "+23:59", "-00:00", "Z", "T24:00:00", ".999999999", "Pacific/Auckland", "Mars/Olympus",
    "\\u001b", "\\ud83d\\ude42", "\\ud83d", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "null",
  ]

  @Test func `rows of evidence are read or refused, and come back as they are written`() throws {
    try Fuzzer(name: "evidence", words: Self.words).run { bytes in
      do {
        let spans = try SpanLines.spans(in: bytes, zone: { Zone(name: "UTC", offset: $1) })
        let text = spans.map { SpanLines.line($0) }.joined(separator: "\n")
        try hold(spans, text)
        return Set(spans.map(\.presence.name)).sorted().joined(separator: " ")
      } catch let error as BadRow {
        try Law.isSentence(error.description)
        return error.what
      }
    }
  }

  private func hold(_ spans: [Span], _ text: String) throws {
    // 1970 to 9998 by clocks up to a day ahead or behind.
    let years = Instant(seconds: -86_400)..<Instant(seconds: 253_370_764_800 + 86_400)
    try Law.holds(
      spans.allSatisfy { $0.start < $0.end && years.contains($0.start) && years.contains($0.end) },
      "A span is empty or out of all years.")
    for line in text.split(separator: "\n") { try Law.isPlain(String(line)) }
    let again = try SpanLines.spans(in: Array(text.utf8), zone: { Zone(name: "UTC", offset: $1) })
    try Law.holds(again == spans, "What is written comes back as others.")
  }

  private static let fullWords =
    words + [
      "{\"span\":{", "{\"run\":{", "{\"entry\":{", "{\"event\":{", "{\"file\":{\"name\":\"",
      "{\"end\":{\"lines\":", "{\"daybook\":{\"books\":5,\"record\":true,\"schema\":1}}",
      "\"alive\":", "\"last_input\":", "\"state\":", "config.yaml", "rules.d/x.yaml", "../",
      "\"base64\":\"",
    ]

  @Test func `all of a home comes in whole or leaves nothing behind`() throws {
    var fuzzer = Fuzzer(name: "full", words: Self.fullWords)
    fuzzer.inputs = 50
    try fuzzer.run { bytes in
      // Most changes leave a line that is none: of those, books are made for one in eight.
      guard isWritten(bytes) || bytes.count % 8 == 0 else { return "no line of ours" }
      let home = try EmptyHome()
      do {
        let prepared = try home.world.prepareImport(pieces(of: bytes), named: "all.jsonl")
        _ = try prepared.carryOut()
      } catch let refusal as Refusal {
        try Law.isSentence(neutralised(refusal.description))
        try Law.holds(
          [.usage, .verification].contains(refusal.kind), "It says \(refusal.kind): \(refusal)")
        try Law.holds(home.isEmpty, "A refused file left something behind.")
        return refusal.description
      }
      var text = ""
      _ = try home.world.exportAll { text += $0 }
      // Books of an older form come out in the newest one, whose lines may have other fields.
      let isNewest = text.utf8.prefix { $0 != 0x0a }.elementsEqual(bytes.prefix { $0 != 0x0a })
      try Law.holds(
        !isNewest || Array(text.utf8) == bytes, "What came in goes out as something else.")
      return "taken"
    }
  }

  /// As they come of a pipe: cut anywhere.
  private func pieces(of bytes: [UInt8]) -> ByteSource {
    var rest = bytes[...]
    return ByteSource(count: nil, named: "all.jsonl") {
      defer { rest = rest.dropFirst(7) }
      return Array(rest.prefix(7))
    }
  }

  private func isWritten(_ bytes: [UInt8]) -> Bool {
    let (decoder, encoder) = (JSONDecoder(), FullLine.encoder)
    return bytes.split(separator: 0x0a).allSatisfy { line in
      String(validating: line, as: UTF8.self).map { FullLine($0, decoder, encoder) != nil } ?? false
    }
  }
}

/// A home with nothing in it, gone with the value.
private final class EmptyHome {
  private let directory = TemporaryDirectory()
  let world: World

  init() throws {
    let now = Instant(seconds: 1_795_000_000)
    world = World(
      environment: ["DAYBOOK_HOME": directory.path], now: { now }, realNow: { now },
      clockIsFixed: true, zone: .gmt, user: "hana",
      randomBytes: { count in
        var chance = SystemRandomNumberGenerator()
        return (0..<count).map { _ in .random(in: 0...255, using: &chance) }
      }, sinceBoot: { nil }, bootID: nil, sleep: { _ in })
  }

  /// Directories and the agent's lock may be there.
  var isEmpty: Bool {
    let names = try? FileManager.default.subpathsOfDirectory(atPath: directory.path)
    return names?.allSatisfy { ["data", "state", "config"].contains($0) || $0.hasSuffix(".lock") }
      ?? false
  }
}
