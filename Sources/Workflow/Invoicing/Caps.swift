import Activity
import Billing
import Books
import Foundation
import Timesheet

extension Home {
  /// What comes near a cap of clients.yaml, or past it, with these entries. From four fifths on.
  func capWarnings(
    for client: Client, beside entries: [BookedEntry], _ books: Books
  ) throws -> [String] {
    var caps = client.cap.map { [(owner: client.key, project: String?.none, cap: $0)] } ?? []
    caps += client.projects.compactMap { project in
      project.cap.map { ("\(client.key)/\(project.key)", project.key, $0) }
    }
    guard !caps.isEmpty else { return [] }
    let work = try books.entries(ofClient: client.key).filter {
      $0.entry.key?.billable == true && $0.entry.state.approval != nil
        && !$0.entry.state.isWrittenOff
    }
    var rates = PresentRates(settings.clients)
    let worth = try hourlyWorth(of: work, by: &rates)
    return caps.flatMap { owner, project, cap in
      let own = work.filter { project == nil || $0.entry.key?.project.project == project }
      let months = Set(entries.map { cap.period(of: $0.entry.day) }).sorted()
      return months.flatMap { month in
        warnings(
          owner, month, cap, own.filter { cap.period(of: $0.entry.day) == month }, worth,
          client.currency)
      }
    }
  }

  private func warnings(
    _ owner: String, _ month: String, _ cap: Cap, _ work: [BookedEntry],
    _ worth: [EntryID: Decimal], _ currency: Currency
  ) -> [String] {
    let seconds = work.reduce(Decimal(0)) { $0 + Decimal($1.entry.seconds) }
    let money = work.reduce(Decimal(0)) {
      $0 + (worth[$1.entry.id] ?? 0) * Decimal($1.entry.seconds)
    }
    func told(_ used: Decimal, _ limit: Decimal, _ unit: String) -> String? {
      guard used * 5 >= limit * 4 else { return nil }
      return
        "\(owner) has come to \(used.text(places: 2)) \(unit)\(month.isEmpty ? "" : " in \(month)")"
        + (used > limit ? ", past its cap of " : " of its cap of ")
        + "\(limit.plainText) \(unit), before rounding"
    }
    return [
      cap.hours.flatMap { told(seconds / 3600, $0, "hours") },
      cap.money.flatMap { told(money / 3600, $0, currency.code) },
    ].compactMap { $0 }
  }
}

extension Cap {
  /// `2026-11`; empty where the cap is for all time.
  fileprivate func period(of day: CivilDate) -> String {
    switch per {
    case .month: String(day.description.prefix(7))
    case .total: ""
    }
  }
}
