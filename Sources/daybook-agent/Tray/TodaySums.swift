import Activity
import ActivityLog
import Rules

/// Adds up the working day for the tray's menu, when somebody opens it. Keeps nothing.
struct TodaySums {
  /// What the rules say, with the names that they use; nil without rules.
  let rules: RuleSet?

  /// Of the record from `start` to `end`; nil where it can't be read.
  func read(_ path: String, from start: Instant, to end: Instant) -> TrayContents.Today? {
    do throws(ActivityLogError) {
      // The loop waits for us: a log that another program holds is not waited for.
      let log = try ActivityLog.open(path: path, mode: .read, busyTimeout: 100)
      return try sums(of: log, from: start, to: end)
    } catch {
      return nil
    }
  }

  private func sums(
    of log: ActivityLog, from start: Instant, to end: Instant
  ) throws(ActivityLogError) -> TrayContents.Today {
    var today = TrayContents.Today(assigned: rules == nil ? nil : 0)
    let zones = try log.zones()
    let classifier = rules.map(Classifier.init)
    var contexts: [Int64: Int] = [:]
    // Two sources may tell of the same time, which counts once.
    var counted = start
    try log.rows(from: start, to: end) { (row) throws(ActivityLogError) in
      let (from, to) = (max(row.start, counted), min(row.end, end))
      guard from < to else { return }
      counted = to
      guard row.presence == .active else { return }
      today.active += to - from
      guard let classifier else { return }
      let context: Int
      if let known = contexts[row.context] {
        context = known
      } else {
        context = classifier.newContext(
          of: Observation(presence: .active, subject: try log.subject(of: row.context)))
        contexts[row.context] = context
      }
      classifier.classify(context, from: from, to: to, zone: zones[row.zone] ?? .utc) {
        if classifier.verdicts[$2].classification.project != nil {
          today.assigned = (today.assigned ?? 0) + ($1 - $0)
        }
      }
    }
    return today
  }

  /// Whose work `window` is now.
  func work(_ subject: Subject, at instant: Instant, zone: Zone) -> TrayContents.Work? {
    guard case .window(let window) = subject else { return nil }
    guard let rules else { return window.app.isEmpty ? nil : .program(window.app) }
    let span = Span(
      source: "", start: instant, end: instant.advanced(by: 1),
      observation: Observation(presence: .active, subject: subject), zone: zone)
    let piece = rules.classify(span).first
    // The rules act on what is shown, too.
    guard case .window(let rest) = piece?.subject else { return nil }
    guard let key = piece?.classification.project else {
      return rest.app.isEmpty ? nil : .program(rest.app)
    }
    let client = rules.catalogue.client(key.client)
    let project = client?.projects.first { $0.label.key == key.project }
    return .project(
      named(project?.label, else: key.project), client: named(client?.label, else: key.client))
  }

  private func named(_ label: Catalogue.Label?, else key: String) -> String {
    label.flatMap { $0.name.isEmpty ? nil : $0.name } ?? key
  }
}
