import Activity
import Workflow

/// Sums of active time as JSON, CSV and a table.
struct ActivitySumOutput {
  private let sums: ActivitySums
  private let grouping: ActivityGrouping

  private let unassignedOnly: Bool

  init(_ sums: ActivitySums, by grouping: ActivityGrouping, unassignedOnly: Bool) {
    self.sums = sums
    self.grouping = grouping
    self.unassignedOnly = unassignedOnly
  }

  func print(_ list: ListOptions, _ printer: Printer) {
    if list.json {
      printer.json(json)
    } else if list.csv {
      printer.csv(
        header: names + ["private", "seconds", "percent", "hands_off_seconds"],
        rows: sums.rows.map { row in
          values(row.name).map { $0 ?? "" }
            + [
              row.name == .private ? "yes" : "no", String(row.seconds), percent(row.seconds),
              String(row.handsOff),
            ]
        })
    } else {
      printer.table(table)
    }
  }

  private var names: [String] {
    switch grouping {
    case .app: ["app"]
    case .title: ["app", "title"]
    case .project: ["client", "project"]
    }
  }

  private func values(_ name: ActivitySum.Name) -> [String?] {
    switch name {
    case .project(let key): [key.client, key.project]
    case .window(let app, nil): [app]
    case .window(let app, let title?): [app, title]
    case .unassigned, .noWindow, .private: names.map { _ in nil }
    }
  }

  private var json: JSON {
    let rows = sums.rows.map { row in
      var members = zip(names, values(row.name)).map { ($0, JSON.optional($1)) }
      members += [("seconds", .int(row.seconds)), ("percent", .string(percent(row.seconds)))]
      if row.handsOff > 0 { members.append(("hands_off_seconds", .int(row.handsOff))) }
      if row.name == .private { members.append(("private", .bool(true))) }
      return JSON.object(members)
    }
    return .object([
      ("schema", .int(1)), ("rows", .array(rows)),
      ("seconds", .int(sums.end - sums.start)),
      ("presence", .object(presences.map { ($0.name, .int($0.seconds)) })),
    ])
  }

  private var presences: [(name: String, seconds: Int64)] {
    [("active", sums.active)]
      + Presence.allCases.filter { $0 != .active }.map { ($0.name, sums.away[$0] ?? 0) }
  }

  private var table: Table {
    var columns = [Table.Column(title: grouping.rawValue, flexible: true)]
    if grouping == .title { columns.append(.init(title: "app", flexible: true)) }
    columns += [
      .init(title: "h:mm:ss", alignment: .right), .init(title: "of active", alignment: .right),
      .init(title: ""),
    ]
    var table = Table(columns)
    let padding = grouping == .title ? [""] : []
    for row in sums.rows {
      table.add(
        label(row.name) + [
          Texts.clockLength(row.seconds), "\(percent(row.seconds)) %",
          row.handsOff > 0 ? "hands off \(Texts.clockLength(row.handsOff))" : "",
        ])
    }
    if unassignedOnly {
      let seconds = sums.rows.reduce(0) { $0 + $1.seconds }
      table.addFooter(
        ["unassigned"] + padding + [Texts.clockLength(seconds), "\(percent(seconds)) %", ""])
    }
    for (name, seconds) in presences where seconds > 0 || name == "active" {
      table.addFooter([name] + padding + [Texts.clockLength(seconds), "", ""])
    }
    table.addFooter(
      ["the range"] + padding + [Texts.clockLength(sums.end - sums.start), "", ""])
    return table
  }

  private func label(_ name: ActivitySum.Name) -> [String] {
    let label =
      switch name {
      case .project(let key): key.description
      case .window(let app, nil): app.isEmpty ? "(no name)" : app
      case .window(_, let title?): title.isEmpty ? "(no title)" : title
      case .unassigned: "(unassigned)"
      case .noWindow: "(no window)"
      case .private: "(private)"
      }
    guard grouping == .title else { return [label] }
    guard case .window(let app, _) = name else { return [label, ""] }
    return [label, app]
  }

  /// Of the active time, to a tenth, half up.
  private func percent(_ seconds: Int64) -> String {
    guard sums.active > 0 else { return "0.0" }
    let tenths = (seconds * 2000 + sums.active) / (2 * sums.active)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
