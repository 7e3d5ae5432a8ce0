import Activity
import Foundation
import Testing
import Timesheet

@testable import Billing

func decimal(_ text: String) -> Decimal { Decimal(plain: text)! }

func rate(_ from: String, _ hourly: String, line: Int = 1) -> Rate {
  Rate(
    from: CivilDate(from)!, price: UnitPrice(decimal(hourly)),
    place: Place(file: "clients.yaml", line: line))
}

let acme = Client(
  key: "acme", name: "Acme Pty Ltd", currency: Currency("NZD")!,
  rates: [rate("2026-01-01", "150", line: 5)],
  projects: [
    Project(
      key: "website", name: "Website rebuild", rates: [rate("2026-07-01", "165", line: 9)],
      tasks: [
        WorkTask(key: "development", name: "development", place: place),
        WorkTask(
          key: "meetings", name: "Meetings",
          rates: [rate("2026-07-01", "140", line: 12), rate("2026-10-01", "145", line: 13)],
          place: place),
      ], place: place),
    Project(key: "support", name: "Support", place: place),
  ], place: place)
private let place = Place(file: "clients.yaml", line: 1)

@Suite struct RateLookupTests {
  @Test(
    arguments: [
      ("website", "meetings", "2026-11-20", "145", 13),
      ("website", "meetings", "2026-09-30", "140", 12),
      ("website", "meetings", "2026-06-30", "150", 5),
      ("website", "development", "2026-07-01", "165", 9),
      ("website", nil, "2026-06-30", "150", 5),
      ("support", nil, "2026-11-20", "150", 5),
      ("support", nil, "2025-12-31", nil, 0),
    ] as [(String, String?, String, String?, Int)])
  func `the most specific rate in force on the day wins`(
    project: String, task: String?, day: String, hourly: String?, line: Int
  ) {
    let key = WorkKey(
      project: ProjectKey(client: "acme", project: project), task: task, billable: true,
      handsOff: false)
    let rate = ClientList(clients: [acme]).rate(for: key, on: CivilDate(day)!)
    #expect(rate?.price.amount == hourly.map(decimal))
    #expect(rate?.place.line ?? 0 == line)
  }

  @Test func `the chain names every list that was tried`() {
    let key = WorkKey(
      project: ProjectKey(client: "acme", project: "website"), task: "development",
      billable: true, handsOff: false)
    let chain = ClientList(clients: [acme]).rateChain(for: key, on: CivilDate("2026-03-01")!)
    #expect(chain.map(\.owner) == ["acme/website/development", "acme/website", "acme"])
    #expect(chain.map(\.inForce?.price.amount) == [nil, nil, 150])
  }
}
