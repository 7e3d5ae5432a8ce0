import Testing

@testable import ConfigurationFiles

@Suite struct BadClientTests {
  private func complaint(_ clients: String) throws -> String? {
    try TestHome(["clients.yaml": clients]).complaint()
  }

  @Test(
    arguments: [
      ("", "1:1: The file is empty. Write 'clients:' and a client under it."),
      (
        "client: {}",
        "1:1: Unknown key \"client\". clients.yaml takes clients, currency, rates, multipliers and "
          + "role. The nearest is 'clients'."
      ),
      (
        "clients: { acme: { name: A } }",
        "1:12: The client \"acme\" has no currency. Its rates would be of no money. "
          + "Add a line such as 'currency: NZD'."
      ),
      (
        "clients: { acme: { currency: nzd } }",
        "1:30: currency is not \"nzd\". It is a code of three capital letters (ISO 4217). "
          + "Write it like NZD."
      ),
      (
        "clients: { ../../etc/x: { currency: NZD } }",
        "1:12: \"../../etc/x\" is no key for a client. A key is 1 to 64 of a-z, 0-9, '.', '_' and "
          + "'-', and begins with a letter or digit. Write such a key, and the full name under 'name'."
      ),
      (
        "clients: { \"ac\u{200b}me\": { currency: NZD } }",
        "1:12: \"ac\\u{200b}me\" is no key for a client. A key is 1 to 64 of a-z, 0-9, '.', '_' and "
          + "'-', and begins with a letter or digit. Write such a key, and the full name under 'name'."
      ),
      (
        "clients: { a: { currency: NZD, name: \"A\u{202e}B\" } }",
        "1:38: name holds the hidden character U+202E. It would make the name look like another. "
          + "Type the name again."
      ),
      (
        "clients: { a: { currency: NZD, rates: [{ from: 2026-02-30, hourly: 1 }] } }",
        "1:48: from is not a day of the calendar: \"2026-02-30\". Write it like 2026-11-20."
      ),
      (
        "clients: { a: { currency: NZD, rates: [{ from: 2026-02-01, hourly: 010 }] } }",
        "1:68: hourly is not an amount: \"010\". "
          + "An amount is 0 or more, with at most 4 decimals after a point. "
          + "Write it like 150 or 82.50."
      ),
      (
        "clients:\n  a:\n    currency: NZD\n    rates:\n      - { from: 2026-02-01, hourly: 1 }\n"
          + "      - { from: 2026-02-01, hourly: 2 }",
        "6:17: Two rates of one list hold from 2026-02-01. The other is in line 5. Keep one of them."
      ),
      (
        "clients: { a: { currency: NZD, rounding: { per: day, mode: upp, step: 6m } } }",
        "1:60: mode is not \"upp\". It is one of up, down and nearest. The nearest is 'up'."
      ),
      (
        "clients: { a: { currency: NZD, rounding: { per: day, mode: up } } }",
        "1:42: rounding has no 'step'. Write it like { per: day, mode: up, step: 6m }."
      ),
      (
        "clients: { a: { currency: NZD, lines: weekly } }",
        "1:39: lines is not \"weekly\". It is one of entry, day, task, project, week and single. "
          + "The nearest is 'week'."
      ),
      (
        "clients: { a: { currency: NZD, text: '{project}, {note}' } }",
        "1:38: text holds \"note\", which is none of its fields. They are {project}, {task}, "
          + "{period}, {notes} and {hours}. The nearest is '{notes}'."
      ),
      (
        "clients: { a: { currency: NZD, "
          + "rounding: { per: day, mode: down, step: 6m, tolerance: 1m } } }",
        "1:87: tolerance goes with 'mode: up' alone. It says how far past a step is not rounded "
          + "up. Remove it."
      ),
      (
        "clients: { a: { currency: NZD, rounding: [{ per: day, mode: up, step: 6m }, "
          + "{ per: day, mode: down, step: 6m }] } }",
        "1:77: Two policies hold from the beginning. The other is in line 1. Give one of them "
          + "another date under 'from'."
      ),
      (
        "clients: { a: { currency: NZD, rounding: { per: day, mode: up, step: 0s } } }",
        "1:70: step is 1s to 24h, and this is \"0s\". Write a length in that range."
      ),
      (
        "clients: { a: { currency: NZD, aliases: [Bee] }, b: { currency: NZD, name: bee } }",
        "1:1: The alias \"Bee\" of \"a\" also stands for \"b\". Keep it with one of them."
      ),
      (
        "clients: { a: { currency: NZD, rates: [{ from: 2026-01-01, hourly: 1, daily: 8 }] } }",
        "1:68: The rate is both hourly and daily. Keep one of them."
      ),
      (
        "clients: { a: { currency: NZD, rates: [{ from: 2026-01-01, houly: 1 }] } }",
        "1:60: Unknown key \"houly\". A rate takes from, hourly, daily, currency, role and "
          + "complexity. The nearest is 'hourly'."
      ),
      (
        "clients: { a: { currency: NZD, rates: [{ from: 2026-01-01, hourly: 1, currency: EUR }] } }",
        "1:81: The rate is in EUR, but its client is billed in NZD. Make them agree."
      ),
      (
        "rates: [{ from: 2026-01-01, hourly: 1 }]\nclients: { a: { currency: NZD } }",
        "1:9: The rate has no currency. It stands beside the clients, who have theirs. Add "
          + "'currency: NZD' to it, or beside 'clients'."
      ),
      (
        "clients: { a: { currency: NZD, multipliers: { weekend: 0 } } }",
        "1:56: A multiplier is more than 0. What is not billed has 'billable: false'. Write it "
          + "like 1.5."
      ),
      (
        "multipliers: { weekend: 1.5 }\n"
          + "clients: { a: { currency: NZD, projects: { b: { multiplier: wekend } } } }",
        "2:61: No multiplier \"wekend\". There are weekend. The nearest is 'weekend'."
      ),
      (
        "role: senor\nclients:\n  a:\n    currency: NZD\n"
          + "    rates: [{ from: 2026-01-01, hourly: 1, role: senior }]",
        "1:7: No role \"senor\". There are senior. The nearest is 'senior'."
      ),
      (
        "clients: { a: { currency: NZD, cap: { per: month } } }",
        "1:37: cap has no 'hours' and no 'money' above 0. Write it like { hours: 40, per: month }."
      ),
      (
        "clients: { a: { currency: NZD, domains: [acme] } }",
        "1:42: A domain is not \"acme\". Write it like acme.example."
      ),
      (
        "clients: { a: { currency: NZD, day_minimun: 1h } }",
        "1:32: Unknown key \"day_minimun\". A client takes name, aliases, domains, currency, billable, "
          + "rates, multipliers, rounding, lines, text, day_minimum, courtesy, cap, budget, xero, "
          + "propose, projects, role, complexity and multiplier. The nearest is 'day_minimum'."
      ),
      (
        "clients: { a: { currency: NZD, complexity: high } }",
        "1:44: No complexity \"high\". No rate names one. Name it in a rate, such as "
          + "{ from: 2026-01-01, hourly: 150, complexity: high }."
      ),
      (
        "clients:\n  a:\n    currency: NZD\n    rates:\n"
          + "      - { from: 2026-02-01, hourly: 1, role: senior }\n"
          + "      - { from: 2026-02-01, daily: 2, role: senior }",
        "6:17: Two rates of one list hold from 2026-02-01. The other is in line 5. Keep one of them."
      ),
    ] as [(String, String)])
  func `bad clients get a sentence with their place`(clients: String, sentence: String) throws {
    let said = try complaint(clients)
    #expect(said == "clients.yaml:" + sentence)
  }

  @Test(arguments: [
    "-1", "1e3", "0x10", "1_000", "+1", ".5", "1.", "1.00001", "NaN", "-0", "1e400", "1,5",
  ])
  func `an amount is digits and a point`(text: String) throws {
    let clients =
      "clients: { a: { currency: NZD, rates: [{ from: 2026-01-01, hourly: '\(text)' }] } }"
    let said = try #require(try complaint(clients))
    #expect(said.contains("hourly is not an amount: \"\(text)\""))
  }

  @Test func `an amount is exact`() throws {
    let home = try TestHome([
      "clients.yaml":
        "clients: { a: { currency: NZD, rates: [{ from: 2026-01-01, hourly: 0.1003 }] } }"
    ])
    #expect(try home.load().clients.clients[0].rates[0].price.amount * 10_000 == 1003)
  }

  @Test(
    arguments: [
      ("idle: 3", "config.yaml:1:7: idle is not a length: \"3\". Write it like 90s, 6m or 1h30m."),
      (
        "idle: 0s",
        "config.yaml:1:7: idle is 1s to 24h, and this is \"0s\". Write a length in that range."
      ),
      (
        "day_start: 4",
        "config.yaml:1:12: day_start is not a time of day: \"4\". Write it like \"04:00\"."
      ),
      (
        "propose: { gpa: 5m }",
        "config.yaml:1:12: Unknown key \"gpa\". propose takes gap, absorb and minimum. "
          + "The nearest is 'gap'."
      ),
      (
        "dates: mdy",
        "config.yaml:1:8: dates is not \"mdy\". It is one of iso and dmy. The nearest is 'dmy'."
      ),
      ("- 1", "config.yaml:1:1: config.yaml takes keys and values. Write 'key: value' pairs here."),
    ] as [(String, String)])
  func `bad settings get a sentence with their place`(config: String, sentence: String) throws {
    #expect(
      try TestHome(["clients.yaml": Example.clients, "config.yaml": config]).complaint()
        == sentence)
  }

  @Test(arguments: [
    ("90s", 90), ("6m", 360), ("1h30m", 5400), ("1h30m15s", 5415), ("0s", 0), ("90m", 5400),
  ])
  func `lengths are read`(text: String, seconds: Int64) {
    #expect(Length(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "5", "m", "1m1h", "1h1h", "-1m", "01m", "1.5h", "1 h", "1H", "99999999s", "5mm",
  ])
  func `what is no length is refused`(text: String) {
    #expect(Length(text) == nil)
  }
}
