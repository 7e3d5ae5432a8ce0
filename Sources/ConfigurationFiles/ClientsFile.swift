import Activity
import Billing
import Rules

/// `clients.yaml`: who pays, for what, at which rates.
struct ClientsFile {
  var list: ClientList
  /// By client key, where a client has lengths of its own.
  var propose: [String: ProposeOverrides] = [:]

  static let file = "clients.yaml"

  private let values: Values
  private var reader: RateReader

  init(_ source: SettingsFile) throws(BadFile) {
    values = Values(file: source.name)
    reader = RateReader(values)
    list = ClientList(clients: [])
    guard let root = try YAMLParser.parse(source.text, file: source.name) else {
      throw BadFile(
        file: source.name, line: 1, column: 1, what: "The file is empty",
        next: "Write 'clients:' and a client under it")
    }
    let fields = try Fields(
      root, source.name, of: "clients.yaml",
      known: ["clients", "currency", "rates", "multipliers", "role"])
    let node = try fields.required(
      "clients", of: "The file", next: "Write 'clients:' and a client under it")
    try readWorkspace(fields)
    let clients = try Fields(node, source.name, of: "clients", known: nil)
    for key in clients.keys {
      guard let node = clients[key.text] else { continue }
      list.clients.append(try client(key, node))
    }
    try refuseSharedAliases(list.clients.map { ($0.key, $0.name, $0.aliases, $0.place) })
    try reader.checkMentions(multipliers: list.multipliers)
  }

  /// What holds for all clients.
  private mutating func readWorkspace(_ fields: Fields) throws(BadFile) {
    let currency = try fields["currency"].map { (node) throws(BadFile) in
      try reader.currency(node)
    }
    list.multipliers = try reader.multipliers(fields)
    list.rates = try reader.rates(fields, in: currency, isFixed: false)
    list.role = try reader.role(fields)
  }

  private mutating func client(_ key: YAMLKey, _ node: YAMLNode) throws(BadFile) -> Client {
    try check(key, "client")
    let what = "A client"
    let fields = try Fields(
      node, values.file, of: what,
      known: [
        "name", "aliases", "domains", "currency", "billable", "rates", "multipliers", "rounding",
        "lines", "text", "day_minimum", "courtesy", "cap", "budget", "xero", "propose", "projects",
      ] + RateReader.termKeys)
    if let node = fields["propose"] { propose[key.text] = try ProposeOverrides(node, values) }
    guard let currency = fields["currency"] else {
      throw BadFile(
        file: values.file, line: key.mark.line, column: key.mark.column,
        what: "The client \"\(key.text)\" has no currency", why: "Its rates would be of no money",
        next: "Add a line such as 'currency: NZD'")
    }
    let named = try label(key, fields)
    let money = try reader.currency(currency)
    let multipliers = try reader.multipliers(fields)
    return Client(
      key: key.text, name: named.name, aliases: named.aliases, domains: try domains(fields),
      currency: money, billable: try billable(fields),
      rates: try reader.rates(fields, in: money), multipliers: multipliers,
      terms: try reader.terms(fields, own: multipliers),
      rounding: try RoundingReader(values: values).schedule(fields),
      lines: try lines(fields), text: try template(fields), dayMinimum: try dayMinimum(fields),
      courtesy: try flag(fields, "courtesy") ?? false, cap: try cap(fields),
      budget: try BudgetReader(values: values).budget(fields), xero: try xero(fields),
      projects: try projects(fields, of: money, multipliers), place: place(key))
  }

  private mutating func projects(
    _ fields: Fields, of currency: Currency, _ multipliers: [Multiplier]
  ) throws(BadFile) -> [Project] {
    guard let node = fields["projects"] else { return [] }
    let all = try Fields(node, values.file, of: "projects", known: nil)
    var projects: [Project] = []
    for key in all.keys {
      guard let node = all[key.text] else { continue }
      try check(key, "project")
      let fields = try Fields(
        node, values.file, of: "A project",
        known: ["name", "aliases", "billable", "rates", "cap", "budget", "tasks"]
          + RateReader.termKeys + WorkBooking.keys)
      let named = try label(key, fields)
      projects.append(
        Project(
          key: key.text, name: named.name, aliases: named.aliases, billable: try billable(fields),
          rates: try reader.rates(fields, in: currency),
          terms: try reader.terms(fields, own: multipliers), cap: try cap(fields),
          budget: try BudgetReader(values: values).budget(fields),
          booking: try WorkBooking(fields, values),
          tasks: try tasks(fields, of: currency, multipliers), place: place(key)))
    }
    try refuseSharedAliases(projects.map { ($0.key, $0.name, $0.aliases, $0.place) })
    return projects
  }

  private mutating func tasks(
    _ fields: Fields, of currency: Currency, _ multipliers: [Multiplier]
  ) throws(BadFile) -> [WorkTask] {
    guard let node = fields["tasks"] else { return [] }
    let all = try Fields(node, values.file, of: "tasks", known: nil)
    var tasks: [WorkTask] = []
    for key in all.keys {
      guard let node = all[key.text] else { continue }
      try check(key, "task")
      let fields = try Fields(
        node, values.file, of: "A task",
        known: ["name", "aliases", "billable", "rates", "budget"] + RateReader.termKeys
          + WorkBooking.keys)
      let named = try label(key, fields)
      tasks.append(
        WorkTask(
          key: key.text, name: named.name, aliases: named.aliases, billable: try billable(fields),
          rates: try reader.rates(fields, in: currency),
          terms: try reader.terms(fields, own: multipliers),
          budget: try BudgetReader(values: values).budget(fields),
          booking: try WorkBooking(fields, values), place: place(key)))
    }
    try refuseSharedAliases(tasks.map { ($0.key, $0.name, $0.aliases, $0.place) })
    return tasks
  }

  private func label(
    _ key: YAMLKey, _ fields: Fields
  ) throws(BadFile) -> (name: String, aliases: [String]) {
    var name = key.text
    if let node = fields["name"] { name = try values.name(node, "name") }
    var aliases: [String] = []
    if let node = fields["aliases"] {
      for alias in try values.list(node, "aliases") {
        aliases.append(try values.name(alias, "An alias"))
      }
    }
    return (name, aliases)
  }

  private func domains(_ fields: Fields) throws(BadFile) -> [String] {
    guard let node = fields["domains"] else { return [] }
    var domains: [String] = []
    for node in try values.list(node, "domains") {
      let text = try values.name(node, "A domain")
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count > 1,
        parts.allSatisfy({ part in
          !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        })
      else {
        throw values.refusal(
          node, "A domain is not \(quoted(text))", next: "Write it like acme.example")
      }
      domains.append(text)
    }
    return domains
  }

  private func billable(_ fields: Fields) throws(BadFile) -> Bool? {
    try flag(fields, "billable")
  }

  private func flag(_ fields: Fields, _ name: String) throws(BadFile) -> Bool? {
    guard let node = fields[name] else { return nil }
    return try values.flag(node, name)
  }

  private func dayMinimum(_ fields: Fields) throws(BadFile) -> Int64 {
    guard let node = fields["day_minimum"] else { return 0 }
    return try values.length(node, "day_minimum", in: 0...86_400)
  }

  private func cap(_ fields: Fields) throws(BadFile) -> Cap? {
    guard let node = fields["cap"] else { return nil }
    let fields = try Fields(
      node, values.file, of: "cap", known: ["hours", "money", "per"])
    var cap = Cap(hours: nil, money: nil)
    if let node = fields["hours"] { cap.hours = try values.money(node, "hours") }
    if let node = fields["money"] { cap.money = try values.money(node, "money") }
    if let node = fields["per"] { cap.per = try values.choice(node, "per", Cap.Period.self) }
    guard cap.hours != nil || cap.money != nil, cap.hours != 0, cap.money != 0 else {
      throw values.refusal(
        node, "cap has no 'hours' and no 'money' above 0",
        next: "Write it like { hours: 40, per: month }")
    }
    return cap
  }

  private func lines(_ fields: Fields) throws(BadFile) -> LineGrouping {
    guard let node = fields["lines"] else { return .task }
    return try values.choice(node, "lines", LineGrouping.self)
  }

  private func template(_ fields: Fields) throws(BadFile) -> LineTemplate {
    guard let node = fields["text"] else { return .standard }
    let text = try values.name(node, "text")
    do {
      return try LineTemplate(text)
    } catch {
      let known = LineTemplate.Field.allCases.map(\.rawValue)
      throw values.refusal(
        node, "text holds \(quoted(error.name)), which is none of its fields",
        why: "They are \(listed(known.map { "{\($0)}" }))",
        next: nearest(to: error.name, in: known).map { "The nearest is '{\($0)}'" }
          ?? "Use one of those")
    }
  }

  private func xero(_ fields: Fields) throws(BadFile) -> XeroSettings {
    guard let node = fields["xero"] else { return XeroSettings() }
    let fields = try Fields(node, values.file, of: "xero", known: XeroSettings.keys)
    var settings = XeroSettings()
    if let node = fields["account"] { settings.account = try values.name(node, "account") }
    if let node = fields["tax"] { settings.tax = try values.name(node, "tax") }
    try settings.read(fields, values)
    return settings
  }

  private func place(_ key: YAMLKey) -> Place {
    Place(file: values.file, line: key.mark.line)
  }

  /// Keys become parts of commands, ids and file names.
  private func check(_ key: YAMLKey, _ what: String) throws(BadFile) {
    let allowed = key.text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    let begins = key.text.utf8.first.map { ![0x2e, 0x5f, 0x2d].contains($0) } ?? false
    guard allowed, begins, key.text.utf8.count <= 64 else {
      throw BadFile(
        file: values.file, line: key.mark.line, column: key.mark.column,
        what: "\(quoted(key.text)) is no key for a \(what)",
        why: "A key is 1 to 64 of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit",
        next: "Write such a key, and the full name under 'name'")
    }
  }

  /// An alias must lead to one thing; keys differ, and of equal names the first is found.
  private func refuseSharedAliases(
    _ labels: [(key: String, name: String, aliases: [String], place: Place)]
  ) throws(BadFile) {
    for (index, label) in labels.enumerated() {
      for alias in label.aliases {
        let folded = alias.lowercased()
        for (other, candidate) in labels.enumerated() where other != index {
          let names = [candidate.key, candidate.name] + candidate.aliases
          guard names.contains(where: { $0.lowercased() == folded }) else { continue }
          throw BadFile(
            file: values.file, line: label.place.line, column: 1,
            what: "The alias \(quoted(alias)) of \"\(label.key)\" also stands for "
              + "\"\(candidate.key)\"",
            next: "Keep it with one of them")
        }
      }
    }
  }
}

extension ClientList {
  /// What rules may name of it.
  public var catalogue: Catalogue {
    Catalogue(
      clients: clients.map { client in
        Catalogue.Client(
          label: .init(key: client.key, name: client.name, aliases: client.aliases),
          billable: client.billable, multipliers: client.multipliers.map(\.name),
          projects: client.projects.map { project in
            Catalogue.Project(
              label: .init(key: project.key, name: project.name, aliases: project.aliases),
              billable: project.billable,
              tasks: project.tasks.map { task in
                Catalogue.Task(
                  label: .init(key: task.key, name: task.name, aliases: task.aliases),
                  billable: task.billable)
              })
          })
      }, roles: names(\.role), complexities: names(\.complexity),
      multipliers: multipliers.map(\.name))
  }

  /// What some rate names, each once.
  private func names(_ path: KeyPath<Rate, String?>) -> [String] {
    let projects = clients.flatMap(\.projects)
    let all =
      rates + clients.flatMap(\.rates) + projects.flatMap(\.rates)
      + projects.flatMap(\.tasks).flatMap(\.rates)
    return Array(Set(all.compactMap { $0[keyPath: path] })).sorted()
  }
}
