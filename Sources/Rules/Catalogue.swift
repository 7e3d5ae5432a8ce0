import Activity

/// What rules may name: the clients, projects and tasks of `clients.yaml`, without their money.
public struct Catalogue: Hashable, Sendable {
  public struct Client: Hashable, Sendable {
    public var label: Label
    public var billable: Bool?
    /// Names of its own.
    public var multipliers: [String]
    public var projects: [Project]

    public init(
      label: Label, billable: Bool? = nil, multipliers: [String] = [], projects: [Project] = []
    ) {
      self.label = label
      self.billable = billable
      self.multipliers = multipliers
      self.projects = projects
    }
  }

  public struct Project: Hashable, Sendable {
    public var label: Label
    public var billable: Bool?
    public var tasks: [Task]

    public init(label: Label, billable: Bool? = nil, tasks: [Task] = []) {
      self.label = label
      self.billable = billable
      self.tasks = tasks
    }
  }

  public struct Task: Hashable, Sendable {
    public var label: Label
    public var billable: Bool?

    public init(label: Label, billable: Bool? = nil) {
      self.label = label
      self.billable = billable
    }
  }

  /// What something is called: by its key, its name, its aliases.
  public struct Label: Hashable, Sendable {
    public var key: String
    public var name: String
    public var aliases: [String]
    /// Folded for comparison, so that lookup costs no new strings.
    private let folded: [String]

    public init(key: String, name: String = "", aliases: [String] = []) {
      self.key = key
      self.name = name
      self.aliases = aliases
      folded = [key.lowercased(), name.lowercased()] + aliases.map { $0.lowercased() }
    }

    /// 0 by key, 1 by name, 2 by an alias; nil where it is not called that.
    func rank(of folded: String) -> Int? {
      self.folded.firstIndex(of: folded).map { min($0, 2) }
    }
  }

  public var clients: [Client]
  /// What rates of all clients are told apart by.
  public var roles: [String]
  public var complexities: [String]
  /// Those for all clients.
  public var multipliers: [String]

  public init(
    clients: [Client] = [], roles: [String] = [], complexities: [String] = [],
    multipliers: [String] = []
  ) {
    self.clients = clients
    self.roles = roles
    self.complexities = complexities
    self.multipliers = multipliers
  }

  public func client(_ key: String) -> Client? { clients.first { $0.label.key == key } }

  public func project(_ key: ProjectKey) -> Project? {
    client(key.client)?.projects.first { $0.label.key == key.project }
  }

  /// All projects, in the file's order.
  public var projectKeys: [ProjectKey] {
    clients.flatMap { client in
      client.projects.map { ProjectKey(client: client.label.key, project: $0.label.key) }
    }
  }
}

extension Catalogue {
  /// Finds by key, else by name, else by alias, without regard to case.
  func lookUp(client: String, project: String) -> ProjectKey? {
    guard let client = Catalogue.best(clients, client, { $0.label }),
      let project = Catalogue.best(client.projects, project, { $0.label })
    else { return nil }
    return ProjectKey(client: client.label.key, project: project.label.key)
  }

  /// Reads `client/project` at whichever slash gives a project.
  func lookUp(path: String) -> ProjectKey? {
    for slash in path.indices where path[slash] == "/" {
      let (client, project) = (path[..<slash], path[path.index(after: slash)...])
      if let key = lookUp(client: String(client), project: String(project)) { return key }
    }
    return nil
  }

  func lookUp(task: String, in key: ProjectKey) -> Task? {
    project(key).flatMap { Catalogue.best($0.tasks, task, { $0.label }) }
  }

  func hasTask(_ task: String) -> Bool {
    clients.contains { client in
      client.projects.contains { Catalogue.best($0.tasks, task, { $0.label }) != nil }
    }
  }

  private static func best<Named>(
    _ candidates: [Named], _ text: String, _ label: (Named) -> Label
  ) -> Named? {
    let folded = text.trimmed.lowercased()
    guard !folded.isEmpty else { return nil }
    var best: (index: Int, rank: Int)?
    for index in candidates.indices {
      guard let rank = label(candidates[index]).rank(of: folded), rank < best?.rank ?? .max else {
        continue
      }
      best = (index, rank)
      if rank == 0 { break }
    }
    return best.map { candidates[$0.index] }
  }
}
