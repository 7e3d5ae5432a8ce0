import Timesheet
import Workflow

/// Entries with the windows behind them.
struct EvidenceOutput {
  let entries: EntryOutput

  init(_ entries: EntryOutput) { self.entries = entries }

  func print(_ evidence: [EntryEvidence], _ list: ListOptions, _ printer: Printer) {
    if list.json {
      printer.json(.list("entries", evidence.map(json)))
    } else if list.csv {
      printer.csv(
        header: ["id", "day", "client", "project", "seconds", "absorbed", "app", "title"],
        rows: evidence.flatMap(csv))
    } else {
      for (index, one) in evidence.enumerated() {
        if index > 0 { printer.line() }
        show(one, printer)
      }
    }
  }

  private func json(_ evidence: EntryEvidence) -> JSON {
    let windows = evidence.windows.map { window -> JSON in
      var members: [(String, JSON)]
      switch window.name {
      case .window(let app, let title):
        members = [("app", .string(app)), ("title", .string(title))]
      case .nothing: members = [("app", .null), ("title", .null)]
      case .private: members = [("app", .null), ("title", .null), ("private", .bool(true))]
      case .gone: members = [("app", .null), ("title", .null), ("gone", .bool(true))]
      }
      return .object(
        members + [
          ("seconds", .int(window.seconds)), ("absorbed", .bool(window.absorbed)),
          ("rule", EntryOutput.json(window.rule)),
        ])
    }
    return .object(entries.members(of: evidence.booked) + [("evidence", .array(windows))])
  }

  private func csv(_ evidence: EntryEvidence) -> [[String]] {
    let entry = evidence.booked.entry
    return evidence.windows.map { window in
      let (app, title) = EvidenceOutput.cells(window.name)
      return [
        entry.id.text, entry.day.description, entry.key?.project.client ?? "",
        entry.key?.project.project ?? "", String(window.seconds), window.absorbed ? "yes" : "no",
        app, title,
      ]
    }
  }

  private func show(_ evidence: EntryEvidence, _ printer: Printer) {
    printer.line(neutralised(entries.sentence(evidence.booked)))
    var table = Table([
      .init(title: "   counted", alignment: .right), .init(title: "app", flexible: true),
      .init(title: "title", flexible: true), .init(title: "rule"),
    ])
    for window in evidence.windows {
      let (app, title) = EvidenceOutput.cells(window.name)
      let rule = window.absorbed ? "(absorbed)" : window.rule.map { "\($0.place)" } ?? ""
      table.add([Texts.clockLength(window.seconds), app, title, rule])
    }
    printer.table(table)
  }

  private static func cells(_ name: EntryEvidence.Name) -> (app: String, title: String) {
    switch name {
    case .window(let app, let title): (app, title)
    case .nothing: ("", "(no window)")
    case .private: ("(private)", "")
    case .gone: ("", "(no evidence)")
    }
  }
}
