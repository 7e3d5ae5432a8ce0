import Activity
import Billing
import Foundation
import Testing

@Suite struct BudgetTests {
  private func standing(
    _ used: String, of budget: Budget, proposed: String = "0"
  ) -> BudgetStanding {
    BudgetStanding(
      owner: "acme", budget: budget, currency: Currency("NZD")!, period: "2026-11",
      used: Decimal(string: used)!, proposed: Decimal(string: proposed)!)
  }

  @Test(arguments: [
    ("31.99", [Int](), 79), ("32", [80], 80), ("39.999", [80], 99), ("40", [80, 100], 100),
    ("60", [80, 100], 150),
  ])
  func `a threshold is reached when that much is used, and not before`(
    used: String, reached: [Int], percent: Int
  ) {
    let standing = standing(used, of: Budget(.hours(40), per: .month))
    #expect(standing.reached == reached)
    #expect(standing.percent == percent)
  }

  @Test func `a budget is told in its own unit`() {
    let money = standing("3850.5", of: Budget(.money(4000), per: .month), proposed: "82.5")
    #expect(money.sentence == "3850.50 of 4000 NZD (96 %) in 2026-11, and 82.50 proposed")
    var all = standing("38.5", of: Budget(.hours(40), per: .all))
    all.period = Budget(.hours(40), per: .all).period(of: CivilDate("2026-11-20")!)
    #expect(all.sentence == "38.50 of 40 hours (96 %)")
  }
}
