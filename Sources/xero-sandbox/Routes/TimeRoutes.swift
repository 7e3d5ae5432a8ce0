/// `/Projects/{id}/Time` and below: whole minutes of someone on a task.
extension Project {
  mutating func answerTime(
    _ call: Call, users: [SignIns.User], _ mint: inout Mint
  ) throws(ProjectRefusal) -> Reply {
    let index =
      call.path.count == 4 ? entries.firstIndex { $0.id == call.path[3].lowercased() } : nil
    switch (call.request.method, index) {
    case ("GET", nil) where call.path.count == 3:
      return try page(found(call.request).map(json), call)
    case ("POST", nil) where call.path.count == 3:
      let entry = try entry(call, id: mint.guid(), entered: call.now, users)
      entries.append(entry)
      // 200, not 201: as the description says of this one.
      return .json(200, json(entry), .compact)
    case ("GET", let index?): return .json(200, json(entries[index]), .compact)
    case ("PUT", let index?):
      let old = entries[index]
      entries[index] = try entry(call, id: old.id, entered: old.entered, users)
    case ("DELETE", let index?): entries.remove(at: index)
    default: throw .notFound
    }
    return Reply(204)
  }

  private func entry(
    _ call: Call, id: String, entered: Milliseconds, _ users: [SignIns.User]
  ) throws(ProjectRefusal) -> TimeEntry {
    var fields = try ProjectFields(call.request)
    let user = fields.guid("userId", required: true)
    let task = fields.guid("taskId", required: true)
    let date = fields.instant("dateUtc", required: true)
    let minutes = fields.minutes("duration", required: true, in: 1...59_940)
    let description = fields.value("description", "a text") { $0.text }
    if let user, !users.contains(where: { $0.id == user }) {
      fields.refuse("userId", "The user is none of Projects.")
    }
    if let task, !tasks.contains(where: { $0.id == task }) {
      fields.refuse("taskId", "The task was not found in the project.")
    }
    if isClosed { fields.refuse("projectId", "The project is closed.") }
    try fields.check()
    return TimeEntry(
      id: id, userID: user ?? emptyGUID, taskID: task ?? emptyGUID, date: date ?? call.now,
      entered: entered, minutes: minutes ?? 0, description: description)
  }

  private func found(_ request: Request) -> [TimeEntry] {
    func instant(_ name: String) -> Milliseconds? {
      request.parameter(name).flatMap { Milliseconds(instant: $0) }
    }
    let (user, task) = (request.parameter("userId"), request.parameter("taskId"))
    let (contact, states) = (request.parameter("contactId"), request.list("states"))
    let (after, before) = (instant("dateAfterUtc"), instant("dateBeforeUtc"))
    let chargeable = request.flag("isChargeable")
    // Nothing is invoiced from here.
    guard request.parameter("invoiceId") == nil, states?.contains("active") ?? true,
      contact == nil || contact?.lowercased() == contactID
    else { return [] }
    return entries.filter { entry in
      guard user == nil || user?.lowercased() == entry.userID,
        task == nil || task?.lowercased() == entry.taskID
      else { return false }
      if let chargeable, chargeable != isChargeable(entry) { return false }
      return after.map { entry.date >= $0 } ?? true && before.map { entry.date <= $0 } ?? true
    }
  }
}

extension SignIns.User {
  var projectJSON: JSON {
    ["userId": .string(id), "name": .string(name), "email": .string(email)]
  }
}
