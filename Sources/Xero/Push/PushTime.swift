import Activity

/// When something was done, by clocks that no option moves: how old a request is decides whether
/// the same key may still be used.
public struct PushTime: Hashable, Sendable, Codable {
  /// The real clock, milliseconds since 1970.
  public var real: Int64
  /// CLOCK_BOOTTIME, milliseconds, and the boot it belongs to. Nil where not known.
  public var sinceBoot: Int64?
  public var boot: String?

  public init(real: Instant, sinceBoot: Int64? = nil, boot: String? = nil) {
    self.real = real.milliseconds
    self.sinceBoot = sinceBoot
    self.boot = boot
  }

  /// Milliseconds since `earlier`; nil where the clocks can't tell: they disagree by more than 5 s,
  /// went backwards, or the machine was started anew.
  func age(since earlier: PushTime) -> Int64? {
    let byReal = real - earlier.real
    guard byReal >= 0 else { return nil }
    switch (sinceBoot, earlier.sinceBoot) {
    case (let now?, let then?):
      let byBoot = now - then
      guard boot == earlier.boot, byBoot >= 0, abs(byReal - byBoot) <= 5000 else { return nil }
      return max(byReal, byBoot)
    case (nil, nil): return byReal
    default: return nil
    }
  }
}
