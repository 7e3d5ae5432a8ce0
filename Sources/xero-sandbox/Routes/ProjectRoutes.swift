/// `/projects.xro/2.0/…`: what Xero Projects keeps, in a form of its own. Paths in any case.
///
/// Time that is logged here can be billed here too: whoever also makes invoices of it bills twice.
extension Ledger {
  mutating func projects(_ call: Call, _ mint: inout Mint) -> Reply {
    guard var organisation = self[tenant: call.tenant] else { return .notFound }
    let reply: Reply
    do throws(ProjectRefusal) {
      reply = try organisation.answer(call, &mint)
    } catch {
      return error.reply
    }
    self[tenant: call.tenant] = organisation
    return reply
  }
}

extension Organisation {
  fileprivate mutating func answer(
    _ call: Call, _ mint: inout Mint
  ) throws(ProjectRefusal) -> Reply {
    let (method, path) = (call.request.method, call.path)
    switch (method, call.resource, path.count) {
    case ("GET", "projectsusers", 1):
      return try page(projectUsers.map(\.projectJSON), call)
    case ("GET", "projects", 1): return try list(call)
    case ("POST", "projects", 1): return try addProject(call, &mint)
    case (_, "projects", 2...4): break
    default: throw .notFound
    }
    guard let index = projects?.firstIndex(where: { $0.id == path[1].lowercased() }),
      var project = projects?[index]
    else { throw .notFound }
    let reply: Reply
    switch (path.count, path.count > 2 ? path[2].lowercased() : "") {
    case (2, _): reply = try project.answer(call, of: self)
    case (_, "tasks"): reply = try project.answerTasks(call, &mint)
    case (_, "time"): reply = try project.answerTime(call, users: projectUsers, &mint)
    default: throw .notFound
    }
    projects?[index] = project
    return reply
  }

  /// Everyone who has a log-in.
  private var projectUsers: [SignIns.User] { [.first, .second] }

  private func list(_ call: Call) throws(ProjectRefusal) -> Reply {
    let (ids, states) = (call.request.list("projectIds"), call.request.list("states"))
    let contact = call.request.parameter("contactID")?.lowercased()
    let found = (projects ?? []).filter { project in
      guard ids?.contains(project.id) ?? true, contact == nil || project.contactID == contact
      else { return false }
      return states?.contains(project.isClosed ? "closed" : "inprogress") ?? true
    }
    return try page(found.map(\.json), call)
  }

  private mutating func addProject(
    _ call: Call, _ mint: inout Mint
  ) throws(ProjectRefusal) -> Reply {
    var fields = try ProjectFields(call.request)
    var project = Project(id: mint.guid(), name: fields.name(), currency: baseCurrency)
    project.contactID = fields.guid("contactId")
    project.deadline = fields.instant("deadlineUtc")
    project.estimate = fields.estimate()
    if let id = project.contactID, contact(id: id)?.status != .active {
      fields.refuse("contactId", "The contact was not found, or is archived.")
    }
    try fields.check()
    projects = (projects ?? []) + [project]
    return .json(201, project.json, .compact)
  }
}

/// Pages are always told; 50 items unless `pageSize` says otherwise, at most 500.
func page(_ items: [JSON], _ call: Call) throws(ProjectRefusal) -> Reply {
  func number(
    _ name: String, _ range: ClosedRange<Int>, else usual: Int
  ) throws(ProjectRefusal) -> Int {
    guard let text = call.request.parameter(name) else { return usual }
    guard let number = Int(text), range.contains(number) else {
      throw .invalid([name: ["The \(name) must be a number from \(range.lowerBound) on."]])
    }
    return number
  }
  let size = try number("pageSize", 1...500, else: 50)
  let page = try number("page", 1...1_000_000, else: 1)
  let shown = items.dropFirst((page - 1) * size).prefix(size)
  return .json(
    200,
    [
      "pagination": [
        "page": .int(page), "pageSize": .int(size),
        "pageCount": .int((items.count + size - 1) / size), "itemCount": .int(items.count),
      ],
      "items": .array(Array(shown)),
    ], .compact)
}

extension Project {
  /// `/Projects/{id}` itself.
  fileprivate mutating func answer(
    _ call: Call, of organisation: Organisation
  ) throws(ProjectRefusal) -> Reply {
    switch call.request.method {
    case "GET": return .json(200, json, .compact)
    case "PUT":
      var fields = try ProjectFields(call.request)
      name = fields.name()
      deadline = fields.instant("deadlineUtc")
      estimate = fields.estimate()
      try fields.check()
    case "PATCH":
      var fields = try ProjectFields(call.request)
      let closes = fields.value("status", required: true, "INPROGRESS or CLOSED") { field in
        ["INPROGRESS": false, "CLOSED": true][field.text ?? ""]
      }
      try fields.check()
      isClosed = closes ?? isClosed
    default: throw .notFound
    }
    return Reply(204)
  }

  /// `/Projects/{id}/Tasks` and below.
  fileprivate mutating func answerTasks(
    _ call: Call, _ mint: inout Mint
  ) throws(ProjectRefusal) -> Reply {
    let index = call.path.count == 4 ? tasks.firstIndex { $0.id == call.path[3].lowercased() } : nil
    switch (call.request.method, index) {
    case ("GET", nil) where call.path.count == 3:
      let (ids, charge) = (call.request.list("taskIds"), call.request.parameter("chargeType"))
      let found = tasks.filter {
        (ids?.contains($0.id) ?? true) && (charge == nil || $0.charge.rawValue == charge)
      }
      return try page(found.map(json), call)
    case ("POST", nil) where call.path.count == 3:
      let task = try task(call, id: mint.guid())
      tasks.append(task)
      return .json(201, json(task), .compact)
    case ("GET", let index?): return .json(200, json(tasks[index]), .compact)
    case ("PUT", let index?): tasks[index] = try task(call, id: tasks[index].id)
    case ("DELETE", let index?):
      guard minutes(on: tasks[index]) == 0 else {
        throw .invalid(["taskId": ["A task that time was logged on can't be deleted."]])
      }
      tasks.remove(at: index)
    default: throw .notFound
    }
    return Reply(204)
  }

  private func task(_ call: Call, id: String) throws(ProjectRefusal) -> Task {
    var fields = try ProjectFields(call.request)
    let charge = fields.value("chargeType", required: true, "TIME, FIXED or NON_CHARGEABLE") {
      $0.text.flatMap(Charge.init(rawValue:))
    }
    let task = Task(
      id: id, name: fields.name(limit: 100), rate: fields.rate(in: currency),
      charge: charge ?? .time,
      estimateMinutes: fields.minutes("estimateMinutes", required: false, in: 0...10_000_000))
    try fields.check()
    return task
  }
}
