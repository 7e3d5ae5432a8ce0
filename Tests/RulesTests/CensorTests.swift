import Activity
import Testing

@testable import Rules

private func censored(_ window: Window, _ rules: Rule...) -> Subject {
  Censor(RuleSet(rules: rules, catalogue: .sample))
    .censor(.window(window), presence: .active, at: instant("2026-11-20", 600), zone: .auckland)
}

@Suite struct CensorTests {
  let mail = Window(
    app: "Mail", instance: "mail", title: "Re: Payslip - me@x.nz", directory: "/home/me",
    url: "https://x.nz/?key=42")

  @Test func `an excluded window keeps no name`() {
    #expect(censored(mail, rule("P", when: title("payslip"), exclude: true)) == .private)
    #expect(censored(mail, rule("P", when: title("other"), exclude: true)) == .window(mail))
  }

  @Test func `exclude sees the text as observed, whatever stands before it`() {
    #expect(
      censored(
        mail, rule("R", when: .always, redact: .whole, stop: true),
        rule("P", when: title("payslip"), exclude: true)) == .private)
  }

  @Test func `redact true hides title, url and directory whole`() {
    var left = mail
    (left.title, left.url, left.directory) = ("…", "…", "…")
    #expect(censored(mail, rule("R", when: app("mail"), redact: .whole)) == .window(left))
  }

  @Test func `what is not known stays unknown`() {
    #expect(
      censored(Window(app: "Mail"), rule("R", when: .always, redact: .whole))
        == .window(Window(app: "Mail")))
  }

  @Test func `each match becomes a mark, in all three texts`() {
    var left = mail
    (left.title, left.url, left.directory) = (
      "R… Paysl…p - m…@x.nz", "https://x.nz/?k…y=…", "/hom…/m…"
    )
    let redaction = Redaction.patterns([pattern("[ei:]+(?!//)|[0-9]+")])
    guard case .window(let window) = censored(mail, rule("R", when: .always, redact: redaction))
    else {
      Issue.record("it was excluded")
      return
    }
    #expect(window.url == left.url)
    #expect(window.directory == left.directory)
    #expect(window.title == "R… Paysl…p - m…@x.nz")
  }

  @Test func `a redaction works on what the one before left`() {
    let result = censored(
      Window(title: "secret plan"),
      rule("First", when: .always, redact: .patterns([pattern("secret")])),
      rule("Sees it", when: title("secret"), redact: .whole),
      rule("Second", when: title("^…"), redact: .patterns([pattern("… p")])))
    #expect(result == .window(Window(title: "…lan")))
  }

  @Test func `a match of nothing changes nothing`() {
    #expect(
      censored(mail, rule("R", when: .always, redact: .patterns([pattern("x*?"), pattern("$")])))
        == .window(mail))
  }

  @Test func `a pattern that gives up hides all`() {
    let window = Window(title: String(repeating: "a", count: 4000) + "!")
    #expect(censored(window, rule("P", when: title("(a+)+$"), exclude: true)) == .private)
    #expect(censored(window, rule("P", when: .not(title("(a+)+$")), exclude: true)) == .private)
    #expect(
      censored(window, rule("R", when: .always, redact: .patterns([pattern("(a+)+$")])))
        == .window(Window(title: "…")))
    #expect(
      censored(window, rule("R", when: title("(a+)+$"), redact: .whole))
        == .window(Window(title: "…")))
  }

  private let evening = DayTime(start: 1080, end: 480).map(Condition.time) ?? .always

  @Test func `what is hidden may change at the edges of rules that hide, and at no others`() {
    let censor = Censor(
      ruleSet(
        rule("Evening", when: .all([title("bank"), evening]), exclude: true),
        rule("Noon", when: .time(DayTime(start: 720, end: 780)!), project: "acme/website")))
    let edges = [600, 1080, 1920].map { instant("2026-11-20", $0) }
    #expect(censor.nextEdge(after: edges[0], in: .auckland) == edges[1])
    #expect(censor.nextEdge(after: edges[1], in: .auckland) == edges[2])
    let days = Censor(
      ruleSet(rule("Days", when: .not(.weekday(Weekdays(bits: 1))), redact: .whole)))
    #expect(days.nextEdge(after: edges[0], in: .auckland) == instant("2026-11-21", 0))
    let title = Censor(ruleSet(rule("Title", when: title("bank"), exclude: true)))
    #expect(title.nextEdge(after: edges[0], in: .auckland) == nil)
  }

  @Test func `only rules that hide make presence a reason to judge anew`() {
    let isIdle = Condition.presence(.idle)
    func asks(_ rule: Rule) -> Bool { Censor(ruleSet(rule)).asksForPresence }
    #expect(asks(rule("Idle", when: isIdle, exclude: true)))
    #expect(asks(rule("Idle", when: .any([.all([.not(isIdle)]), app("a")]), redact: .whole)))
    #expect(!asks(rule("Idle", when: isIdle, project: "acme/website")))
    #expect(!asks(rule("App", when: .all([app("a"), evening]), exclude: true)))
  }

  /// `daybook forget --excluded` cuts the disk so: what the agent still holds must not undo that.
  @Test func `what a recorder holds is cut where rules begin to hide, and idle undoes nothing`() {
    let (start, edge) = (instant("2026-11-20", 1070), instant("2026-11-20", 1080))
    var recorder = Recorder(
      source: "test", at: start, zone: .auckland, subject: .window(mail))
    // Closed, but provisional until somebody gives a sign; and one that is open across the edge.
    var actions = recorder.note(.focus(.window(.editor)), at: edge.advanced(by: -240_000))
    actions += recorder.note(.alive(lastInput: nil), at: edge.advanced(by: 600_000))
    let rules = ruleSet(rule("Evening", when: evening, exclude: true))
    actions += recorder.amend(Classifier(rules).censor)
    actions += recorder.note(.idle(since: start), at: edge.advanced(by: 900_000))
    actions += recorder.stop(at: edge.advanced(by: 1_200_000))
    var spans: [Span] = []
    for action in actions {
      switch action {
      case .write(let span): spans.append(span)
      case .recut(let from, let others): spans = spans.filter { $0.start < from } + others
      }
    }
    #expect(spans.map(\.subject) == [.window(mail), .window(.editor), .private])
    #expect(spans.last?.start == edge)
    #expect(spans.allSatisfy { $0.presence == .idle })
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end == $1.start })
  }

  @Test func `an import is cut where an exclusion begins`() {
    let rules = ruleSet(rule("Evening", when: evening, exclude: true))
    let whole = span(.window(mail), from: instant("2026-11-20", 1020), minutes: 120)
    let parts = Classifier(rules).censor(whole)
    #expect(parts.map(\.subject) == [.window(mail), .private])
    #expect(parts.map(\.start) == [whole.start, instant("2026-11-20", 1080)])
    #expect(parts.map(\.end) == [instant("2026-11-20", 1080), whole.end])
    #expect(parts[0].id == whole.id)
  }
}
