/// Somebody at work at a known place, such as a time zone.
public struct Sighting<Place: Hashable & Sendable>: Hashable, Sendable {
  /// Seconds since 1970; half-open.
  public var start: Int64
  public var end: Int64
  public var place: Place

  public init(start: Int64, end: Int64, place: Place) {
    self.start = start
    self.end = end
    self.place = place
  }
}

/// Where a person was at any time, told from when they were seen.
///
/// Somebody unseen is where they were seen nearest in time, at most `reach` away. Further off,
/// nobody knows.
public struct Whereabouts<Place: Hashable & Sendable>: Hashable, Sendable {
  public struct Stretch: Hashable, Sendable {
    /// Seconds since 1970.
    public var start: Int64
    /// Nil where nobody knows.
    public var place: Place?
  }

  /// In order, from ever to ever.
  public private(set) var stretches = [Stretch(start: .min, place: nil)]

  /// - Parameters:
  ///   - sightings: in order of their starts. Where several cover an instant, the one that began
  ///     last tells.
  ///   - reach: seconds.
  public init(_ sightings: [Sighting<Place>], reach: Int64) {
    var open: [Sighting<Place>] = []
    var last: Sighting<Place>?
    for sighting in sightings where sighting.start < sighting.end {
      last = close(&open, by: sighting.start) ?? last
      if !open.isEmpty {
        add(sighting.place, from: sighting.start)
      } else if let last {
        let middle = last.end + (sighting.start - last.end) / 2
        add(nil, from: min(last.end + reach, middle))
        add(sighting.place, from: max(sighting.start - reach, middle))
      } else {
        add(sighting.place, from: sighting.start - reach)
      }
      open.append(sighting)
    }
    last = close(&open, by: .max) ?? last
    if let last { add(nil, from: last.end + reach) }
  }

  /// Ends what is over by `instant`; what began earlier and still goes on tells again.
  ///
  /// - Returns: the one that ended last.
  private mutating func close(
    _ open: inout [Sighting<Place>], by instant: Int64
  ) -> Sighting<Place>? {
    var last: Sighting<Place>?
    while let top = open.last, top.end <= instant {
      last = top
      open.removeAll { $0.end <= top.end }
      if let below = open.last { add(below.place, from: top.end) }
    }
    return last
  }

  private mutating func add(_ place: Place?, from start: Int64) {
    let last = stretches[stretches.count - 1]
    guard last.place != place else { return }
    if last.start == start { stretches.removeLast() }
    if stretches.last?.place != place { stretches.append(Stretch(start: start, place: place)) }
  }

  /// - Parameter seconds: since 1970.
  public func place(at seconds: Int64) -> Place? {
    stretches.last { $0.start <= seconds }?.place
  }
}
