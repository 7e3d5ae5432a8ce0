import Control
import Timesheet

/// `config.yaml`: every key has a default, and the file may be absent.
public struct Config: Hashable, Sendable {
  /// No input for so many seconds is idle, from the last input on. 1 to 86,400.
  public var idle: Int64
  /// When a working day begins: seconds from midnight by the local clock.
  public var dayStart: Int64
  public var propose: ProposePolicy.Lengths
  /// How dates are written beside `2026-11-20`, which always is one.
  public var dates: DateOrder
  /// Whether the agent records in which directory the focused window's program works.
  public var directory: Bool
  /// Whether the agent shows an icon in the panel.
  public var tray: Bool
  /// The counted seconds that a person means to reach in a day; nil for none.
  public var target: Int64?
  /// When to be reminded of the review; its days are those on which the person works.
  public var remind: Reminder
  /// An absence of so many seconds is asked about. 1 to 86,400.
  public var away: Int64
  /// How often hours are to be in; nil for no such rule.
  public var cadence: Cadence?
  public var notify: NotifySwitches
  /// After how many days `purge` takes titles out of the record; nil keeps them. 1 to 36,500.
  public var titleDays: Int?

  public init(
    idle: Int64 = 180, dayStart: Int64 = 4 * 3600,
    propose: ProposePolicy.Lengths = ProposePolicy.Lengths(), dates: DateOrder = .iso,
    directory: Bool = true, tray: Bool = true, target: Int64? = nil,
    remind: Reminder = Reminder(),
    away: Int64 = 1200, cadence: Cadence? = nil, notify: NotifySwitches = NotifySwitches(),
    titleDays: Int? = nil
  ) {
    self.idle = idle
    self.directory = directory
    self.tray = tray
    self.target = target
    self.titleDays = titleDays
    self.dayStart = dayStart
    self.propose = propose
    self.dates = dates
    self.remind = remind
    self.away = away
    self.cadence = cadence
    self.notify = notify
  }

  /// `config.yaml` alone; the defaults where there is none.
  public static func load(from places: Places) throws(BadFile) -> Config {
    guard let source = try SettingsFile.read(file, in: places.config) else { return Config() }
    return try Config(source)
  }

  static let file = "config.yaml"

  init(_ source: SettingsFile) throws(BadFile) {
    self.init()
    guard let root = try YAMLParser.parse(source.text, file: source.name) else { return }
    let values = Values(file: source.name)
    let fields = try Fields(
      root, source.name, of: "config.yaml",
      known: [
        "idle", "day_start", "propose", "dates", "directory", "tray", "target", "remind", "away",
        "cadence", "notify", "retention",
      ])
    if let node = fields["idle"] { idle = try values.length(node, "idle", in: 1...86_400) }
    if let node = fields["day_start"] {
      dayStart = Int64(try values.timeOfDay(node, "day_start")) * 60
    }
    if let node = fields["directory"] { directory = try values.flag(node, "directory") }
    if let node = fields["tray"] { tray = try values.flag(node, "tray") }
    if let node = fields["target"] { target = try values.length(node, "target", in: 60...86_400) }
    if let node = fields["propose"] {
      propose = try ProposeOverrides(node, values).lengths(over: propose)
    }
    let reader = NotifyReader(values: values)
    if let node = fields["remind"] { remind = try reader.reminder(node) }
    if let node = fields["away"] { away = try values.length(node, "away", in: 1...86_400) }
    if let node = fields["cadence"] { cadence = try reader.cadence(node) }
    if let node = fields["notify"] { notify = try reader.switches(node) }
    if let node = fields["retention"] {
      let fields = try Fields(node, source.name, of: "retention", known: ["titles"])
      titleDays = try fields["titles"].map { (node) throws(BadFile) in
        try values.days(node, "titles", in: 1...36_500)
      }
    }
    if let node = fields["dates"] { dates = try values.choice(node, "dates", DateOrder.self) }
  }
}

/// Which dates are read beside `2026-11-20`.
public enum DateOrder: String, Hashable, Sendable, CaseIterable {
  /// None.
  case iso
  /// `20.11.2026`: day, month, year.
  case dmy
}

/// `propose: { gap, absorb, minimum }`, each in seconds; nil where it is not written.
struct ProposeOverrides: Hashable, Sendable {
  var gap, absorb, minimum: Int64?

  init(_ node: YAMLNode, _ values: Values) throws(BadFile) {
    let fields = try Fields(
      node, values.file, of: "propose", known: ["gap", "absorb", "minimum"])
    func length(_ key: String) throws(BadFile) -> Int64? {
      guard let node = fields[key] else { return nil }
      return try values.length(node, key, in: 0...86_400)
    }
    gap = try length("gap")
    absorb = try length("absorb")
    minimum = try length("minimum")
  }

  func lengths(over standard: ProposePolicy.Lengths) -> ProposePolicy.Lengths {
    ProposePolicy.Lengths(
      gap: gap ?? standard.gap, absorb: absorb ?? standard.absorb,
      minimum: minimum ?? standard.minimum)
  }
}
