/// What the Projects API answers: camelCase, no envelope, times of RFC 3339.
extension Project {
  /// Nothing is ever invoiced from here, so all that is charged is still to be invoiced.
  var json: JSON {
    let charged = tasks.reduce(Number.zero) { $0 + amount(of: $1) }
    let open = entries.filter(isChargeable).reduce(0) { $0 + $1.minutes }
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    add("projectId", .string(id))
    if let contactID { add("contactId", .string(contactID)) }
    add("name", .string(name))
    add("currencyCode", .string(currency))
    add("minutesLogged", .int(minutes))
    add("totalTaskAmount", money(charged))
    add("totalExpenseAmount", money(.zero))
    add("minutesToBeInvoiced", .int(open))
    add("taskAmountToBeInvoiced", money(charged))
    for key in [
      "taskAmountInvoiced", "expenseAmountToBeInvoiced", "expenseAmountInvoiced",
      "projectAmountInvoiced", "deposit", "depositApplied", "creditNoteAmount", "totalInvoiced",
    ] { add(key, money(.zero)) }
    add("totalToBeInvoiced", money(charged))
    if let deadline { add("deadlineUtc", .string(deadline.utcText + "Z")) }
    if let estimate { add("estimate", money(estimate)) }
    add("status", isClosed ? "CLOSED" : "INPROGRESS")
    return .object(members)
  }

  func json(_ task: Task) -> JSON {
    let (minutes, amount) = (minutes(on: task), amount(of: task))
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    add("name", .string(task.name))
    add("rate", money(task.rate))
    add("chargeType", .string(task.charge.rawValue))
    add("status", "ACTIVE")
    if let estimate = task.estimateMinutes { add("estimateMinutes", .int(estimate)) }
    add("taskId", .string(task.id))
    add("projectId", .string(id))
    add("totalMinutes", .int(minutes))
    add("totalAmount", money(amount))
    add("minutesToBeInvoiced", .int(task.charge == .free ? 0 : minutes))
    add("minutesInvoiced", 0)
    add("nonChargeableMinutes", .int(task.charge == .free ? minutes : 0))
    add("fixedMinutes", .int(task.charge == .fixed ? minutes : 0))
    add("amountToBeInvoiced", money(amount))
    add("amountInvoiced", money(.zero))
    return .object(members)
  }

  /// The moment of entering has 7 decimals, as the server's own.
  func json(_ entry: TimeEntry) -> JSON {
    var members: [JSON.Member] = [
      .init(key: "timeEntryId", value: .string(entry.id)),
      .init(key: "userId", value: .string(entry.userID)),
      .init(key: "projectId", value: .string(id)),
      .init(key: "taskId", value: .string(entry.taskID)),
      .init(key: "dateUtc", value: .string(entry.date.utcText + "Z")),
      .init(key: "dateEnteredUtc", value: .string(entry.entered.utcText + entry.entered.fraction)),
      .init(key: "duration", value: .int(entry.minutes)),
    ]
    if let text = entry.description {
      members.append(.init(key: "description", value: .string(text)))
    }
    members.append(.init(key: "status", value: "ACTIVE"))
    return .object(members)
  }

  private func money(_ value: Number) -> JSON {
    ["currency": .string(currency), "value": .money(value)]
  }
}

extension Milliseconds {
  fileprivate var fraction: String {
    let digits = String(self - quotientFloor(1000) * 1000)
    return "." + String(repeating: "0", count: 3 - digits.count) + digits + "0000Z"
  }
}
