import Activity
import Billing
import Foundation
import Testing
import Timesheet

@testable import ConfigurationFiles

@Suite struct NotifyKeyTests {
  private static let clients = "clients: { a: { currency: NZD } }"

  private func config(_ text: String) throws -> Config {
    try TestHome(["clients.yaml": Self.clients, "config.yaml": text]).load().config
  }

  @Test func `without a word there is an evening on working days, and all is told`() throws {
    let config = try config("idle: 3m")
    #expect(config.remind == Reminder(second: 63_000, days: Weekdays(from: 1, through: 5)))
    #expect(config.away == 1200)
    #expect(config.cadence == nil)
    #expect(config.notify == NotifySwitches())
  }

  @Test func `each key is read`() throws {
    let config = try config(
      """
      remind: { at: "18:15", days: [mon-wed, fri] }
      away: 45m
      cadence: { every: biweekly, anchor: 2026-11-02, deadline: "next mon 10:00", target: 80h }
      notify: { away: false, month_end: false }
      """)
    #expect(config.remind.second == 18 * 3600 + 900)
    #expect(config.remind.days.description == "mon, tue, wed, fri")
    #expect(config.away == 2700)
    #expect(
      config.cadence
        == Cadence(
          every: .biweekly, anchor: CivilDate("2026-11-02")!,
          deadline: .init(isAfter: true, weekday: 1, second: 36_000), target: 288_000))
    var switches = NotifySwitches()
    switches.away = false
    switches.monthEnd = false
    #expect(config.notify == switches)
  }

  @Test(arguments: [
    ("remind: { at: 5pm }", "1:15: at is not a time of day: \"5pm\". Write it like \"04:00\"."),
    (
      "remind: { days: mon-fry }",
      "1:17: days is not \"mon-fry\". The days are mon, tue, wed, thu, fri, sat and sun. "
        + "The nearest is 'fri'."
    ),
    ("away: 20", "1:7: away is not a length: \"20\". Write it like 90s, 6m or 1h30m."),
    (
      "cadence: { every: fortnightly }",
      "1:19: every is not \"fortnightly\". It is one of daily, weekly and biweekly. Use one of "
        + "those."
    ),
    (
      "cadence: { every: biweekly }",
      "1:10: A biweekly cadence has no 'anchor'. Nobody could say in which week its periods begin. "
        + "Add the first day of one of them, such as 'anchor: 2026-11-02'."
    ),
    (
      "cadence: { every: weekly, deadline: friday 17:00 }",
      "1:37: The day of deadline is not \"friday\". It is one of mon, tue, wed, thu, fri, sat and "
        + "sun. Use one of those."
    ),
    (
      "cadence: { every: daily, deadline: \"fri 17:00\" }",
      "1:36: A daily cadence's deadline has no weekday. Write the time alone, such as \"18:00\" or, "
        + "the day after, \"next 10:00\"."
    ),
    (
      "cadence: { every: daily, target: 25h }",
      "1:34: target is 1m to 24h, and this is \"25h\". Write a length in that range."
    ),
    (
      "notify: { month-end: false }",
      "1:11: Unknown key \"month-end\". notify takes away, evening, month_end, cadence and budget. "
        + "The nearest is 'month_end'."
    ),
    (
      "notify: { away: no }", "1:17: away is true or false. Write 'true' or 'false', no quotes."
    ),
  ])
  func `a slip is told with its place, and the word that was meant`(
    text: String, sentence: String
  ) throws {
    let home = try TestHome(["clients.yaml": Self.clients, "config.yaml": text])
    #expect(home.complaint() == "config.yaml:\(sentence)")
  }

  @Test func `budgets stand on clients, projects and tasks`() throws {
    let clients = try TestHome([
      "clients.yaml": """
      clients:
        acme:
          currency: NZD
          budget: { money: 4000.00, per: all, at: 90% }
          projects:
            website:
              budget: { hours: 40, per: month }
              tasks: { travel: { budget: { hours: 2.5, per: month, at: [100%, 50%, 100%] } } }
      """
    ]).load().clients
    let acme = try #require(clients.client("acme"))
    #expect(acme.budget == Budget(.money(4000), per: .all, at: [90]))
    let website = try #require(acme.project("website"))
    #expect(website.budget == Budget(.hours(40), per: .month))
    #expect(
      website.task("travel")?.budget
        == Budget(.hours(Decimal(string: "2.5")!), per: .month, at: [50, 100]))
  }

  @Test(arguments: [
    ("{ per: month }", "36: budget takes 'hours' or 'money', one of both"),
    ("{ hours: 4, money: 4, per: month }", "36: budget takes 'hours' or 'money', one of both"),
    ("{ hours: 0, per: month }", "45: A budget is more than 0. Write it like 40."),
    ("{ hours: 4 }", "36: budget has no 'per'. Add 'per: month' or 'per: all'."),
    ("{ hours: 4, per: week }", "53: per is not \"week\". It is one of month and all."),
    (
      "{ hours: 4, per: month, at: 80 }",
      "64: at is no part of a budget: \"80\". It is 1% to 1000%. Write it like [80%, 100%]."
    ),
    ("{ hour: 4, per: month }", "38: Unknown key \"hour\". budget takes hours, money, per and at."),
  ])
  func `a budget's slip is told with its place`(budget: String, sentence: String) throws {
    let home = try TestHome([
      "clients.yaml": "clients: { a: { currency: NZD, budget: \(budget) } }"
    ])
    let start = "clients.yaml:1:"
    let told = try #require(home.complaint())
    // The column is counted from where the budget begins.
    let column = 40 - 36 + (Int(sentence.prefix { $0 != ":" }) ?? 0)
    #expect(told.hasPrefix("\(start)\(column)\(sentence.drop { $0 != ":" })"), "\(told)")
  }
}
