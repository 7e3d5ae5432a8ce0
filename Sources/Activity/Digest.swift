/// A 64-bit digest for identity and change detection, not against an attacker.
///
/// FNV-1a (Fowler, Noll, Vo), then the finaliser of SplitMix64, which spreads the low entropy of
/// short inputs over all bits. Stored in files: never change it.
public struct Digest: Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  public mutating func add(_ bytes: some Sequence<UInt8>) {
    // Whole files come as arrays: going through their memory is many times faster.
    let state = bytes.withContiguousStorageIfAvailable { Digest.adding($0, to: self.state) }
    self.state = state ?? Digest.adding(bytes, to: self.state)
  }

  private static func adding(_ bytes: some Sequence<UInt8>, to state: UInt64) -> UInt64 {
    bytes.reduce(state) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  public var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
