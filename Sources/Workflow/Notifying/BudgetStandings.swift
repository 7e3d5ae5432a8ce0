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
      switch (owned.budget.per, owned.budget.limit) {
      case (.month, _): try standing(of: owned, on: day, ofMonth)
      // All time grows: its entries are read where each has a price of its own, and not for hours.
      case (.all, .hours): standing(of: owned, try books().workSums(ofClient: owned.client.key))
      case (.all, .money):
        try standing(of: owned, on: day, try books().entries(ofClient: owned.client.key))
      }
    }
  }

  /// The one that is used most.
  public func fullestBudget(
    on day: CivilDate, of projects: Set<ProjectKey>? = nil
  ) throws -> BudgetStanding? {
    try budgetStandings(on: day, of: projects).max { $0.used * $1.limit < $1.used * $0.limit }
  }

  private func standing(of owned: OwnedBudget, _ sums: [WorkSum]) -> BudgetStanding {
    let sums = sums.filter { owned.covers($0.project, $0.task) }
    func hours(_ isMeant: (WorkSum) -> Bool) -> Decimal {
      Decimal(sums.filter(isMeant).reduce(0) { $0 + $1.seconds }) / 3600
    }
    return BudgetStanding(
      owner: owned.name, budget: owned.budget, currency: owned.client.currency, period: "",
      used: hours { $0.isApproved }, proposed: hours { !$0.isApproved && !$0.handsOff })
  }

  private func standing(
    of owned: OwnedBudget, on day: CivilDate, _ entries: [BookedEntry]
  ) throws -> BudgetStanding {
    let entries = entries.filter { entry in
      entry.entry.key.map { owned.covers($0.project, $0.task) } ?? false
    }
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

  func covers(_ key: ProjectKey, _ task: String?) -> Bool {
    covers(key) && (self.task == nil || task == self.task)
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
