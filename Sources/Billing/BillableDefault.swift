import Activity

/// Who in clients.yaml says whether time is billed.
public struct BillableSource: Hashable, Sendable {
  public var billable: Bool
  /// `acme/website/development`, `acme/website` or `acme`.
  public var owner: String
  /// Where the owner begins.
  public var place: Place
}

extension ClientList {
  /// What the task says, else its project, else its client; billable where nobody says.
  public func isBillable(_ key: ProjectKey, task: String?) -> Bool {
    billableSource(key, task: task)?.billable ?? true
  }

  /// The most specific one that says; nil where nobody does.
  public func billableSource(_ key: ProjectKey, task: String?) -> BillableSource? {
    let project = project(key)
    if let task = task.flatMap({ project?.task($0) }), let billable = task.billable {
      return BillableSource(billable: billable, owner: "\(key)/\(task.key)", place: task.place)
    }
    if let project, let billable = project.billable {
      return BillableSource(billable: billable, owner: "\(key)", place: project.place)
    }
    guard let client = client(key.client), let billable = client.billable else { return nil }
    return BillableSource(billable: billable, owner: client.key, place: client.place)
  }
}
