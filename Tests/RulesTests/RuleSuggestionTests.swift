import Activity
import TestSupport
import Testing

@testable import Rules

private let website = Placement(project: ProjectKey(client: "acme", project: "website"))
private let support = Placement(project: ProjectKey(client: "acme", project: "support"))

private func seen(
  _ app: String, _ title: String, _ seconds: Int64, _ state: SeenTime.State = .unassigned,
  url: String = "", directory: String = "", workspace: String = ""
) -> SeenTime {
  SeenTime(
    window: Window(
      app: app, title: title, workspace: workspace, directory: directory, url: url),
    state: state, tally: TimeTally(seconds: seconds, spans: 1))
}

@Suite struct RuleSuggestionTests {
  /// The first suggestion's condition, near to what a rule file says.
  private func first(_ times: SeenTime...) -> String? {
    RuleSuggestions(times).suggestions().first.map { "\($0.condition)" }
  }

  @Test func `titles are grouped by the part that they share`() {
    let suggestions = RuleSuggestions([
      seen("Code", "a.ts - acme-web - Visual Studio Code", 100),
      seen("Code", "b.ts - acme-web - Visual Studio Code", 80),
      seen("Code", "notes.md - garden - Visual Studio Code", 70),
    ]).suggestions()
    #expect(
      suggestions == [
        RuleSuggestion(
          name: "acme-web in Code", condition: .every([app("Code"), title(#"\bacme-web\b"#)]),
          catches: TimeTally(seconds: 180, spans: 2), conflicts: [],
          titles: [
            "a.ts - acme-web - Visual Studio Code", "b.ts - acme-web - Visual Studio Code",
          ]),
        RuleSuggestion(
          name: "garden in Code", condition: .every([app("Code"), title(#"\bgarden\b"#)]),
          catches: TimeTally(seconds: 70, spans: 1), conflicts: [],
          titles: ["notes.md - garden - Visual Studio Code"]),
      ])
  }

  @Test func `what windows share is found in titles, addresses, directories and programs`() {
    #expect(
      first(
        seen("evince", "Offer Bistro 2026.pdf", 100), seen("evince", "Menu Bistro.pdf", 90))
        == #"app: evince, title: /\bBistro\b/"#)
    #expect(
      first(
        seen("Code", "a - bistro-menu - Code", 100), seen("XTerm", "me@host: ~/bistro-menu", 90))
        == #"title: /\bbistro-menu\b/"#)
    #expect(
      first(
        seen("firefox", "Pull requests", 90, url: "https://github.com/acme/website/pulls?a=1"),
        seen("firefox", "Issues", 90, url: "https://www.github.com/acme"))
        == #"url: /://(?:www\.)?github\.com/acme(?:[/:?#]|$)/"#)
    #expect(
      first(
        seen("Emacs", "x.c", 90, directory: "/home/me/src/acme/lib"),
        seen("XTerm", "sh", 90, directory: "/home/me/src/acme"))
        == "directory: /^/home/me/src/acme(?:/|$)/")
    #expect(first(seen("Scribus", "", 90)) == "app: Scribus")
    // A password in an address is in no rule.
    #expect(first(seen("", "", 90, url: "https://me:secret@host/")) == nil)
  }

  @Test func `nothing that was redacted, and no number, is asked for`() {
    #expect(first(seen("bank", "12-3456 … 2026-11", 90)) == "app: bank")
  }

  @Test func `what others have counts against a group, and is told`() throws {
    let times = [
      seen("firefox", "Inbox - Mail", 300),
      seen("firefox", "Shop - Mail", 200, .placed(website)),
      seen("firefox", "Server - Mail", 100, .decided(support)),
      seen("firefox", "Inbox", 60, .decided(support)),
    ]
    let groups = RuleSuggestions(times)
    let suggestion = try #require(groups.suggestions().first)
    #expect(suggestion.name == "Inbox in firefox")
    #expect(
      suggestion.conflicts == [
        .init(
          placement: support, taken: TimeTally(), decided: TimeTally(seconds: 60, spans: 1))
      ])
    #expect(groups.counted(suggestion, for: support).conflicts == [])
    let all = RuleSuggestion(
      name: "", condition: app("firefox"), catches: TimeTally(), conflicts: [], titles: [])
    #expect(
      groups.counted(all, for: nil).conflicts == [
        .init(
          placement: website, taken: TimeTally(seconds: 200, spans: 1), decided: TimeTally()),
        .init(
          placement: support, taken: TimeTally(), decided: TimeTally(seconds: 160, spans: 2)),
      ])
  }

  @Test func `time that can't be had without others' is told all the same, the longest first`() {
    let suggestions = RuleSuggestions([
      seen("firefox", "Debounce - Help - Firefox", 340),
      seen("firefox", "Debounce - Help - Firefox", 800, .placed(website)),
      seen("firefox", "Maps - Firefox", 100),
      seen("firefox", "Maps - Firefox", 60, .decided(support)),
      seen("mail", "Inbox", 200),
    ]).suggestions()
    #expect(suggestions.map(\.name) == ["Help in firefox", "Inbox in mail", "Maps in firefox"])
    #expect(suggestions.map(\.takenSeconds) == [800, 0, 0])
    #expect(suggestions.map(\.wrongSeconds) == [800, 0, 60])
  }

  @Test func `time that proposals absorbed is told apart`() {
    let suggestions = RuleSuggestions([
      seen("firefox", "Debounce - Help - Firefox", 340),
      seen("firefox", "Debounce - Help - Firefox", 800, .absorbed(website)),
      seen("firefox", "Other - Help - Firefox", 500, .placed(website)),
    ]).suggestions()
    #expect(suggestions.map(\.name) == ["Debounce in firefox"])
    #expect(
      suggestions.first?.conflicts == [
        .init(
          placement: website, taken: TimeTally(), absorbed: TimeTally(seconds: 800, spans: 1),
          decided: TimeTally())
      ])
  }

  @Test func `corrected time brings its place along`() throws {
    let times = [
      seen("Code", "a.ts - garden - Code", 50, .corrected(support)),
      seen("Code", "b.ts - garden - Code", 40),
      seen("Code", "c.ts - acme - Code", 500, .placed(website)),
    ]
    let suggestions = RuleSuggestions(times).suggestions(for: support)
    let suggestion = try #require(suggestions.first)
    #expect(suggestions.count == 1)
    #expect(suggestion.name == "garden in Code")
    #expect(suggestion.placement == support)
    #expect(suggestion.catches == TimeTally(seconds: 90, spans: 2))
    #expect(suggestion.conflicts == [])
  }

  @Test func `less than a minute is not worth a rule`() {
    #expect(first(seen("Code", "garden", 59)) == nil)
    #expect(RuleSuggestions([]).suggestions() == [])
  }

  @Test(arguments: UInt64(0)..<200)
  func `suggestions do not depend on order, and catch what they say`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let states: [SeenTime.State] = [
      .unassigned, .unassigned, .placed(website), .absorbed(website), .decided(support),
      .corrected(support),
    ]
    let times = (0..<30).map { _ in
      SeenTime(
        window: random.window(), state: random.pick(states),
        tally: TimeTally(seconds: .random(in: 1...300, using: &random), spans: 1))
    }
    let suggestions = RuleSuggestions(times).suggestions()
    #expect(RuleSuggestions(times.shuffled(using: &random)).suggestions() == suggestions)
    #expect(suggestions.map(\.catches.seconds) == suggestions.map(\.catches.seconds).sorted(by: >))
    for suggestion in suggestions {
      let rules = RuleSet(
        rules: [rule("It", when: suggestion.condition, note: "caught")], catalogue: .sample)
      let caught = times.filter {
        rules.classify(span(.window($0.window)))[0].classification.note == "caught"
      }
      let open = caught.filter {
        $0.state == .unassigned || ($0.state == .corrected(support) && suggestion.placement != nil)
      }
      #expect(open.reduce(0) { $0 + $1.tally.seconds } == suggestion.catches.seconds)
      let taken = caught.filter { [.placed(website), .absorbed(website)].contains($0.state) }
      #expect(taken.reduce(0) { $0 + $1.tally.seconds } == suggestion.takenSeconds)
    }
  }
}
