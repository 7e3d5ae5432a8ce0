import Foundation

/// The first client, as answers name it.
struct StarterClient {
  let name: String
  let key: String
  let project: String
  let projectKey: String
  /// A PCRE2 pattern, in YAML's single quotes, that finds the client's name in a title.
  let pattern: String
  private let answers: InitAnswers

  /// - Throws: `Refusal` (2) for what can't be an answer.
  init(_ answers: InitAnswers) throws {
    self.answers = answers
    name = answers.client.trimmingCharacters(in: .whitespaces)
    project = answers.project.trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty, !project.isEmpty else {
      throw Refusal(.usage, "A client and a project need a name. Nothing was written.")
    }
    try StarterClient.check(answers)
    let words = StarterClient.words(name)
    key = StarterClient.key(words, or: "client")
    projectKey = StarterClient.key(StarterClient.words(project), or: "project")
    let plain = words.isEmpty ? [name] : words
    // A title may write "Smith & Sons" or "O'Brien" as the name does, or run the words together.
    let escaped = plain.map(StarterClient.escaped).joined(separator: #"[\W_]{0,4}"#)
    pattern = "'(?i)(?<!\\w)\(escaped)(?!\\w)'"
  }

  var file: String {
    """
    # Who pays, for what, at which rates. Keys are yours; "daybook entries" shows them. Rates hold
    # from their date on: raising one is a new row, so that old invoices stay explained.
    clients:
      \(key):
        name: \(StarterClient.quoted(name))
        currency: \(answers.currency)
        rates: [{ from: 2020-01-01, hourly: \(answers.rate) }]
        rounding: { per: day, mode: up, step: 6m }   # without it time bills to the second
        # budget: { hours: 40, per: month, at: [80%, 100%] }   # told when so much is used
        # cap: { hours: 40, money: 6000, per: month }          # previews warn from four fifths on
        # xero: { account: "200" }     # the revenue account; the contact is linked by command
        projects:
          \(projectKey):
            name: \(StarterClient.quoted(project))
            tasks: { development: {}, meetings: {} }
          # support: { billable: false }
      # Another client: the same lines again, under a key of its own.

    """
  }

  /// What goes into a file without quotes holds nothing that YAML would read otherwise.
  private static func check(_ answers: InitAnswers) throws {
    func only(_ text: String, _ allowed: String, _ what: String, _ like: String) throws {
      guard !text.isEmpty, text.allSatisfy({ allowed.contains($0) }) else {
        throw Refusal(
          .usage, "\(what) is not \"\(text)\". Write it like \(like). Nothing was written.")
      }
    }
    try only(answers.rate, "0123456789.", "A rate per hour", "150 or 82.50")
    try only(answers.currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A currency", "NZD")
    try only(answers.idle, "0123456789hms", "A length", "90s, 3m or 1h30m")
    try only(answers.dayStart, "0123456789:", "A time of day", "04:00")
  }

  /// A text in single quotes, which YAML never takes for anything else.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  private static let suffixes: Set<String> = [
    "ltd", "limited", "pty", "gmbh", "ag", "inc", "llc", "llp", "co", "corp", "plc", "sarl", "bv",
    "kg",
    "oy", "ab", "as", "sa",
  ]

  /// The words of a name, without what tells the kind of company.
  private static func words(_ name: String) -> [String] {
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let own = words.filter { !suffixes.contains($0.lowercased()) }
    return own.isEmpty ? words : own
  }

  private static func key(_ words: [String], or other: String) -> String {
    let plain = words.map { word in
      String(
        String.UnicodeScalarView(
          word.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars.filter {
            ("a"..."z").contains($0) || ("0"..."9").contains($0)
          }))
    }.filter { !$0.isEmpty }
    let key = plain.joined(separator: "-").prefix(30).trimmingCharacters(in: ["-"])
    return key.first?.isLetter == true ? key : other
  }

  private static func escaped(_ word: String) -> String {
    word.map { $0.isLetter || $0.isNumber ? "\($0)" : "\\\($0)" }.joined()
      .replacing("'", with: "''")
  }
}
