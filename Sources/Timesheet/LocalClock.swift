/// What the clock on the wall showed over time: offsets that followed one another.
///
/// Zones change it, and so do the people who carry it to another zone.
public struct LocalClock: Hashable, Sendable {
  public struct Stretch: Hashable, Sendable {
    /// Seconds since 1970.
    public var start: Int64
    /// Seconds east of UTC.
    public var offset: Int32

    public init(start: Int64, offset: Int32) {
      self.start = start
      self.offset = offset
    }
  }

  /// In order. The first holds from ever, the last for ever.
  public let stretches: [Stretch]

  /// - Parameter stretches: at least one, in order of their starts.
  public init(_ stretches: [Stretch]) { self.stretches = stretches }

  /// The first instant at which it shows `local` or later: a day that has begun stays begun,
  /// though the clock may be put back before its start.
  ///
  /// So days tile time, whatever the clock does. Where it is put forward over the day's start, the
  /// day begins at that moment; where it is put forward over a whole day, that day has no length.
  ///
  /// - Parameter local: seconds as if the clock were UTC's.
  public func first(reaching local: Int64) -> Int64 {
    var reached = local
    for (stretch, end) in bounded {
      reached = max(stretch.start, local - Int64(stretch.offset))
      if reached < end { return reached }
    }
    return reached
  }

  /// The instants at which it shows `local`, in order: none in a gap, two in a fold.
  public func instants(showing local: Int64) -> [Int64] {
    bounded.compactMap { stretch, end in
      let instant = local - Int64(stretch.offset)
      return stretch.start <= instant && instant < end ? instant : nil
    }
  }

  /// Each stretch with its end.
  private var bounded: [(stretch: Stretch, end: Int64)] {
    stretches.indices.map { index in
      var stretch = stretches[index]
      if index == 0 { stretch.start = .min }
      return (stretch, index + 1 < stretches.count ? stretches[index + 1].start : .max)
    }
  }
}
