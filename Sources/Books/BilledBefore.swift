import Activity
import Billing
import Foundation
import GRDB
import Timesheet

extension Books {
  /// What live invoices, and pushes that are still open, bill of a client's days. What they only show,
  /// at 0.00, bills nothing.
  public func billedBefore(
    client: String, except push: String? = nil
  ) throws -> BilledEarlier {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT entry.project, entry.task, entry.day, push_line.unit_amount,
            push_line.unit, entry.seconds AS counted, push_share.seconds AS billed
          FROM push_share
          JOIN push_line
            ON push_line.push = push_share.push AND push_line.position = push_share.position
          JOIN entry ON entry.id = push_share.entry
          WHERE push_share.live = 1 AND entry.client = ? AND push_share.push IS NOT ?
            AND entry.billable = 1 AND entry.written_off IS NULL
          """,
        arguments: [client, push])
      var found = BilledEarlier()
      for row in rows {
        guard let day = CivilDate(row["day"] as String),
          let amount = Decimal(plain: row["unit_amount"] as String)
        else { throw BooksError.damaged("A line of an invoice has no day or amount") }
        guard row["unit"] == nil else {
          found.days[DayRate(daily: amount, day: day), default: 0] += row["billed"]
          continue
        }
        let group = DayGroup(
          project: ProjectKey(client: client, project: row["project"]), task: row["task"],
          hourly: amount, day: day)
        found.groups[group, default: BilledBefore()].add(
          counted: row["counted"], billed: row["billed"])
      }
      return found
    }
  }
}
