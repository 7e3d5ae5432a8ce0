/// An icon as points, for panels that don't know its name. Read from `IconTable` when it is wanted.
///
/// The table: the colours, eight hexadecimal digits of ARGB each, then for each size the points from
/// left to right and top to bottom as runs, a colour's number and a count, each as one character.
struct IconPixels: Hashable {
  static let sizes = [22, 24, 48]
  /// The characters of number 0 and of count 0.
  private static let zero = UInt8(ascii: "(")

  let size: Int
  /// 0xAARRGGBB, colours not multiplied by alpha.
  let argb: [UInt32]

  /// Nil for a size that the table does not have.
  init?(_ icon: TrayFace.Icon, size: Int) {
    guard let index = Self.sizes.firstIndex(of: size) else { return nil }
    self.size = size
    argb = IconTable.text(of: icon).withUTF8Buffer { text in
      let parts = text.split(separator: UInt8(ascii: " "))
      guard parts.count == Self.sizes.count + 1 else { return [] }
      return Self.points(parts[index + 1], Self.colours(parts[0]))
    }
    guard argb.count == size * size else { return nil }
  }

  private init(size: Int, argb: [UInt32]) {
    self.size = size
    self.argb = argb
  }

  func reduced(to side: Int) -> IconPixels {
    let rows = (0..<side).map { ($0 * 2 + 1) * size / (side * 2) }
    return IconPixels(
      size: side, argb: rows.flatMap { row in rows.map { argb[row * size + $0] } })
  }

  /// As StatusNotifierItem wants them.
  var networkOrder: [UInt8] {
    argb.flatMap { colour in (0..<4).map { UInt8(truncatingIfNeeded: colour >> (24 - 8 * $0)) } }
  }

  private typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  private static func colours(_ text: Text) -> [UInt32] {
    stride(from: text.startIndex, to: text.endIndex, by: 8).map { start in
      text[start..<min(start + 8, text.endIndex)].reduce(0) { $0 << 4 | digit($1) }
    }
  }

  private static func points(_ text: Text, _ colours: [UInt32]) -> [UInt32] {
    var points: [UInt32] = []
    for start in stride(from: text.startIndex, to: text.endIndex - 1, by: 2) {
      let (number, count) = (Int(text[start] &- zero), Int(text[start + 1] &- zero))
      guard number < colours.count else { return [] }
      points += repeatElement(colours[number], count: count)
    }
    return points
  }

  private static func digit(_ byte: UInt8) -> UInt32 {
    UInt32(byte < UInt8(ascii: "a") ? byte &- UInt8(ascii: "0") : byte &- UInt8(ascii: "a") + 10)
  }
}
