import Activity
import Foundation

/// What `clients.yaml` says: who pays, for what, at which rates.
public struct ClientList: Hashable, Sendable {
  /// In the file's order.
  public var clients: [Client]
  /// For all clients that have none of their own. Each names its currency.
  public var rates: [Rate]
  public var multipliers: [Multiplier]
  /// Whose skill all work takes, where nothing else says.
  public var role: String?

  public init(
    clients: [Client], rates: [Rate] = [], multipliers: [Multiplier] = [], role: String? = nil
  ) {
    self.clients = clients
    self.rates = rates
    self.multipliers = multipliers
    self.role = role
  }

  public func client(_ key: String) -> Client? { clients.first { $0.key == key } }
  public func project(_ key: ProjectKey) -> Project? { client(key.client)?.project(key.project) }
}

/// Who pays.
public struct Client: Hashable, Sendable {
  public var key: String
  public var name: String
  public var aliases: [String]
  /// Such as `acme.example`: no other client's invoice may hold one.
  public var domains: [String]
  public var currency: Currency
  public var billable: Bool?
  public var rates: [Rate]
  public var multipliers: [Multiplier]
  public var terms: RateTerms
  public var rounding: RoundingSchedule
  public var lines: LineGrouping
  public var text: LineTemplate
  /// Seconds: a working day on which anything is billed bills at least this. 0 for none.
  public var dayMinimum: Int64
  /// Time that is not billed is shown as lines at 0.00.
  public var courtesy: Bool
  /// What its time may come to before a preview warns.
  public var cap: Cap?
  public var budget: Budget?
  public var xero: XeroSettings
  public var projects: [Project]
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], domains: [String] = [],
    currency: Currency, billable: Bool? = nil,
    rates: [Rate] = [], multipliers: [Multiplier] = [], terms: RateTerms = .none,
    rounding: RoundingSchedule = RoundingSchedule(),
    lines: LineGrouping = .task, text: LineTemplate = .standard,
    dayMinimum: Int64 = 0, courtesy: Bool = false, cap: Cap? = nil,
    budget: Budget? = nil, xero: XeroSettings = XeroSettings(),
    projects: [Project] = [], place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.domains = domains
    self.currency = currency
    self.billable = billable
    self.rates = rates
    self.multipliers = multipliers
    self.terms = terms
    self.rounding = rounding
    self.lines = lines
    self.text = text
    self.dayMinimum = dayMinimum
    self.courtesy = courtesy
    self.cap = cap
    self.budget = budget
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
  public var terms: RateTerms
  public var cap: Cap?
  public var budget: Budget?
  public var booking: WorkBooking
  public var tasks: [WorkTask]
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], billable: Bool? = nil, rates: [Rate] = [],
    terms: RateTerms = .none, cap: Cap? = nil, budget: Budget? = nil,
    booking: WorkBooking = .none, tasks: [WorkTask] = [], place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.billable = billable
    self.rates = rates
    self.terms = terms
    self.cap = cap
    self.budget = budget
    self.booking = booking
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
  public var terms: RateTerms
  public var budget: Budget?
  public var booking: WorkBooking
  public var place: Place

  public init(
    key: String, name: String, aliases: [String] = [], billable: Bool? = nil, rates: [Rate] = [],
    terms: RateTerms = .none, budget: Budget? = nil, booking: WorkBooking = .none, place: Place
  ) {
    self.key = key
    self.name = name
    self.aliases = aliases
    self.billable = billable
    self.rates = rates
    self.terms = terms
    self.budget = budget
    self.booking = booking
    self.place = place
  }
}

/// How a client's lines are booked in Xero.
public struct XeroSettings: Hashable, Sendable {
  /// An account's code, such as `200`.
  public var account: String?
  /// A TaxType, such as `OUTPUT2`.
  public var tax: String?
  public var reference = ReferenceTemplate.standard
  /// For numbers of one's own; nil where Xero counts on.
  public var number: ReferenceTemplate?
  /// A branding theme's name.
  public var branding: String?
  /// An item's code, for lines of work that names none of its own.
  public var item: String?
  /// At most 2, each of another category.
  public var tracking: [NamedTracking] = []
  /// Whether a note in the invoice's history says what it was made of.
  public var history = false

  public init(account: String? = nil, tax: String? = nil) {
    self.account = account
    self.tax = tax
  }
}
