import Foundation
import Testing

/// `entries --evidence`, by the program itself.
@Suite struct EvidenceTests {
  private struct List: Decodable {
    struct Entry: Decodable {
      struct Window: Decodable, Equatable {
        var app: String?
        var title: String?
        var seconds: Int
        var absorbed: Bool
        var `private`: Bool?
      }
      var id: String
      var seconds: Int
      var evidence: [Window]
    }
    var entries: [Entry]
  }

  @Test func `the example day's numbers are walked back to windows`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    let entries = try program.json(List.self, "entries", "2026-11-20", "--evidence", "--json")
      .entries
    for entry in entries {
      #expect(entry.evidence.reduce(0) { $0 + $1.seconds } == entry.seconds)
      #expect(entry.evidence.map(\.seconds) == entry.evidence.map(\.seconds).sorted(by: >))
    }
    let support = try #require(entries.first)
    #expect(
      support.evidence == [
        .init(
          app: "thunderbird", title: "Re: [acme/support] Certificate expires - Mozilla Thunderbird",
          seconds: 66, absorbed: false),
        .init(
          app: "thunderbird", title: "Inbox - hana@harbourstudio.example - Mozilla Thunderbird",
          seconds: 24, absorbed: true),
      ])
    let shown = try program.run("entries", support.id, "--evidence").output
    #expect(
      shown == """
        \(support.id.prefix(6)) acme/support, 2026-11-20 08:12-08:14, counted 0:01:30: \
        [not billable] Mail: Certificate expires
           counted  app          title                                                rule
           0:01:06  thunderbird  Re: [acme/support] Certificate expires - Mozilla T…  \
        rules.d/80-mail.yaml:4
           0:00:24  thunderbird  Inbox - hana@harbourstudio.example - Mozilla Thund…  (absorbed)

        """)
  }

  @Test func `a title moves no cursor and starts no formula`() throws {
    let program = try Program(examples: true)
    let row =
      #"{"start":"2026-11-20T09:00:00+13:00","end":"2026-11-20T09:05:00+13:00","presence":"active","app":"x","title":"=cmd\u001b]0;owned\u0007"}"#
    #expect(try program.run(["activity", "import", "-"], input: row).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    for arguments in [[], ["--json"], ["--csv"]] {
      let answer = try program.run(["entries", "2026-11-20", "--evidence"] + arguments)
      #expect(answer.code == 0)
      #expect(answer.output.contains("owned"))
      #expect(!answer.output.utf8.contains(0x1b) && !answer.output.utf8.contains(0x07))
      #expect(!answer.output.contains(",=cmd"))
    }
  }
}
