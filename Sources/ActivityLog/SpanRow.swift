import Activity

/// One row of an import, as written.
struct SpanRow {
  private var start: (Instant, offset: Int32)?
  private var end: (Instant, offset: Int32)?
  private var presence: Presence?
  private var window = Window()
  private var source = ""
  private var zone = ""
  private var isPrivate = false
  private var handsOff: HandsOff?
  private var handsOffColumn = 1
  private var endColumn = 1
  private var zoneColumn = 1

  private static let names = [
    "start", "end", "presence", "app", "instance", "title", "workspace", "executable", "source",
    "directory", "url", "fullscreen", "private", "zone", "handsOff",
  ]

  init(reading fields: inout FlatObjectReader) throws(BadRow) {
    var seen: UInt32 = 0
    while let name = try fields.nextName() {
      guard let index = Self.names.firstIndex(of: name) else {
        throw fields.refusal(
          "There is no field \"\(shown(name))\". A span has \(Self.names.joined(separator: ", ")).")
      }
      guard seen & (1 << UInt32(index)) == 0 else {
        throw fields.refusal("The field \"\(name)\" stands twice. Keep one.")
      }
      seen |= 1 << UInt32(index)
      switch name {
      case "start": start = try Self.time(&fields)
      case "end":
        end = try Self.time(&fields)
        endColumn = fields.valueColumn
      case "presence": presence = try Self.presence(&fields)
      case "app": window.app = try fields.text()
      case "instance": window.instance = try fields.text()
      case "title": window.title = try fields.text()
      case "workspace": window.workspace = try fields.text()
      case "executable": window.executable = try fields.text()
      case "source": source = try fields.text()
      case "directory": window.directory = try fields.text()
      case "url": window.url = try fields.text()
      case "fullscreen": window.fullscreen = try fields.truth()
      case "private": isPrivate = try fields.truth()
      case "zone":
        zone = try fields.text()
        zoneColumn = fields.valueColumn
      default:
        handsOff = try Self.handsOff(&fields)
        handsOffColumn = fields.valueColumn
      }
    }
  }

  func span(
    _ zoneOfNone: (Instant, Int32) -> Zone, _ offset: ((String, Instant) -> Int32?)?, row: Int
  ) throws(BadRow) -> Span {
    func refusal(_ what: String, column: Int = 1) -> BadRow {
      BadRow(row: row, column: column, what: what)
    }
    guard let (start, written) = start else {
      throw refusal("The span has no \"start\". Add one, such as \"2026-11-20T09:00:00+13:00\".")
    }
    guard let (end, _) = end else {
      throw refusal("The span has no \"end\". Add one, such as \"2026-11-20T09:30:00+13:00\".")
    }
    guard end > start else {
      throw refusal(
        "The span ends before it begins, or at once. Correct one of them.",
        column: endColumn)
    }
    guard let presence else {
      throw refusal("The span has no \"presence\". Add one: \(Self.presences).")
    }
    guard handsOff == nil || presence == .idle else {
      throw refusal(
        "\"handsOff\" is a reason of idle time, but the span is \(presence.name). Leave it out.",
        column: handsOffColumn)
    }
    // Without a tz database at hand, the offset written in the row stands; and with a zone whose
    // name nobody knew, or what was exported would come back as another.
    let stands = zone.isEmpty || offset == nil || Zone(name: zone, offset: written).isNameless
    guard let known = stands ? written : offset?(zone, start) else {
      throw refusal(
        "\"\(shown(zone))\" is no zone of the tz database. Use a name such as Pacific/Auckland.",
        column: zoneColumn)
    }
    let subject: Subject =
      isPrivate ? .private : window == Window() ? .nothing : .window(window)
    return Span(
      source: source.isEmpty ? SpanLines.importSource : source, start: start, end: end,
      observation: Observation(presence: presence, subject: subject, handsOff: handsOff),
      zone: zone.isEmpty
        ? zoneOfNone(start, written)
        : Zone(name: zone, offset: known))
  }

  private static let presences = Presence.allCases.map(\.name).joined(separator: ", ")

  private static func presence(_ fields: inout FlatObjectReader) throws(BadRow) -> Presence? {
    let name = try fields.text()
    guard !name.isEmpty else { return nil }
    guard let presence = Presence(name: name) else {
      throw fields.refusal(
        "There is no presence \"\(shown(name))\". It is one of \(presences).")
    }
    return presence
  }

  private static func handsOff(_ fields: inout FlatObjectReader) throws(BadRow) -> HandsOff? {
    let name = try fields.text()
    guard !name.isEmpty else { return nil }
    guard let reason = HandsOff(name: name) else {
      throw fields.refusal(
        "There is no \"handsOff\" called \"\(shown(name))\". It is one of "
          + "\(HandsOff.allCases.map(\.name).joined(separator: ", ")).")
    }
    return reason
  }

  private static func time(
    _ fields: inout FlatObjectReader
  ) throws(BadRow) -> (Instant, offset: Int32)? {
    let text = try fields.text()
    guard !text.isEmpty else { return nil }
    guard let time = Timestamp.read(text) else {
      throw fields.refusal(
        "\"\(shown(text))\" is no time of the years 1970 to 9998. Write it with its offset, such "
          + "as \"2026-11-20T09:00:00+13:00\".")
    }
    return time
  }
}

/// Outside text inside a sentence: short and without hidden characters.
private func shown(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(40) {
    shown.unicodeScalars.append(scalar.isHidden ? "\u{fffd}" : scalar)
  }
  return text.unicodeScalars.count > 40 ? shown + "…" : shown
}
