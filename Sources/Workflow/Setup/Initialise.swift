import Activity
import ConfigurationFiles
import Control
import Foundation

/// What a person says of themselves at the beginning; every answer has a default.
public struct InitAnswers: Hashable, Sendable {
  public var client = "Example Ltd"
  public var project = "Website"
  /// Money per hour, as `clients.yaml` writes it.
  public var rate = "100"
  public var currency = "NZD"
  /// As `config.yaml` writes it, such as `3m`.
  public var idle = "3m"
  public var dayStart = "04:00"

  public init() {}
}

/// What `init` did.
public struct InitOutcome: Sendable {
  public var written: [String]
  /// There already, and left as they are.
  public var kept: [String]
}

extension World {
  /// Whether there is a `clients.yaml`: then nobody need be asked about clients.
  public func hasClients() throws -> Bool {
    FileManager.default.fileExists(
      atPath: try Places(environment: environment).config + "/clients.yaml")
  }

  /// Writes commented files where there are none; what is there stays as it is. All of them are
  /// tried first: an answer that makes a bad file writes nothing.
  ///
  /// - Parameter privateWindows: a rule file that excludes the private windows of browsers.
  public func initialise(
    _ answers: InitAnswers = InitAnswers(), privateWindows: String
  ) throws -> InitOutcome {
    let places = try Places(environment: environment)
    try HomeSwap.finish(places)
    let hasClients = try hasClients()
    let files = try files(answers, hasClients: hasClients, privateWindows)
    try makeConfiguration(places)
    var outcome = InitOutcome(
      written: [], kept: hasClients ? [places.config + "/clients.yaml"] : [])
    for (name, text) in files {
      let path = places.config + "/" + name
      if access(path, F_OK) == 0 {
        outcome.kept.append(path)
      } else {
        try PlainFile.writeWhole(Data(text.utf8), to: path)
        outcome.written.append(path)
      }
    }
    return outcome
  }

  /// Refuses answers that would make bad files. Writes nothing.
  public func tryOut(_ answers: InitAnswers) throws {
    _ = try files(answers, hasClients: try hasClients(), nil)
  }

  /// What is to be written where nothing is, tried out with the person's answers.
  private func files(
    _ answers: InitAnswers, hasClients: Bool, _ privateWindows: String?
  ) throws -> [(name: String, text: String)] {
    let client = try StarterClient(answers)
    var files = [("config.yaml", Starter.config(answers))]
    if !hasClients {
      files.append(("clients.yaml", client.file))
      files.append(("rules.d/20-\(client.key).yaml", StarterRules.file(for: client, programs())))
    }
    files.append(("rules.d/90-private.yaml", Starter.privacy))
    if let privateWindows { files.append(("rules.d/95-private-windows.yaml", privateWindows)) }
    if !hasClients { try tryOut(files) }
    return files
  }

  private func makeConfiguration(_ places: Places) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: places.rules, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(
        .failed, "\(places.rules) can't be made. See who owns the directory that it is to be in.")
    }
  }

  /// Reads the files as every command will.
  private func tryOut(_ files: [(name: String, text: String)]) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "daybook-init-\(hexadecimal(randomBytes(8)))").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try PersonFiles.write(files.map { ($0.name, Data($0.text.utf8)) }, to: directory)
    do {
      _ = try Settings.load(from: Places(environment: environment).with(config: directory))
    } catch let error as SettingsError {
      throw Refusal(.usage, "These answers make a bad file, so none was written. \(error)")
    }
  }

  private func programs() -> InstalledPrograms { InstalledPrograms(environment) }
}

private enum Starter {
  static func config(_ answers: InitAnswers) -> String {
    """
    # Every key has a default. Lengths are 90s, 6m, 1h30m. docs/clients.md has all of them.
    idle: \(answers.idle)               # no input for this long is idle, from the last input on
    day_start: "\(answers.dayStart)"     # work after midnight belongs to the evening before
    # propose: { gap: 5m, absorb: 60s, minimum: 60s }
    # target: 6h            # what you mean to count in a day
    # remind: { at: "17:30", days: mon-fri }   # the evening's reminder, and the days you work on
    # away: 20m             # an absence of so long is asked about when you are back
    # cadence: { every: weekly, deadline: "fri 17:00", target: 40h }   # when hours are to be in
    # notify: { away: false, evening: false, month_end: false, cadence: false, budget: false }
    # tray: false           # no icon in the panel
    # dates: dmy            # reads 20.11.2026 too; 2026-11-20 always works
    # directory: false      # records no directory of a window's program
    # retention: { titles: 90d }    # "daybook purge" erases older window titles

    """
  }

  static let privacy = """
    # What is redacted here is never written to disk. Private windows: 95-private-windows.yaml.
    rules:
      - name: The password manager's titles name accounts
        when: { app: [keepassxc, keepass2, bitwarden, 1password] }
        redact: true

    """
}
