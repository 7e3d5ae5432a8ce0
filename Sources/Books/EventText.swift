import Foundation

/// The JSON of what an event keeps, in the form that `JSONEncoder` gives it with sorted keys: a
/// year's proposals would take it twenty times the memory, and most of the time.
struct EventText {
  private(set) var text = ""
  private var isFirst = true

  mutating func object(_ members: (inout EventText) throws -> Void) rethrows {
    try surrounded("{", "}", members)
  }

  /// - Parameter members: in the order of their names by bytes.
  mutating func member(_ name: String, _ value: (inout EventText) throws -> Void) rethrows {
    separate()
    text += "\"\(name)\":"
    try value(&self)
    isFirst = false
  }

  mutating func list<Element>(
    _ elements: [Element], _ value: (inout EventText, Element) throws -> Void
  ) rethrows {
    try surrounded("[", "]") { text in
      for element in elements {
        text.separate()
        try value(&text, element)
        text.isFirst = false
      }
    }
  }

  mutating func raw(_ json: String) { text += json }

  mutating func string(_ string: String) {
    text += "\""
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c }) {
      text += string
    } else {
      escape(string)
    }
    text += "\""
  }

  private mutating func escape(_ string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func surrounded(
    _ open: String, _ close: String, _ inside: (inout EventText) throws -> Void
  ) rethrows {
    text += open
    isFirst = true
    try inside(&self)
    text += close
  }

  private mutating func separate() {
    if !isFirst { text += "," }
    isFirst = true
  }
}

extension EventText {
  mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    member(name) { $0.string(value) }
  }

  mutating func member(_ name: String, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    member(name) { $0.raw(String(value)) }
  }

  mutating func member(_ name: String, _ value: Bool) {
    member(name) { $0.raw(value ? "true" : "false") }
  }

  mutating func member(_ name: String, _ values: [String: String]?) {
    guard let values else { return }
    member(name) { text in
      text.object { text in
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
          text.separate()
          text.string(key)
          text.raw(":")
          text.string(value)
          text.isFirst = false
        }
      }
    }
  }
}

extension Snapshot {
  /// As an event stores it.
  func text() throws -> String {
    var text = EventText()
    try text.object { text in
      try text.member("days") { $0.raw(try Snapshot.encoded(days)) }
      text.member("entries") { $0.list(entries) { $0.entry($1) } }
      text.member("invoices", invoices)
      try text.member("links") { $0.raw(try Snapshot.encoded(links)) }
      text.member("notes") { $0.list(notes) { $0.string($1) } }
      text.member("pushes", pushes)
      if let rules { try text.member("rules") { $0.raw(try Snapshot.encoded(rules)) } }
      if let steps { text.member("steps") { $0.list(steps) { $0.raw(String($1)) } } }
    }
    return text.text
  }

  /// Of what is few.
  private static func encoded(_ values: [some Encodable]) throws -> String {
    guard !values.isEmpty else { return "[]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }
}

extension EventText {
  fileprivate mutating func entry(_ snapshot: EntrySnapshot) {
    object { text in
      text.member("entry") { $0.record(snapshot.entry) }
      text.member("spans") { $0.list(snapshot.spans) { $0.string($1.text) } }
    }
  }

  private mutating func record(_ entry: EntryRecord) {
    object { text in
      text.member("approved_by", entry.approved_by)
      text.member("approved_ms", entry.approved_ms)
      text.member("billable", entry.billable)
      text.member("client", entry.client)
      text.member("complexity", entry.complexity)
      text.member("day", entry.day)
      text.member("edited", entry.edited)
      text.member("end_s", entry.end_s)
      text.member("hands_off", entry.hands_off)
      text.member("id", entry.id)
      text.member("invoice", entry.invoice)
      text.member("multiplier", entry.multiplier)
      text.member("note", entry.note)
      text.member("note_written", entry.note_written)
      text.member("project", entry.project)
      text.member("rate_base", entry.rate_base)
      text.member("rate_complexity", entry.rate_complexity)
      text.member("rate_currency", entry.rate_currency)
      text.member("rate_file", entry.rate_file)
      text.member("rate_from", entry.rate_from)
      text.member("rate_hourly", entry.rate_hourly)
      text.member("rate_level", entry.rate_level)
      text.member("rate_line", entry.rate_line)
      text.member("rate_multipliers", entry.rate_multipliers)
      text.member("rate_role", entry.rate_role)
      text.member("rate_unit", entry.rate_unit)
      text.member("role", entry.role)
      text.member("rule", entry.rule)
      text.member("rule_file", entry.rule_file)
      text.member("rule_line", entry.rule_line)
      text.member("scattered", entry.scattered)
      text.member("seconds", entry.seconds)
      text.member("source", entry.source)
      text.member("start_s", entry.start_s)
      text.member("state", entry.state)
      text.member("task", entry.task)
      text.member("unassigned", entry.unassigned)
      if let off = entry.written_off { text.member("written_off", off) }
      text.member("zone", entry.zone)
      text.member("zone_offset", entry.zone_offset)
    }
  }
}
