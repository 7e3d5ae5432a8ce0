import Activity
import Timesheet

/// Which notifications there are; each can be turned off by itself.
public struct NotifySwitches: Hashable, Sendable {
  public var away = true
  public var evening = true
  public var monthEnd = true
  public var cadence = true
  public var budget = true

  public init() {}
}

/// Reads what is told to a person, and when: `remind`, `cadence`, `notify`.
struct NotifyReader {
  let values: Values

  func switches(_ node: YAMLNode) throws(BadFile) -> NotifySwitches {
    let fields = try Fields(
      node, values.file, of: "notify",
      known: ["away", "evening", "month_end", "cadence", "budget"])
    var switches = NotifySwitches()
    func read(_ key: String, _ value: inout Bool) throws(BadFile) {
      if let node = fields[key] { value = try values.flag(node, key) }
    }
    try read("away", &switches.away)
    try read("evening", &switches.evening)
    try read("month_end", &switches.monthEnd)
    try read("cadence", &switches.cadence)
    try read("budget", &switches.budget)
    return switches
  }

  func reminder(_ node: YAMLNode) throws(BadFile) -> Reminder {
    let fields = try Fields(node, values.file, of: "remind", known: ["at", "days"])
    var reminder = Reminder()
    if let node = fields["at"] { reminder.second = Int64(try values.timeOfDay(node, "at")) * 60 }
    if let node = fields["days"] {
      var bits: UInt8 = 0
      for node in try values.oneOrMore(node, "days") {
        bits |= try values.weekdays(node, "days").bits
      }
      reminder.days = Weekdays(bits: bits)
    }
    return reminder
  }

  func cadence(_ node: YAMLNode) throws(BadFile) -> Cadence {
    let fields = try Fields(
      node, values.file, of: "cadence", known: ["every", "anchor", "deadline", "target"])
    let every = try values.choice(
      try fields.required(
        "every", of: "cadence", next: "Write it like { every: weekly, deadline: \"fri 17:00\" }"),
      "every", Cadence.Rhythm.self)
    var cadence = Cadence(every: every)
    if let node = fields["anchor"] {
      cadence.anchor = try values.date(node, "anchor")
    } else if every == .biweekly {
      throw values.refusal(
        node, "A biweekly cadence has no 'anchor'",
        why: "Nobody could say in which week its periods begin",
        next: "Add the first day of one of them, such as 'anchor: 2026-11-02'")
    }
    if let node = fields["deadline"] { cadence.deadline = try deadline(node, every) }
    if let node = fields["target"] {
      cadence.target = try values.length(
        node, "target", in: 60...Int64(every.length) * 86_400)
    }
    return cadence
  }

  /// `17:00`, `fri 17:00`, `next mon 10:00`.
  private func deadline(_ node: YAMLNode, _ every: Cadence.Rhythm) throws(BadFile)
    -> Cadence.Deadline
  {
    let text = try values.text(node, "deadline")
    var words = text.lowercased().split(separator: " ")[...]
    let isAfter = words.first == "next"
    if isAfter { words.removeFirst() }
    guard let minute = words.last.flatMap({ TimeOfDay.minute($0) }), minute < 1440, words.count <= 2
    else {
      throw values.refusal(
        node, "deadline is no time: \(quoted(text))",
        next: "Write it like \"17:00\", \"fri 17:00\" or, after the period, \"next mon 10:00\"")
    }
    var deadline = Cadence.Deadline(isAfter: isAfter, second: Int64(minute) * 60)
    if words.count == 2, let word = words.first {
      guard let day = Weekdays.names.firstIndex(of: String(word)) else {
        throw values.unknownWord(node, String(word), "The day of deadline", Weekdays.names)
      }
      guard every != .daily else {
        throw values.refusal(
          node, "A daily cadence's deadline has no weekday",
          next: "Write the time alone, such as \"18:00\" or, the day after, \"next 10:00\"")
      }
      deadline.weekday = day + 1
    }
    return deadline
  }
}
