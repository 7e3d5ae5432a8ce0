import Activity
import Billing
import Foundation
import Rules
import TestSupport
import Testing

@testable import ConfigurationFiles

/// A rule file from the internet, and the files beside it.
@Suite struct RuleFileFuzz {
  private static let words = [
    "rules:\n", "- name: ", "when: ", "set: ", "title: ", "app: [a, b]", "exclude: true",
    "redact: ", "stop: true", "any: ", "all: ", "not: ", "let: ", "defaults: ", "tests:\n",
    "span: ", "gives: ", "project: acme/website", "note: '{title}'", "weekday: mon-fri",
    "time: 22:00-02:00", "date: 2026-01-01..2026-02-30", "presence: idle", "{", "}", "[", "]",
    "&a ", "*a", "!t ", "<<: ", "|\n", ">-\n", "---\n", "#", "?", "/(/", "$x", "(?<", "(?:", "\\b",
    "clients:\n", "currency: NZD", "rates: [{ from: 2026-01-01, hourly: 1e400 }]",
    "rounding: { per: day, mode: up, step: 6m }", "idle: 3m", "day_start: \"25:00\"",
    "billable: no", "  ", "\n  ",
  ]

  @Test func `settings, clients and rules are read or refused with their place`() throws {
    let catalogue = try ClientsFile(
      SettingsFile(name: "clients.yaml", bytes: Array(SmallBusiness.clients.utf8))
    ).list.catalogue
    try Fuzzer(name: "rules", words: Self.words).run { bytes in
      let answers = [
        try answer(bytes) { _ = try Config($0) },
        try answer(bytes) { _ = try ClientsFile($0) },
        try answer(bytes) { file in
          let read = try RuleFile(file, catalogue, engine: .interpreter)
          try hold(RuleSet(rules: read.rules, catalogue: catalogue))
        },
      ]
      return answers.joined()
    }
  }

  private func answer(_ bytes: [UInt8], _ read: (SettingsFile) throws -> Void) throws -> String {
    do {
      try read(try SettingsFile(name: "x.yaml", bytes: bytes))
      return "read"
    } catch let error as BadFile {
      let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 2
      try Law.holds(
        (1...lines).contains(error.line) && error.column >= 1, "\(error) is no place.")
      try Law.isSentence(error.description)
      return error.description
    }
  }

  /// What the agent gets of the rules is the rules, and they can be applied.
  private func hold(_ rules: RuleSet) throws {
    let filter = CompiledFilter(rules: rules, idleSeconds: 180, sources: [])
    let again = try CompiledFilter(decoding: filter.encoded(), engine: .interpreter)
    try Law.holds(again == filter, "The compiled rules are others.")
    let span = Span(
      source: "x", start: Instant(seconds: 1_795_000_000), end: Instant(seconds: 1_795_090_000),
      observation: Observation(
        presence: .active,
        subject: .window(Window(app: "Code", title: "index.ts - acme-web (a+)+$ aaaaaaaaaaaa!"))),
      zone: Zone(name: "Pacific/Auckland", offset: 46_800))
    let pieces = Classifier(rules).classify(span)
    try Law.holds(
      pieces.reduce(0) { $0 + ($1.to - $1.from) } == span.milliseconds, "Pieces don't tile a span.")
  }
}
