import Activity
import Billing
import Foundation
import GRDB
import Timesheet

extension Books {
  /// What live invoices, and pushes that are still open, hold of a client's days.
  public func billedBefore(
    client: String, except push: String? = nil
  ) throws -> BilledEarlier {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT entry.project, entry.task, entry.day, push_line.unit_amount,
            push_line.unit, sum(entry.seconds) AS counted, sum(push_share.seconds) AS billed
          FROM push_share
          JOIN push_line
            ON push_line.push = push_share.push AND push_line.position = push_share.position
          JOIN entry ON entry.id = push_share.entry
          WHERE push_share.live = 1 AND entry.client = ? AND push_share.push IS NOT ?
          GROUP BY entry.project, entry.task, entry.day, push_line.unit_amount, push_line.unit
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
        // Equal amounts may be written in two ways.
        let before = found.groups[group] ?? BilledBefore(counted: 0, billed: 0)
        found.groups[group] = BilledBefore(
          counted: before.counted + row["counted"], billed: before.billed + row["billed"])
      }
      return found
    }
  }
}
