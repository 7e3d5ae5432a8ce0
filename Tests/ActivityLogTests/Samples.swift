import Activity
import TestSupport

let auckland = Zone(name: "Pacific/Auckland", offset: 46_800)

func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

func window(_ title: String, app: String = "Code") -> Subject {
  .window(Window(app: app, instance: app.lowercased(), title: title))
}

func span(
  _ start: Int64, _ end: Int64, _ subject: Subject = .nothing, presence: Presence = .active,
  source: String = "x11@studio", zone: Zone = auckland
) -> Span {
  Span(
    source: source, start: at(start), end: at(end),
    observation: Observation(presence: presence, subject: subject), zone: zone)
}

extension SplitMix64 {
  /// A year of spans as a busy desktop makes them: 9,447 distinct titles of 46 bytes on average,
  /// the frequent ones frequent.
  mutating func year(of count: Int) -> [Span] {
    let apps = ["Code", "Firefox", "Thunderbird", "XTerm", "Slack", "libreoffice-writer"]
    let titles = (0..<9_447).map { index in
      String(
        "\(index) \(String(repeating: "agenda ", count: 9))".prefix(
          .random(in: 30...62, using: &self)))
    }
    var spans: [Span] = []
    spans.reserveCapacity(count)
    var time: Int64 = 1_735_642_800_000
    for index in 0..<count {
      let daylight = index < count / 4 || index > count * 3 / 4
      // The square of an even number between 0 and 1 prefers the small.
      let chance = Int.random(in: 0..<9_447 * 9_447, using: &self)
      let title = Int(Double(chance).squareRoot())
      let app = apps[title % apps.count]
      let idle = Int.random(in: 0..<40, using: &self) == 0
      var length = Int64.random(in: 300...60_000, using: &self)
      if idle { length *= 60 }
      let subject: Subject =
        Int.random(in: 0..<50, using: &self) == 0
        ? .nothing
        : .window(
          Window(
            app: app, instance: app.lowercased(), title: titles[9_446 - title],
            workspace: "\(title % 4 + 1)", executable: "/usr/bin/\(app.lowercased())",
            fullscreen: title % 100 == 0))
      spans.append(
        span(
          time, time + length, subject, presence: idle ? .idle : .active,
          zone: Zone(name: "Pacific/Auckland", offset: daylight ? 46_800 : 43_200)))
      time += length
    }
    return spans
  }

  mutating func text() -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\u{0}", "\u{7f}", "é", "漢", "🂡", "\u{202e}", "\u{9b}", "/", "",
    ]
    return (0..<Int.random(in: 0...6, using: &self)).map { _ in
      pieces.randomElement(using: &self) ?? ""
    }.joined()
  }

  mutating func anySpan() -> Span {
    let start = Int64.random(in: 0...253_000_000_000_000, using: &self)
    let plain = Int64.random(in: 0...1, using: &self) == 0
    let subject: Subject =
      switch Int.random(in: 0..<4, using: &self) {
      case 0: .nothing
      case 1: .private
      default:
        .window(
          Window(
            app: text() + "x", instance: text(), title: text(), workspace: text(),
            executable: text(), directory: text(), url: text(),
            fullscreen: .random(using: &self)))
      }
    var made = span(
      plain ? start / 1000 * 1000 : start, start + .random(in: 1...90_000_000, using: &self),
      subject, presence: Presence.allCases.randomElement(using: &self) ?? .active,
      source: "s" + text(),
      zone: Zone(name: "Z" + text(), offset: Int32.random(in: -1439...1439, using: &self) * 60))
    if made.presence == .idle {
      made.observation.handsOff = HandsOff.allCases.randomElement(using: &self)
    }
    return made
  }
}
