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

  @Test func `an import is cut where an exclusion begins`() {
    let evening = rule(
      "Evening", when: .time(DayTime(start: 1080, end: 480)!), exclude: true)
    let whole = span(.window(mail), from: instant("2026-11-20", 1020), minutes: 120)
    let parts = Classifier(ruleSet(evening)).censor(whole)
    #expect(parts.map(\.subject) == [.window(mail), .private])
    #expect(parts.map(\.start) == [whole.start, instant("2026-11-20", 1080)])
    #expect(parts.map(\.end) == [instant("2026-11-20", 1080), whole.end])
    #expect(parts[0].id == whole.id)
  }
}
