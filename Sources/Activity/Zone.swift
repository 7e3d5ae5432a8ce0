/// A time zone and the offset that was in force in it.
public struct Zone: Hashable, Sendable {
  /// The zone's tz database name, such as `Pacific/Auckland`; `UTC` where none is known.
  public var name: String
  /// Seconds east of UTC, daylight saving included.
  public var offset: Int32

  public init(name: String, offset: Int32) {
    self.name = name
    self.offset = offset
  }

  /// Whether nobody knew its name: the offset alone counts.
  public var isNameless: Bool { name == Zone.utc.name && offset != 0 }

  public static let utc = Zone(name: "UTC", offset: 0)
}
