/// Numbers and texts, one after the other, as bytes.
struct TailBytes {
  var bytes: [UInt8] = []

  mutating func add(_ number: Int64) {
    // Small numbers of either sign become small ones: 0, -1, 1, -2 …
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    bytes += text.utf8
  }
}

/// Reads what `TailBytes` wrote; nil where it doesn't say that.
struct TailReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number() -> Int64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1) }
    }
    return nil
  }

  mutating func text() -> String? {
    guard let count = number(), (0...Int64(rest.count)).contains(count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return String(decoding: rest.prefix(Int(count)), as: UTF8.self)
  }

  /// As many as are announced.
  mutating func list<Value>(_ value: (inout TailReader) -> Value?) -> [Value]? {
    // Each takes a byte at least: no more are announced than there are bytes.
    guard let count = number(), (0...Int64(rest.count)).contains(count) else { return nil }
    var values: [Value] = []
    for _ in 0..<count {
      guard let value = value(&self) else { return nil }
      values.append(value)
    }
    return values
  }
}
