/// Bytes being written: integers little-endian, texts and lists after their count.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Bool) { write(value ? 1 : 0 as UInt8) }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write<Element>(
    _ list: [Element], _ element: (inout ByteWriter, Element) -> Void
  ) {
    write(UInt32(list.count))
    for value in list { element(&self, value) }
  }

  mutating func write<Value>(_ value: Value?, _ some: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { some(&self, value) }
  }

  /// What `body` writes, after its length, so that a reader can pass over it.
  mutating func writeBlock(_ body: (inout ByteWriter) -> Void) {
    var block = ByteWriter()
    body(&block)
    write(UInt32(block.bytes.count))
    bytes.append(contentsOf: block.bytes)
  }

  mutating func append(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }
}

/// Bytes being read; whatever they hold, reading ends with a value or an error.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  /// How deep conditions may nest.
  private(set) var depth = 0

  static let deepest = 160

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func read<Integer: FixedWidthInteger>(_: Integer.Type) throws(FilterError) -> Integer {
    let slice = try take(Integer.bitWidth / 8)
    var value: Integer = 0
    for byte in slice.reversed() { value = value << 8 | Integer(truncatingIfNeeded: byte) }
    return value
  }

  mutating func readBool() throws(FilterError) -> Bool {
    switch try read(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw FilterError.damaged
    }
  }

  mutating func readText() throws(FilterError) -> String {
    let count = try read(UInt32.self)
    guard let text = String(validating: try take(Int(count)), as: UTF8.self) else {
      throw FilterError.damaged
    }
    return text
  }

  mutating func readList<Element>(
    _ element: (inout ByteReader) throws(FilterError) -> Element
  ) throws(FilterError) -> [Element] {
    let count = try read(UInt32.self)
    // Every element takes a byte or more: no count can ask for more memory than the file has.
    guard Int(count) <= bytes.endIndex - position else { throw FilterError.damaged }
    var list: [Element] = []
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }

  mutating func readOptional<Value>(
    _ value: (inout ByteReader) throws(FilterError) -> Value
  ) throws(FilterError) -> Value? {
    try readBool() ? try value(&self) : nil
  }

  mutating func readBlock() throws(FilterError) -> ByteReader {
    let count = try read(UInt32.self)
    return ByteReader(try take(Int(count)))
  }

  mutating func nested<Value>(
    _ value: (inout ByteReader) throws(FilterError) -> Value
  ) throws(FilterError) -> Value {
    guard depth < ByteReader.deepest else { throw FilterError.damaged }
    depth += 1
    let result = try value(&self)
    depth -= 1
    return result
  }

  mutating func take(_ count: Int) throws(FilterError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - position else { throw FilterError.damaged }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
