import Activity
import Billing
import Books
import Foundation
import Timesheet
import Xero

/// A rate of `clients.yaml` beside the price that Xero's items have for the same work.
public struct RateCheck: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case same
    case differs
    /// No item of the organisation is called like the work.
    case noItem = "no_item"
    /// Items are priced in the organisation's own currency.
    case otherCurrency = "other_currency"
    case notLinked = "not_linked"
  }

  public var state: State
  /// `acme/website/development`, `acme/website` or `acme`.
  public var owner: String
  public var price: UnitPrice
  public var currency: Currency
  public var place: Place
  public var organisation: String?
  public var item: OrganisationCopy.Item?
}

extension Home {
  /// Compares every rate in force on a day with the prices of the items that were last fetched.
  ///
  /// The item is the one that clients.yaml names for the work; else one whose code is the task's,
  /// project's or client's key, or whose name is its name.
  public func checkRates(on day: CivilDate) throws -> [RateCheck] {
    let environment = try Addresses(environment: world.environment).environmentName
    let books = try books()
    let links = try books.links(in: environment)
    let copies = try books.organisationCopies(in: environment)
    return settings.clients.clients.flatMap { client -> [RateCheck] in
      let link = links.first { $0.client == client.key }
      let copy = copies.first { $0.tenant == link?.tenant }
      return rates(of: client, on: day).map { check($0, client, copy) }
    }
  }

  /// Work and the rate that its own list has in force: each list once.
  private struct OwnRate {
    var owner: String
    var key: String
    var name: String
    /// The item's code that lines of it name.
    var item: String?
    var rate: Rate
  }

  private func rates(of client: Client, on day: CivilDate) -> [OwnRate] {
    var found: [OwnRate] = []
    func add(_ project: Project, _ task: WorkTask?) {
      let work = ProjectKey(client: client.key, project: project.key)
      let key = WorkKey(project: work, task: task?.key, billable: true, handsOff: false)
      let item = client.item(for: key)?.code
      let chain = settings.clients.rateChain(for: key, on: day)
      // An item of its own is compared with the rate that it is billed at, whosever that is.
      if (task?.booking ?? project.booking).item != nil, chain.first?.inForce == nil,
        let rate = chain.lazy.compactMap(\.inForce).first
      {
        let name = task?.name ?? project.name
        found.append(
          OwnRate(
            owner: key.path, key: task?.key ?? project.key, name: name, item: item, rate: rate))
      }
      for attempt in chain {
        guard let rate = attempt.inForce, !found.contains(where: { $0.owner == attempt.owner })
        else { continue }
        switch attempt.level {
        case .task:
          found.append(
            OwnRate(
              owner: attempt.owner, key: task?.key ?? "", name: task?.name ?? "", item: item,
              rate: rate))
        case .project:
          found.append(
            OwnRate(
              owner: attempt.owner, key: project.key, name: project.name,
              item: project.booking.item ?? client.xero.item, rate: rate))
        case .client:
          found.append(
            OwnRate(
              owner: attempt.owner, key: client.key, name: client.name, item: client.xero.item,
              rate: rate))
        case .workspace: break
        }
      }
    }
    for project in client.projects {
      for task in project.tasks { add(project, task) }
      add(project, nil)
    }
    return found.sorted { $0.owner < $1.owner }
  }

  private func check(_ own: OwnRate, _ client: Client, _ copy: OrganisationCopy?) -> RateCheck {
    var check = RateCheck(
      state: .notLinked, owner: own.owner, price: own.rate.price, currency: client.currency,
      place: own.rate.place, organisation: copy?.name)
    guard let copy else { return check }
    func folded(_ text: String) -> String { text.lowercased() }
    let sold = copy.items.filter { $0.isSold && $0.unitPrice != nil }
    check.item =
      if let code = own.item {
        sold.first { folded($0.code) == folded(code) }
      } else {
        sold.first { folded($0.code) == folded(own.key) }
          ?? sold.first { folded($0.name) == folded(own.name) }
      }
    guard let item = check.item, let price = item.unitPrice.flatMap({ Decimal(plain: $0) }) else {
      check.state = .noItem
      return check
    }
    if client.currency.code != copy.baseCurrency {
      check.state = .otherCurrency
    } else {
      check.state = price == own.rate.price.amount ? .same : .differs
    }
    return check
  }
}
