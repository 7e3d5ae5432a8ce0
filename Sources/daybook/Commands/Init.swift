import ArgumentParser
import Workflow

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Ask six questions, write your files, and start recording.",
    discussion: """
      It asks for your first client, a project, your rate, and how your day goes,
      and writes commented files with rules for the programs that you have. Flags
      answer a question; '--yes' takes the defaults for the others. Files that are
      there already stay as they are. Nothing is written before the last answer.

        daybook init
        daybook init --client 'Acme Pty Ltd' --project Website --rate '150 NZD'
        daybook init --yes --no-start
      """)

  @Option(help: ArgumentHelp("Your first client.", valueName: "NAME")) var client: String?
  @Option(help: ArgumentHelp("A project of theirs.", valueName: "NAME")) var project: String?
  @Option(
    help: ArgumentHelp("Money per hour with its currency: '150 NZD'.", valueName: "RATE"))
  var rate: String?
  @Option(help: ArgumentHelp("No input for so long is idle: '3m'.", valueName: "LENGTH"))
  var idle: String?
  @Option(
    name: .customLong("day-start"),
    help: ArgumentHelp("When your working day begins: '04:00'.", valueName: "TIME"))
  var dayStart: String?
  @Flag(inversion: .prefixedNo, help: "Start the agent, or don't.") var start: Bool?
  @Flag(help: "Take the default for what no flag says.") var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let world = try common.world()
    let questions = Questions(asks: isAttended && !yes)
    let answers = try answers(questions, world)
    let starts = questions.yes("Start recording now?", flag: start)
    let outcome = try world.initialise(answers, privateWindows: ExampleFiles.privateWindows)
    let printer = Printer()
    for path in outcome.written { printer.line("Wrote \(neutralised(path))") }
    for path in outcome.kept { printer.line("There already: \(neutralised(path))") }
    if outcome.written.isEmpty {
      printer.line("Everything is there already; nothing was changed.")
    }
    if starts { tell(try await world.startAgent(), printer) }
    printer.line("")
    for line in InitCommand.next { printer.line(line) }
  }

  private static let next = [
    "What comes next:",
    "  daybook status            whether it records",
    "  daybook doctor            whether your desktop has all it needs",
    "  daybook rules suggest     after a day: rules for what you really do",
    "  daybook review            in the evening: look at the day and approve it",
  ]

  private func answers(_ questions: Questions, _ world: World) throws -> InitAnswers {
    var answers = InitAnswers()
    func ask(
      _ question: String, _ flag: String?, or standard: String,
      _ put: (String, inout InitAnswers) throws -> Void
    ) throws {
      try questions.ask(question, flag, or: standard) { text in
        var changed = answers
        try put(text, &changed)
        if questions.asks { try world.tryOut(changed) }
        answers = changed
      }
    }
    if try !world.hasClients() {
      try ask("Your first client?", client, or: answers.client) { $1.client = $0 }
      try ask("A project of theirs?", project, or: answers.project) { $1.project = $0 }
      try ask("What does an hour cost?", rate, or: "\(answers.rate) \(answers.currency)") {
        let words = $0.split(separator: " ")
        guard words.count == 2 else {
          throw Refusal(
            .usage,
            "\"\($0)\" is no rate with its currency. Write it like '150 NZD'. Nothing was written.")
        }
        ($1.rate, $1.currency) = (String(words[0]), words[1].uppercased())
      }
    }
    try ask("After how long without input is nobody there?", idle, or: answers.idle) {
      $1.idle = $0
    }
    try ask(
      "When does a working day begin? (work after midnight belongs to the day before)", dayStart,
      or: answers.dayStart
    ) { $1.dayStart = $0 }
    return answers
  }

  private func tell(_ start: AgentStart, _ printer: Printer) {
    switch start {
    case .ranAlready: printer.line("The agent is recording already.")
    case .started(byUnit: true):
      printer.line("The agent is recording, and will start with your session.")
    case .started(byUnit: false):
      printer.line("The agent is recording. Let your session start daybook-agent from now on.")
    case .failed(let sentence): printer.line(neutralised(sentence))
    }
  }
}

/// Questions on a terminal; elsewhere what is said already, or the default.
private struct Questions {
  let asks: Bool

  func text(_ question: String, _ flag: String?, or standard: String) -> String {
    if let flag { return flag }
    guard asks else { return standard }
    writeToStandardError("\(question) [\(standard)] ")
    // Ctrl-D ends it all, as Ctrl-C does.
    guard let answer = readLine() else {
      writeToStandardError("\nNothing was written.\n")
      InitCommand.exit(withError: ExitCode(Refusal.Kind.failed.rawValue))
    }
    let words = answer.split { $0.isWhitespace }.joined(separator: " ")
    return words.isEmpty ? standard : words
  }

  /// Asks until the answer is taken; what a flag says is taken or refused.
  func ask(
    _ question: String, _ flag: String?, or standard: String, _ take: (String) throws -> Void
  ) throws {
    while true {
      do { return try take(text(question, flag, or: standard)) } catch let refusal as Refusal {
        guard asks, flag == nil else { throw refusal }
        writeToStandardError(neutralised(refusal.description) + "\n")
      }
    }
  }

  func yes(_ question: String, flag: Bool?) -> Bool {
    if let flag { return flag }
    return !text("\(question) (y/n)", nil, or: "y").lowercased().hasPrefix("n")
  }
}

extension ExampleFiles {
  /// A rule file that excludes the private windows of browsers.
  fileprivate static var privateWindows: String {
    configuration.first { $0.path == "rules.d/95-private-windows.yaml" }?.text ?? ""
  }
}
