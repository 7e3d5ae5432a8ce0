import Billing
import Foundation
import Timesheet
import Workflow

/// A report as JSON, CSV, a table and a chart.
struct ReportOutput {
  private let report: Report
  private let unassigned: Int64
  private let currencies: [Currency]
  /// Those that have time, in the order that they go through.
  private let states: [ReportItem.State]

  init(_ work: WorkReport) {
    report = work.report
    unassigned = work.unassigned
    let total = work.report.total
    currencies = total.money.keys.sorted()
    states = ReportItem.State.allCases.filter { total.seconds($0) > 0 }
  }

  var isEmpty: Bool { report.rows.isEmpty && unassigned == 0 }

  // MARK: - For programs

  var json: JSON {
    .object([
      ("schema", .int(1)),
      (
        "rows",
        .array(
          report.rows.map { row in
            .object(zip(report.fields, row.values).flatMap(members) + members(row.sums))
          })
      ),
      ("total", .object(members(report.total))), ("unassigned_seconds", .int(unassigned)),
    ])
  }

  /// `project` alone, for its client is beside it.
  private func members(_ field: ReportField, _ value: ReportValue) -> [(String, JSON)] {
    switch (field, value) {
    case (.project, .known(let text)):
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      return report.fields.contains(.client)
        ? [("project", .string(parts[1]))]
        : [("client", .string(parts[0])), ("project", .string(parts[1]))]
    case (.app, .missing(let why)): return [("app", .null), ("app_missing", .string(why))]
    case (_, .known(let text)): return [(field.rawValue, .string(text))]
    case (_, .missing): return [(field.rawValue, .null)]
    }
  }

  private func members(_ sums: ReportSums) -> [(String, JSON)] {
    [
      ("seconds", .int(sums.seconds)), ("proposed", .int(sums.seconds(.proposed))),
      ("approved", .int(sums.seconds(.approved))), ("invoiced", .int(sums.seconds(.invoiced))),
      ("rejected", .int(sums.seconds(.rejected))),
      ("written_off", .int(sums.seconds(.writtenOff))), ("billable", .int(sums.billableSeconds)),
      ("unrated", .int(sums.unratedSeconds)),
      (
        "money",
        .array(
          sums.money.sorted { $0.key < $1.key }.map { currency, amount in
            .object([
              ("currency", .string(currency.code)), ("amount", .string(amount.text(places: 2))),
            ])
          })
      ),
    ]
  }

  var csvHeader: [String] {
    report.fields.map(\.rawValue) + [
      "seconds", "proposed", "approved", "invoiced", "rejected", "written_off", "billable",
      "unrated",
    ] + currencies.map(\.code)
  }

  var csvRows: [[String]] {
    report.rows.map { row in
      row.values.map { value in
        guard case .known(let text) = value else { return "" }
        return text
      }
        + [
          row.sums.seconds, row.sums.seconds(.proposed), row.sums.seconds(.approved),
          row.sums.seconds(.invoiced), row.sums.seconds(.rejected),
          row.sums.seconds(.writtenOff), row.sums.billableSeconds,
          row.sums.unratedSeconds,
        ].map { String($0) } + currencies.map { money(row.sums, $0) }
    }
  }

  private func money(_ sums: ReportSums, _ currency: Currency) -> String {
    sums.money[currency]?.text(places: 2) ?? ""
  }

  // MARK: - For people

  /// States give way where the terminal is narrow.
  func table(width: Int) -> String {
    guard !report.rows.isEmpty else { return remarks }
    let whole = table(shownStates).text(width: width)
    guard !shownStates.isEmpty,
      whole.split(separator: "\n").contains(where: { cells(of: String($0)) > width })
    else { return whole + remarks }
    let names = shownStates.map(\.rawValue).joined(separator: ", ")
    return table([]).text(width: width) + remarks
      + "Left out to fit the terminal: \(names). --json and --csv have them.\n"
  }

  private func table(_ states: [ReportItem.State]) -> Table {
    var table = Table(
      report.fields.map { .init(title: $0.rawValue, flexible: !$0.isTime) }
        + [.init(title: "h:mm:ss", alignment: .right)]
        + states.map { .init(title: $0.rawValue, alignment: .right) }
        + [.init(title: "billable", alignment: .right)]
        + currencies.map { .init(title: $0.code, alignment: .right) }
        + (hasUnrated ? [.init(title: "no rate", alignment: .right)] : []))
    for row in report.rows { table.add(names(row) + sumCells(row.sums, states)) }
    let padding = Array(repeating: "", count: report.fields.count - 1)
    table.addFooter(["total"] + padding + sumCells(report.total, states))
    return table
  }

  /// One state alone needs no column.
  private var shownStates: [ReportItem.State] { states.count > 1 ? states : [] }
  private var hasUnrated: Bool { report.total.unratedSeconds > 0 }

  private func sumCells(_ sums: ReportSums, _ states: [ReportItem.State]) -> [String] {
    [Texts.clockLength(sums.seconds)] + states.map { length(sums.seconds($0)) }
      + [sums.billablePercent.map { "\($0) %" } ?? ""] + currencies.map { money(sums, $0) }
      + (hasUnrated ? [length(sums.unratedSeconds)] : [])
  }

  private func length(_ seconds: Int64) -> String {
    seconds > 0 ? Texts.clockLength(seconds) : ""
  }

  /// A project's name by itself, where its client stands beside it.
  private func names(_ row: Report.Row) -> [String] {
    zip(report.fields, row.values).map { field, value in
      let name = text(value)
      guard field == .project, report.fields.contains(.client), let slash = name.firstIndex(of: "/")
      else { return name }
      return String(name[name.index(after: slash)...])
    }
  }

  private func text(_ value: ReportValue) -> String {
    switch value {
    case .known(let text): text
    case .missing(let why): "(\(why))"
    }
  }

  private var remarks: String {
    var lines: [String] = []
    if states.count == 1, !report.rows.isEmpty { lines.append("All of it is \(states[0]).") }
    if hasUnrated {
      lines.append(
        "\(Texts.clockLength(report.total.unratedSeconds)) have no rate: add one to clients.yaml "
          + "before you bill.")
    }
    if unassigned > 0 {
      lines.append("Not in it: \(Texts.clockLength(unassigned)) unassigned or rejected.")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: - Chart

  /// A bar for each row; each state has its shade.
  func chart(width: Int) -> String {
    let labels = report.rows.map { neutralised(names($0).joined(separator: ", ")) }
    let lengths = report.rows.map { Texts.clockLength($0.sums.seconds) }
    let labelWidth = min(labels.map { cells(of: $0) }.max() ?? 0, width / 2)
    let lengthWidth = lengths.map(\.count).max() ?? 0
    let room = max(4, width - labelWidth - lengthWidth - 4)
    let most = report.rows.map(\.sums.seconds).max() ?? 0
    var lines: [String] = []
    for (index, row) in report.rows.enumerated() {
      let label = fitted(labels[index], width: labelWidth)
      let gap = String(repeating: " ", count: labelWidth - cells(of: label))
      let padding = String(repeating: " ", count: lengthWidth - lengths[index].count)
      let bar = bar(row.sums, room: Int64(room), most: most)
      lines.append("\(label)\(gap)  \(padding)\(lengths[index])  \(bar)")
    }
    if states.count > 1 {
      lines.append(states.map { "\($0.shade) \($0)" }.joined(separator: "   "))
    }
    return lines.map { $0 + "\n" }.joined() + remarks
  }

  /// What is there is seen: at least one cell.
  private func bar(_ sums: ReportSums, room: Int64, most: Int64) -> String {
    guard most > 0 else { return "" }
    let length = max(1, (sums.seconds * room * 2 + most) / (2 * most))
    let parts = apportion(length, by: states.map { sums.seconds($0) })
    return zip(states, parts).map { String(repeating: $0.shade, count: Int($1)) }.joined()
  }
}

extension ReportField {
  fileprivate var isTime: Bool {
    switch self {
    case .day, .week, .month: true
    case .client, .project, .task, .app: false
    }
  }
}

extension ReportItem.State {
  fileprivate var shade: Character {
    switch self {
    case .proposed: "░"
    case .approved: "▓"
    case .invoiced: "█"
    case .rejected: "×"
    case .writtenOff: "−"
    }
  }
}
