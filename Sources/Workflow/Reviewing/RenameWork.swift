import Activity
import Billing
import Books
import Timesheet

/// A client, project or task by its keys: `acme`, `acme/website`, `acme/website/development`.
struct WorkPath: Hashable, CustomStringConvertible {
  var client: String
  var project: String?
  var task: String?

  /// Nil for anything but one to three keys.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    client = parts[0]
    project = parts.count > 1 ? parts[1] : nil
    task = parts.count > 2 ? parts[2] : nil
  }

  var parts: [String] { [client, project, task].compactMap { $0 } }
  var description: String { parts.joined(separator: "/") }

  var what: String { ["client", "project", "task"][parts.count - 1] }

  /// The key's own words where this path says nothing.
  func moved(_ key: WorkKey) -> WorkKey {
    var key = key
    key.project = ProjectKey(client: client, project: project ?? key.project.project)
    if let task { key.task = task }
    return key
  }
}

extension ClientList {
  func has(_ path: WorkPath) -> Bool {
    guard let client = client(path.client) else { return false }
    guard let name = path.project else { return true }
    guard let project = client.project(name) else { return false }
    return path.task.map { project.task($0) != nil } ?? true
  }
}

extension Home {
  /// Moves all time of a client, project or task whose key in clients.yaml has changed, whatever
  /// its state, and a client's link with it. One step.
  ///
  /// Stored rates and notes stay, and closed days stay closed: it is the same work under another
  /// key.
  public func rename(
    _ old: String, to new: String, why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    let (from, to) = try renamed(old, new)
    return try edit("rename", why: why, dryRun: dryRun) { change in
      let entries = try change.entries(
        ofClient: from.client, project: from.project, task: from.task)
      guard !entries.isEmpty else {
        throw Refusal(.noMatch, "No entry is on \(from). \"daybook entries\" lists what there is.")
      }
      let closed = try closedDays(among: Set(entries.map(\.entry.day)), in: change)
      for booked in entries {
        guard let key = booked.entry.key else { continue }
        guard try !change.isHeld(booked.entry.id) else {
          throw try EntryLocked(booked.entry, in: change)
        }
        var moved = booked
        moved.entry.subject = .work(to.moved(key))
        try change.put(moved)
      }
      for var day in closed {
        day.decisions = DayFacts.decisionsDigest(of: try change.entries(on: day.day...day.day))
        try change.set(day, of: day.day)
      }
      if from.project == nil { try change.moveLink(of: from.client, to: to.client) }
      return entries.map(\.entry.id)
    }
  }

  /// Those that are closed and whose entries are as they were then.
  private func closedDays(among days: Set<CivilDate>, in change: Change) throws -> [ClosedDay] {
    try days.sorted().compactMap { day in
      guard let closed = try change.closedDay(day),
        DayFacts.decisionsDigest(of: try change.entries(on: day...day)) == closed.decisions
      else { return nil }
      return closed
    }
  }

  private func renamed(_ old: String, _ new: String) throws -> (WorkPath, WorkPath) {
    guard let from = WorkPath(old), let to = WorkPath(new), from.parts.count == to.parts.count,
      from != to
    else {
      throw Refusal(
        .usage,
        "\"\(old)\" and \"\(new)\" are no two keys of one kind. Give two clients, projects or tasks, "
          + "such as acme/website acme/site.")
    }
    guard settings.clients.has(to) else {
      throw Refusal(
        .noMatch,
        "clients.yaml has no \(to.what) \(to). Change the key there first; it has "
          + settings.clients.clients.flatMap { client in
            client.projects.map { "\(client.key)/\($0.key)" }
          }.joined(separator: ", ") + ".")
    }
    guard !settings.clients.has(from) else {
      throw Refusal(
        .conflict,
        "clients.yaml still has the \(from.what) \(from), so its time is not without a home. "
          + "\"daybook assign ID \(to)\" moves single entries.")
    }
    return (from, to)
  }
}

extension ClientList {
  /// What of a key clients.yaml no longer has: `acme`, `acme/website` or `acme/website/meetings`.
  /// Nil where all of it is there.
  public func missing(of key: WorkKey) -> String? {
    guard let client = client(key.project.client) else { return key.project.client }
    guard let project = client.project(key.project.project) else { return "\(key.project)" }
    guard let task = key.task, project.task(task) == nil else { return nil }
    return key.path
  }
}

/// Approved time on keys that clients.yaml no longer has.
public struct HomelessTime: Hashable, Sendable {
  /// What is missing.
  public var path: String
  public var entries: Int
  public var seconds: Int64

  /// What happened, and what to do.
  public var sentence: String {
    let what = ["client", "project", "task"][path.split(separator: "/").count - 1]
    return
      "\(plural(entries, "approved entry is", "approved entries are")) on \(path), "
      + "but clients.yaml has no such \(what). \"daybook rename \(path) NEW\" moves them to its new "
      + "key."
  }
}

extension ClientList {
  func homeless(_ entries: [BookedEntry]) -> [HomelessTime] {
    homeless(
      entries.compactMap { booked in booked.entry.key.map { ($0, 1, booked.entry.seconds) } })
  }

  func homeless(_ work: [(key: WorkKey, entries: Int, seconds: Int64)]) -> [HomelessTime] {
    let lost = work.compactMap { work in missing(of: work.key).map { (path: $0, work: work) } }
    return Dictionary(grouping: lost, by: \.path).sorted { $0.key < $1.key }.map { path, lost in
      HomelessTime(
        path: path, entries: lost.reduce(0) { $0 + $1.work.entries },
        seconds: lost.reduce(0) { $0 + $1.work.seconds })
    }
  }
}
