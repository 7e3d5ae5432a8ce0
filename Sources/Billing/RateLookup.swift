import Activity
import Foundation
import Timesheet

/// A rate that holds for an entry, and where it came from.
public struct ResolvedRate: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case task, project, client
  }

  /// Money per hour, at most 4 decimals.
  public var hourly: Decimal
  public var currency: Currency
  public var level: Level
  public var from: CivilDate
  public var place: Place

  public init(
    hourly: Decimal, currency: Currency, level: Level, from: CivilDate, place: Place
  ) {
    self.hourly = hourly
    self.currency = currency
    self.level = level
    self.from = from
    self.place = place
  }
}

/// One list of rates that was looked at, and the row of it in force on the day.
public struct RateAttempt: Hashable, Sendable {
  public var level: ResolvedRate.Level
  /// `acme/website/development`, `acme/website` or `acme`.
  public var owner: String
  public var inForce: Rate?
}

extension ClientList {
  /// The lists tried for `key` on `day`, the most specific first; the first one with a row in
  /// force decides.
  public func rateChain(for key: WorkKey, on day: CivilDate) -> [RateAttempt] {
    guard let client = client(key.project.client) else { return [] }
    var chain: [RateAttempt] = []
    if let project = client.project(key.project.project) {
      if let task = key.task.flatMap(project.task) {
        chain.append(
          RateAttempt(
            level: .task, owner: "\(key.project)/\(task.key)",
            inForce: Rate.inForce(of: task.rates, on: day)))
      }
      chain.append(
        RateAttempt(
          level: .project, owner: "\(key.project)",
          inForce: Rate.inForce(of: project.rates, on: day)))
    }
    chain.append(
      RateAttempt(
        level: .client, owner: client.key, inForce: Rate.inForce(of: client.rates, on: day)))
    return chain
  }

  /// The most specific rate in force on the entry's working day; nil where there is none. Never 0
  /// by default.
  public func rate(for key: WorkKey, on day: CivilDate) -> ResolvedRate? {
    guard let client = client(key.project.client) else { return nil }
    for attempt in rateChain(for: key, on: day) {
      guard let rate = attempt.inForce else { continue }
      return ResolvedRate(
        hourly: rate.hourly, currency: client.currency, level: attempt.level, from: rate.from,
        place: rate.place)
    }
    return nil
  }
}

extension Rate {
  /// The row with the latest `from` that is not after `day`.
  static func inForce(of rates: [Rate], on day: CivilDate) -> Rate? {
    rates.filter { $0.from <= day }.max { $0.from < $1.from }
  }
}
