import Activity
import Foundation
import Timesheet

/// A rate that holds for an entry, and where it came from.
public struct ResolvedRate: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case task, project, client, workspace
  }

  /// With its multipliers in it.
  public var price: UnitPrice
  public var currency: Currency
  public var level: Level
  public var from: CivilDate
  public var place: Place
  /// What the row says, before multipliers.
  public var base: Decimal
  /// What the row is for.
  public var role: String?
  public var complexity: String?
  /// In the order in which the files name them.
  public var multipliers: [Multiplier]

  public init(
    price: UnitPrice, currency: Currency, level: Level, from: CivilDate, place: Place,
    base: Decimal? = nil, role: String? = nil, complexity: String? = nil,
    multipliers: [Multiplier] = []
  ) {
    self.price = price
    self.currency = currency
    self.level = level
    self.from = from
    self.place = place
    self.base = base ?? price.amount
    self.role = role
    self.complexity = complexity
    self.multipliers = multipliers
  }
}

/// Why no rate holds for an entry.
public enum RateProblem: Error, Hashable, Sendable {
  /// clients.yaml has no such client.
  case noClient
  case noneInForce
  /// There is one, but not in the client's currency.
  case otherCurrency(Rate)
  /// A rule named a multiplier that is not there.
  case noMultiplier(String)
}

/// One list of rates that was looked at, and the row of it in force on the day.
public struct RateAttempt: Hashable, Sendable {
  public var level: ResolvedRate.Level
  /// `acme/website/development`, `acme/website`, `acme`; empty for all clients.
  public var owner: String
  public var inForce: Rate?
}

/// What a rate is looked up by, once rule, task, project and client are heard.
public struct RateSearch: Hashable, Sendable {
  public var role: String?
  public var complexity: String?
  /// Names, in the order in which the files define them.
  public var multipliers: [String]
}

extension ClientList {
  /// The lists tried for `key` on `day`, the most specific first; the first one with a row in
  /// force decides.
  public func rateChain(for key: WorkKey, on day: CivilDate) -> [RateAttempt] {
    guard let client = client(key.project.client) else { return [] }
    let search = rateSearch(for: key)
    func attempt(
      _ level: ResolvedRate.Level, _ owner: String, _ rates: [Rate]
    ) -> RateAttempt {
      RateAttempt(
        level: level, owner: owner,
        inForce: search.rowInForce(
          of: rates.filter { $0.currency.map { $0 == client.currency } ?? true }, on: day))
    }
    var chain: [RateAttempt] = []
    if let project = client.project(key.project.project) {
      if let task = key.task.flatMap(project.task) {
        chain.append(attempt(.task, "\(key.project)/\(task.key)", task.rates))
      }
      chain.append(attempt(.project, "\(key.project)", project.rates))
    }
    chain.append(attempt(.client, client.key, client.rates))
    if !rates.isEmpty { chain.append(attempt(.workspace, "", rates)) }
    return chain
  }

  /// Role and complexity by whoever says it first: rule, task, project, client, all. Both a rule's
  /// multiplier and the one that task, project or client name hold.
  public func rateSearch(for key: WorkKey) -> RateSearch {
    let client = client(key.project.client)
    let project = client?.project(key.project.project)
    let task = key.task.flatMap { project?.task($0) }
    let files = [task?.terms, project?.terms, client?.terms].compactMap { $0 }
    let named = [key.terms.multiplier, files.lazy.compactMap(\.multiplier).first]
      .compactMap { $0 }
    let known = multipliers(of: client).map(\.name)
    let order = named.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted {
        (known.firstIndex(of: $0) ?? .max, $0) < (known.firstIndex(of: $1) ?? .max, $1)
      }
    return RateSearch(
      role: key.terms.role ?? files.lazy.compactMap(\.role).first ?? role,
      complexity: key.terms.complexity ?? files.lazy.compactMap(\.complexity).first,
      multipliers: order)
  }

  /// The most specific rate in force on the entry's working day, times its multipliers. Never 0
  /// by default.
  public func resolveRate(
    for key: WorkKey, on day: CivilDate
  ) -> Result<ResolvedRate, RateProblem> {
    guard let client = client(key.project.client) else { return .failure(.noClient) }
    let search = rateSearch(for: key)
    var multipliers: [Multiplier] = []
    for name in search.multipliers {
      guard let found = self.multipliers(of: client).first(where: { $0.name == name }) else {
        return .failure(.noMultiplier(name))
      }
      multipliers.append(found)
    }
    for attempt in rateChain(for: key, on: day) {
      guard let rate = attempt.inForce else { continue }
      let amount = multipliers.reduce(rate.price.amount) { $0 * $1.factor }.rounded(places: 4)
      return .success(
        ResolvedRate(
          price: UnitPrice(amount, per: rate.price.unit), currency: client.currency,
          level: attempt.level, from: rate.from, place: rate.place, base: rate.price.amount,
          role: rate.role, complexity: rate.complexity, multipliers: multipliers))
    }
    return .failure(
      search.rowInForce(of: rates, on: day).map { .otherCurrency($0) } ?? .noneInForce)
  }

  /// As `resolveRate`; nil where there is none.
  public func rate(for key: WorkKey, on day: CivilDate) -> ResolvedRate? {
    try? resolveRate(for: key, on: day).get()  // who wants the reason asks there
  }

  /// The client's own come first, and hold where a name is in both.
  private func multipliers(of client: Client?) -> [Multiplier] {
    (client?.multipliers ?? []) + multipliers
  }
}

extension RateSearch {
  /// Of the rows for this role and complexity that began by `day`: the one that names most, role
  /// before complexity, then the latest.
  func rowInForce(of rates: [Rate], on day: CivilDate) -> Rate? {
    rates.filter { rate in
      rate.from <= day && (rate.role == nil || rate.role == role)
        && (rate.complexity == nil || rate.complexity == complexity)
    }.max { ($0.rank, $0.from) < ($1.rank, $1.from) }
  }
}

extension Rate {
  fileprivate var rank: Int { (role == nil ? 0 : 2) + (complexity == nil ? 0 : 1) }
}
