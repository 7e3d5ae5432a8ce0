import Activity

extension ClientList {
  /// What the task says, else its project, else its client; billable where nobody says.
  public func isBillable(_ key: ProjectKey, task: String?) -> Bool {
    let project = project(key)
    return task.flatMap { project?.task($0)?.billable } ?? project?.billable
      ?? client(key.client)?.billable ?? true
  }
}
