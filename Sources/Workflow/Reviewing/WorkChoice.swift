import Activity
import Billing
import Timesheet

/// A project, or a task within it, that time can be given to.
public struct WorkChoice: Hashable, Sendable {
  public var project: ProjectKey
  /// A task's key; nil is the project without one.
  public var task: String?
  /// `Website rebuild, Development`.
  public var name: String
  /// The client's name.
  public var client: String
  /// Worked on lately.
  public var isRecent: Bool

  public init(
    project: ProjectKey, task: String?, name: String, client: String, isRecent: Bool = false
  ) {
    self.project = project
    self.task = task
    self.name = name
    self.client = client
    self.isRecent = isRecent
  }

  /// `acme/website development`.
  public var key: String { "\(project)" + (task.map { " \($0)" } ?? "") }
}

extension Home {
  /// All projects and tasks of `clients.yaml` in its order, those of the fortnight up to `date`
  /// first, the latest foremost.
  public func workChoices(at date: CivilDate) throws -> [WorkChoice] {
    let all = settings.clients.clients.flatMap { client in
      client.projects.flatMap { project in
        let key = ProjectKey(client: client.key, project: project.key)
        return [
          WorkChoice(project: key, task: nil, name: project.name, client: client.name)
        ]
          + project.tasks.map { task in
            WorkChoice(
              project: key, task: task.key, name: "\(project.name), \(task.name)",
              client: client.name)
          }
      }
    }
    var order: [String: Int] = [:]
    for booked in try books().entries(on: date.adding(days: -14)...date).reversed() {
      guard let key = booked.entry.key else { continue }
      let text = "\(key.project)" + (key.task.map { " \($0)" } ?? "")
      if order[text] == nil { order[text] = order.count }
    }
    let recent = all.filter { order[$0.key] != nil }
      .sorted { order[$0.key, default: 0] < order[$1.key, default: 0] }
    return recent.map { choice in
      var choice = choice
      choice.isRecent = true
      return choice
    } + all.filter { order[$0.key] == nil }
  }
}
