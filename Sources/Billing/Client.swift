import Activity
import Foundation

/// What `clients.yaml` says: who pays, for what, at which rates.
public struct ClientList: Hashable, Sendable {
  /// In the file's order.
  public var clients: [Client]

  public init(clients: [Client]) { self.clients = clients }

  public func client(_ key: String) -> Client? { clients.first { $0.key == key } }
  public func project(_ key: ProjectKey) -> Project? { client(key.client)?.project(key.project) }
}

/// Who pays.
public struct Client: Hashable, Sendable {
  public var key: String
  public var name: String
  public var aliases: [String]
  public var currency: Currency
  public var billable: Bool?
  public var rates: [Rate]
  public var rounding: RoundingSchedule
  public var lines: LineGrouping
  public var text: LineTemplate
  public var xero: XeroSettings
  public var projects: [Project]
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], currency: Currency, billable: Bool? = nil,
    rates: [Rate] = [], rounding: RoundingSchedule = RoundingSchedule(),
    lines: LineGrouping = .task, text: LineTemplate = .standard,
    xero: XeroSettings = XeroSettings(),
    projects: [Project] = [], place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.currency = currency
    self.billable = billable
    self.rates = rates
    self.rounding = rounding
    self.lines = lines
    self.text = text
    self.xero = xero
    self.projects = projects
    self.place = place
  }

  public func project(_ key: String) -> Project? { projects.first { $0.key == key } }
}

/// An agreed piece of work for a client.
public struct Project: Hashable, Sendable {
  public var key: String
  public var name: String
  public var aliases: [String]
  public var billable: Bool?
  public var rates: [Rate]
  public var tasks: [WorkTask]
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], billable: Bool? = nil, rates: [Rate] = [],
    tasks: [WorkTask] = [], place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.billable = billable
    self.rates = rates
    self.tasks = tasks
    self.place = place
  }

  public func task(_ key: String) -> WorkTask? { tasks.first { $0.key == key } }
}

/// A kind of work within a project. (`Task` is Swift concurrency's.)
public struct WorkTask: Hashable, Sendable {
  public var key: String
  public var name: String
  public var aliases: [String]
  public var billable: Bool?
  public var rates: [Rate]
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], billable: Bool? = nil, rates: [Rate] = [],
    place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.billable = billable
    self.rates = rates
    self.place = place
  }
}

/// Money per hour from a working day on, until the next row of the same list.
public struct Rate: Hashable, Sendable {
  public var from: CivilDate
  /// 0 or more, at most 4 decimals, in the client's currency.
  public var hourly: Decimal
  public var place: Place

  public init(from: CivilDate, hourly: Decimal, place: Place) {
    self.from = from
    self.hourly = hourly
    self.place = place
  }
}

/// How a client's lines are booked in Xero.
public struct XeroSettings: Hashable, Sendable {
  /// An account's code, such as `200`.
  public var account: String?
  /// A TaxType, such as `OUTPUT2`.
  public var tax: String?

  public init(account: String? = nil, tax: String? = nil) {
    self.account = account
    self.tax = tax
  }
}
