import Billing
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
  /// The files that were read, for finding out later whether they changed.
  public var sources: [CompiledFilter.Source]

  /// Reads config, clients and rules; a bad file refuses them all.
  public static func load(
    from places: Places, engine: PatternEngine = .jit
  ) throws(SettingsError) -> Settings {
    do throws(BadFile) {
      if let settings = try read(places, engine) { return settings }
    } catch {
      throw SettingsError.badFile(error)
    }
    throw SettingsError.notSetUp(places.config)
  }

  /// As they would be with `replacement` in place of the rule file of its name.
  static func load(
    from places: Places, replacing replacement: SettingsFile
  ) throws(BadFile) -> Settings {
    guard let settings = try read(places, .jit, replacing: replacement) else {
      throw BadFile(
        file: ClientsFile.file, what: "The file is gone", next: "Put it back, and try again")
    }
    return settings
  }

  private static func read(
    _ places: Places, _ engine: PatternEngine, replacing replacement: SettingsFile? = nil
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
    let files = try RuleFiles(
      places, catalogue, engine: engine, replacing: replacement)
    return Settings(
      config: config, clients: clients.list,
      proposePolicy: ProposePolicy(
        standard: config.propose,
        clients: clients.propose.mapValues { $0.lengths(over: config.propose) }),
      rules: RuleSet(rules: files.rules, catalogue: catalogue), tests: files.tests,
      sources: sources + files.sources)
  }

  /// What the agent needs of them.
  public var filter: CompiledFilter {
    CompiledFilter(
      rules: rules, idleSeconds: config.idle, recordsDirectory: config.directory,
      sources: sources)
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
