import Activity

extension ByteWriter {
  mutating func write(_ rule: Rule) {
    write(rule.name)
    write(rule.place.file)
    write(Int64(rule.place.line))
    write(rule.condition)
    write(rule.settings.project) { writer, project in
      writer.write(project.client)
      writer.write(project.project) { $0.write($1) }
    }
    write(rule.settings.task) { $0.write($1) }
    write(rule.settings.billable) { $0.write($1) }
    write(rule.settings.note) { $0.write($1) }
    write(rule.settings.handsOff)
    for name in [
      rule.settings.terms.role, rule.settings.terms.complexity, rule.settings.terms.multiplier,
    ] {
      write(name) { $0.write($1) }
    }
    write(rule.exclude)
    write(rule.redaction) { writer, redaction in
      switch redaction {
      case .whole: writer.write(0 as UInt8)
      case .patterns(let patterns):
        writer.write(1 as UInt8)
        writer.write(patterns) { $0.write($1.text) }
      }
    }
    write(rule.stop)
  }

  private mutating func write(_ template: Template) {
    write(template.parts) { writer, part in
      switch part {
      case .literal(let text):
        writer.write(0 as UInt8)
        writer.write(text)
      case .capture(let name):
        writer.write(1 as UInt8)
        writer.write(name)
      }
    }
  }

  private mutating func write(_ condition: Condition) {
    switch condition {
    case .always:
      write(0 as UInt8)
    case .text(let fact, .whole(let text)):
      write(1 as UInt8)
      write(fact.rawValue)
      write(text)
    case .text(let fact, .pattern(let pattern)):
      write(2 as UInt8)
      write(fact.rawValue)
      write(pattern.text)
    case .presence(let presence):
      write(3 as UInt8)
      write(presence.rawValue)
    case .weekday(let days):
      write(4 as UInt8)
      write(days.bits)
    case .time(let time):
      write(5 as UInt8)
      write(UInt16(time.start))
      write(UInt16(time.end))
    case .date(let span):
      write(6 as UInt8)
      write(span.first) { $0.write(Int32($1.daysSince1970)) }
      write(span.last) { $0.write(Int32($1.daysSince1970)) }
    case .any(let parts):
      write(7 as UInt8)
      write(parts) { $0.write($1) }
    case .all(let parts):
      write(8 as UInt8)
      write(parts) { $0.write($1) }
    case .not(let part):
      write(9 as UInt8)
      write(part)
    }
  }

  mutating func write(_ catalogue: Catalogue) {
    write(catalogue.clients) { writer, client in
      writer.write(client.label)
      writer.write(client.billable) { $0.write($1) }
      writer.write(client.multipliers) { $0.write($1) }
      writer.write(client.projects) { writer, project in
        writer.write(project.label)
        writer.write(project.billable) { $0.write($1) }
        writer.write(project.tasks) { writer, task in
          writer.write(task.label)
          writer.write(task.billable) { $0.write($1) }
        }
      }
    }
    for names in [catalogue.roles, catalogue.complexities, catalogue.multipliers] {
      write(names) { $0.write($1) }
    }
  }

  private mutating func write(_ label: Catalogue.Label) {
    write(label.key)
    write(label.name)
    write(label.aliases) { $0.write($1) }
  }
}

extension ByteReader {
  mutating func readRule(_ engine: PatternEngine) throws(FilterError) -> Rule {
    let name = try readText()
    let file = try readText()
    let line = try read(Int64.self)
    let condition = try readCondition(engine)
    var settings = RuleSettings()
    settings.project = try readOptional { (reader) throws(FilterError) in
      ProjectTemplate(
        client: try reader.readTemplate(),
        project: try reader.readOptional { (reader) throws(FilterError) in
          try reader.readTemplate()
        })
    }
    settings.task = try readOptional { (reader) throws(FilterError) in try reader.readTemplate() }
    settings.billable = try readOptional { (reader) throws(FilterError) in try reader.readBool() }
    settings.note = try readOptional { (reader) throws(FilterError) in try reader.readTemplate() }
    settings.handsOff = try readBool()
    settings.terms.role = try readName()
    settings.terms.complexity = try readName()
    settings.terms.multiplier = try readName()
    let exclude = try readBool()
    let redaction = try readOptional { (reader) throws(FilterError) -> Redaction in
      switch try reader.read(UInt8.self) {
      case 0: return .whole
      case 1:
        return .patterns(
          try reader.readList { (reader) throws(FilterError) in try reader.readPattern(engine) })
      default: throw FilterError.damaged
      }
    }
    return Rule(
      name: name, place: Place(file: file, line: Int(line)), condition: condition,
      settings: settings, exclude: exclude, redaction: redaction, stop: try readBool())
  }

  private mutating func readPattern(_ engine: PatternEngine) throws(FilterError) -> Pattern {
    let text = try readText()
    do {
      return try Pattern(text, engine: engine)
    } catch {
      throw FilterError.pattern(error)
    }
  }

  private mutating func readTemplate() throws(FilterError) -> Template {
    Template(
      parts: try readList { (reader) throws(FilterError) -> Template.Part in
        switch try reader.read(UInt8.self) {
        case 0: return .literal(try reader.readText())
        case 1: return .capture(try reader.readText())
        default: throw FilterError.damaged
        }
      })
  }

  private mutating func readFact() throws(FilterError) -> Fact {
    guard let fact = Fact(rawValue: try read(UInt8.self)) else { throw FilterError.damaged }
    return fact
  }

  private mutating func readDate() throws(FilterError) -> CivilDate {
    let days = Int(try read(Int32.self))
    // 0001-01-01 to 9999-12-31.
    guard (-719_162...2_932_896).contains(days) else { throw FilterError.damaged }
    return CivilDate(daysSince1970: days)
  }

  private mutating func readCondition(_ engine: PatternEngine) throws(FilterError) -> Condition {
    try nested { (reader) throws(FilterError) in
      switch try reader.read(UInt8.self) {
      case 0: return .always
      case 1: return .text(try reader.readFact(), .whole(try reader.readText()))
      case 2: return .text(try reader.readFact(), .pattern(try reader.readPattern(engine)))
      case 3:
        guard let presence = Presence(rawValue: try reader.read(UInt8.self)) else {
          throw FilterError.damaged
        }
        return .presence(presence)
      case 4: return .weekday(Weekdays(bits: try reader.read(UInt8.self)))
      case 5:
        let (start, end) = (try reader.read(UInt16.self), try reader.read(UInt16.self))
        guard let time = DayTime(start: Int(start), end: Int(end)) else {
          throw FilterError.damaged
        }
        return .time(time)
      case 6:
        let first = try reader.readOptional { (reader) throws(FilterError) in
          try reader.readDate()
        }
        let last = try reader.readOptional { (reader) throws(FilterError) in
          try reader.readDate()
        }
        guard let span = DateSpan(first: first, last: last) else { throw FilterError.damaged }
        return .date(span)
      case 7:
        return .any(
          try reader.readList { (reader) throws(FilterError) in try reader.readCondition(engine) })
      case 8:
        return .all(
          try reader.readList { (reader) throws(FilterError) in try reader.readCondition(engine) })
      case 9: return .not(try reader.readCondition(engine))
      default: throw FilterError.damaged
      }
    }
  }

  mutating func readCatalogue() throws(FilterError) -> Catalogue {
    Catalogue(
      clients: try readList { (reader) throws(FilterError) in
        Catalogue.Client(
          label: try reader.readLabel(), billable: try reader.readBillable(),
          multipliers: try reader.readNames(),
          projects: try reader.readList { (reader) throws(FilterError) in
            Catalogue.Project(
              label: try reader.readLabel(), billable: try reader.readBillable(),
              tasks: try reader.readList { (reader) throws(FilterError) in
                Catalogue.Task(
                  label: try reader.readLabel(), billable: try reader.readBillable())
              })
          })
      }, roles: try readNames(), complexities: try readNames(), multipliers: try readNames())
  }

  private mutating func readName() throws(FilterError) -> String? {
    try readOptional { (reader) throws(FilterError) in try reader.readText() }
  }

  private mutating func readNames() throws(FilterError) -> [String] {
    try readList { (reader) throws(FilterError) in try reader.readText() }
  }

  private mutating func readBillable() throws(FilterError) -> Bool? {
    try readOptional { (reader) throws(FilterError) in try reader.readBool() }
  }

  private mutating func readLabel() throws(FilterError) -> Catalogue.Label {
    Catalogue.Label(
      key: try readText(), name: try readText(),
      aliases: try readList { (reader) throws(FilterError) in try reader.readText() })
  }
}
