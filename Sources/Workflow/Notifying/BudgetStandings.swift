import Activity
import Billing
import Books
import Foundation
import Timesheet

extension Home {
  /// How far each budget of clients.yaml is used in the period that `day` lies in, in the file's
  /// order. Approved and invoiced time counts; what is proposed stands beside it.
  ///
  /// Hours count all work, money what is billed of it, before rounding.
  ///
  /// - Parameter projects: only budgets that one of these has a part in; nil for all.
  public func budgetStandings(
    on day: CivilDate, of projects: Set<ProjectKey>? = nil
  ) throws -> [BudgetStanding] {
    let budgets = budgets.filter { budget in
      projects?.contains { budget.covers($0) } ?? true
    }
    guard !budgets.isEmpty else { return [] }
    let month = DateRange.month(of: day)
    let ofMonth = try books().entries(on: month.days)
    return try budgets.map { owned in
      let entries =
        switch owned.budget.per {
        case .month: ofMonth
        case .all: try books().entries(ofClient: owned.client.key)
        }
      return try standing(of: owned, on: day, entries.filter { owned.covers($0.entry) })
    }
  }

  /// The one that is used most.
  public func fullestBudget(
    on day: CivilDate, of projects: Set<ProjectKey>? = nil
  ) throws -> BudgetStanding? {
    try budgetStandings(on: day, of: projects).max { $0.used * $1.limit < $1.used * $0.limit }
  }

  private func standing(
    of owned: OwnedBudget, on day: CivilDate, _ entries: [BookedEntry]
  ) throws -> BudgetStanding {
    let used = entries.filter { $0.entry.state.approval != nil }
    // Hands-off work waits for a yes of its own, and may never get it.
    let proposed = entries.filter { $0.entry.state == .proposed && !$0.entry.handsOff }
    var standing = BudgetStanding(
      owner: owned.name, budget: owned.budget, currency: owned.client.currency,
      period: owned.budget.period(of: day), used: 0, proposed: 0)
    switch owned.budget.limit {
    case .hours:
      standing.used = used.hours
      standing.proposed = proposed.hours
    case .money:
      var rates = PresentRates(settings.clients)
      let worth = try hourlyWorth(of: used + proposed, by: &rates)
      standing.used = used.money(worth)
      standing.proposed = proposed.money(worth)
      standing.withoutRate = (used + proposed).count {
        $0.entry.key?.billable == true && !$0.entry.state.isWrittenOff
          && worth[$0.entry.id] == nil
      }
    }
    return standing
  }

  var budgets: [OwnedBudget] {
    settings.clients.clients.flatMap { client in
      var found: [OwnedBudget] = []
      func add(_ budget: Budget?, _ project: String?, _ task: String?) {
        guard let budget else { return }
        found.append(OwnedBudget(client: client, project: project, task: task, budget: budget))
      }
      add(client.budget, nil, nil)
      for project in client.projects {
        add(project.budget, project.key, nil)
        for task in project.tasks { add(task.budget, project.key, task.key) }
      }
      return found
    }
  }
}

/// A budget, and whose it is.
struct OwnedBudget {
  var client: Client
  var project: String?
  var task: String?
  var budget: Budget

  var name: String { [client.key, project, task].compactMap { $0 }.joined(separator: "/") }

  func covers(_ key: ProjectKey) -> Bool {
    key.client == client.key && (project == nil || key.project == project)
  }

  func covers(_ entry: Entry) -> Bool {
    guard let key = entry.key else { return false }
    return covers(key.project) && (task == nil || key.task == task)
  }
}

extension [BookedEntry] {
  fileprivate var hours: Decimal { reduce(Decimal(0)) { $0 + Decimal($1.entry.seconds) } / 3600 }

  /// - Parameter worth: money per hour.
  fileprivate func money(_ worth: [EntryID: Decimal]) -> Decimal {
    // A shared day divides: what is whole must come out whole.
    (reduce(Decimal(0)) { $0 + (worth[$1.entry.id] ?? 0) * Decimal($1.entry.seconds) } / 3600)
      .rounded(places: 4)
  }
}
