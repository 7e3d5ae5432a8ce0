import Activity
import Billing
import Timesheet

/// What time is given to: a project of `clients.yaml`, and a task of it.
public struct WorkTarget: Hashable, Sendable {
  public var project: ProjectKey
  public var task: String?

  public init(project: ProjectKey, task: String? = nil) {
    self.project = project
    self.task = task
  }
}

extension Home {
  /// Reads `acme/website`, `acme/website/development`, or `website` where one client alone has
  /// such a project.
  ///
  /// - Throws: `Refusal` (3) with the names that there are.
  public func target(_ text: String, task: String? = nil) throws -> WorkTarget {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let known = settings.clients.clients.flatMap { client in
      client.projects.map { ProjectKey(client: client.key, project: $0.key) }
    }
    let meant = known.filter {
      parts.count == 1 ? $0.project == parts[0] : $0.client == parts[0] && $0.project == parts[1]
    }
    guard let project = meant.first, parts.count <= 3 else {
      throw Refusal(
        .noMatch,
        "No project \"\(text)\". clients.yaml has "
          + known.map(\.description).joined(separator: ", ") + ".")
    }
    guard meant.count == 1 else {
      throw Refusal(
        .noMatch,
        "\"\(text)\" could be \(meant.map(\.description).joined(separator: " or ")). Say which.")
    }
    let named = parts.count == 3 ? parts[2] : nil
    if let named, let task, named != task {
      throw Refusal(.usage, "\"\(text)\" names the task \(named), --task the task \(task).")
    }
    return try checked(WorkTarget(project: project, task: task ?? named))
  }

  /// - Throws: `Refusal` (3) where the project has no such task.
  func checked(_ target: WorkTarget) throws -> WorkTarget {
    guard let project = settings.clients.project(target.project) else {
      throw Refusal(.noMatch, "clients.yaml has no project \(target.project) any more.")
    }
    if let task = target.task, project.task(task) == nil {
      let tasks = project.tasks.map(\.key)
      throw Refusal(
        .noMatch,
        "\(target.project) has no task \"\(task)\". "
          + (tasks.isEmpty ? "It has none at all." : "It has \(tasks.joined(separator: ", "))."))
    }
    return target
  }

  /// - Parameter billable: nil for what `clients.yaml` says of task, project and client.
  func subject(
    for target: WorkTarget, billable: Bool?, handsOff: Bool
  ) -> EntrySubject {
    .work(
      WorkKey(
        project: target.project, task: target.task,
        billable: billable ?? settings.clients.isBillable(target.project, task: target.task),
        handsOff: handsOff))
  }
}
