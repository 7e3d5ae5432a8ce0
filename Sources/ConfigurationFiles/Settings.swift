import Billing
import Control
import Rules
import Timesheet

/// All that the files of a person say. Immutable; read anew by each command.
public struct Settings: Sendable {
  public var config: Config
  public var clients: ClientList
  /// Of `config.yaml`, and of clients that have their own.
  public var proposePolicy: ProposePolicy
  public var rules: RuleSet
  /// In the order of their files.
  public var tests: [RuleTest]
  /// Why there are no rules, where a bad rule file was let pass.
  public private(set) var badRules: BadFile?
  /// The files that were read, for finding out later whether they changed.
  public var sources: [CompiledFilter.Source]

  /// What becomes of a bad rule file.
  public enum BadRules: Sendable {
    case refused
    /// There are no rules then, and `badRules` says why.
    case passed
  }

  /// Reads config, clients and rules; a bad file refuses them all.
  ///
  /// - Parameter rules: whether that goes for rule files too.
  public static func load(
    from places: Places, rules: BadRules = .refused
  ) throws(SettingsError) -> Settings {
    do throws(BadFile) {
      if let settings = try read(places, rules: rules) { return settings }
    } catch {
      throw SettingsError.badFile(error)
    }
    throw SettingsError.notSetUp(places.config)
  }

  /// As they would be with `replacement` in place of the rule file of its name.
  static func load(
    from places: Places, replacing replacement: SettingsFile
  ) throws(BadFile) -> Settings {
    guard let settings = try read(places, replacing: replacement) else {
      throw BadFile(
        file: ClientsFile.file, what: "The file is gone", next: "Put it back, and try again")
    }
    return settings
  }

  private static func read(
    _ places: Places, replacing replacement: SettingsFile? = nil, rules: BadRules = .refused
  ) throws(BadFile) -> Settings? {
    guard try SettingsFile.checkDirectory(places.config, name: places.config),
      let clientsSource = try SettingsFile.read(ClientsFile.file, in: places.config)
    else { return nil }
    var sources: [CompiledFilter.Source] = []
    var config = Config()
    if let source = try SettingsFile.read(Config.file, in: places.config) {
      config = try Config(source)
      sources.append(.init(file: source.name, digest: source.digest))
    }
    let clients = try ClientsFile(clientsSource)
    sources.append(.init(file: clientsSource.name, digest: clientsSource.digest))
    let catalogue = clients.list.catalogue
    var files: RuleFiles?
    var badRules: BadFile?
    do throws(BadFile) {
      files = try RuleFiles(places, catalogue, replacing: replacement)
    } catch {
      guard rules == .passed else { throw error }
      badRules = error
    }
    return Settings(
      config: config, clients: clients.list,
      proposePolicy: ProposePolicy(
        standard: config.propose,
        clients: clients.propose.mapValues { $0.lengths(over: config.propose) }),
      rules: RuleSet(rules: files?.rules ?? [], catalogue: catalogue), tests: files?.tests ?? [],
      badRules: badRules, sources: sources + (files?.sources ?? []))
  }

  /// The same without any rule, bad or good: for what asks only that time adds up.
  public var withoutRules: Settings {
    var settings = self
    settings.rules = RuleSet(rules: [], catalogue: clients.catalogue)
    settings.tests = []
    settings.badRules = nil
    return settings
  }

  /// - Throws: `SettingsError` where a bad rule file was let pass: what comes needs the rules.
  public func refuseBadRules() throws(SettingsError) {
    if let badRules { throw SettingsError.badFile(badRules) }
  }

  /// What the agent needs of them.
  public var filter: CompiledFilter {
    CompiledFilter(
      rules: rules, idleSeconds: config.idle, recordsDirectory: config.directory,
      showsTray: config.tray, dayStart: config.dayStart, sources: sources)
  }
}

/// The files of a person can't be used. Exit code 2.
public enum SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no `clients.yaml` in this directory.
  case notSetUp(String)
  case badFile(BadFile)

  public var description: String {
    switch self {
    case .notSetUp(let directory):
      "No configuration yet: there is no clients.yaml in \(directory). Run: daybook init."
    case .badFile(let error): error.description
    }
  }
}
