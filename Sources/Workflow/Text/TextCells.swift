/// How much room text takes on a terminal, scalar by scalar, as the terminal itself counts.

/// 0 for marks that sit on the character before, 2 for wide ones (East Asian Width W and F of
/// Unicode 14), else 1.
public func cells(of scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return 1 }
  if wideScalars.contains(value) { return 2 }
  switch value {
  // Vowels and finals of a Hangul syllable are drawn into its first letter.
  case 0x1160...0x11ff, 0xd7b0...0xd7c6, 0xd7cb...0xd7fb: return 0
  // It joins emoji; terminals that don't draw them as one show them side by side.
  case 0x200d: return 0
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: return 1
  }
}

public func cells(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + cells(of: $1) }
}

/// `text` in at most `width` cells, the cut shown by an ellipsis. Marks beyond four on one
/// character are left out: some titles have hundreds.
public func fitted(_ text: String, width: Int) -> String {
  guard width > 0 else { return "" }
  var kept: [(character: String, cells: Int)] = []
  var used = 0
  for scalar in text.unicodeScalars {
    let own = cells(of: scalar)
    if own == 0 {
      guard !kept.isEmpty, kept[kept.count - 1].character.unicodeScalars.count < 5 else { continue }
      kept[kept.count - 1].character.unicodeScalars.append(scalar)
      continue
    }
    if used + own > width {
      while used > width - 1, let last = kept.popLast() { used -= last.cells }
      return kept.map(\.character).joined() + "…"
    }
    kept.append((String(scalar), own))
    used += own
  }
  return kept.map(\.character).joined()
}

/// Sorted ranges, searched by halves.
private struct ScalarRanges: Sendable {
  let ranges: [ClosedRange<UInt32>]

  func contains(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}

private let wideScalars = ScalarRanges(ranges: [
  0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0...0x23f0,
  0x23f3...0x23f3, 0x25fd...0x25fe, 0x2614...0x2615, 0x2648...0x2653, 0x267f...0x267f,
  0x2693...0x2693, 0x26a1...0x26a1, 0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5,
  0x26ce...0x26ce, 0x26d4...0x26d4, 0x26ea...0x26ea, 0x26f2...0x26f3, 0x26f5...0x26f5,
  0x26fa...0x26fa, 0x26fd...0x26fd, 0x2705...0x2705, 0x270a...0x270b, 0x2728...0x2728,
  0x274c...0x274c, 0x274e...0x274e, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
  0x27b0...0x27b0, 0x27bf...0x27bf, 0x2b1b...0x2b1c, 0x2b50...0x2b50, 0x2b55...0x2b55,
  0x2e80...0x3029, 0x302e...0x303e, 0x3041...0x3098, 0x309b...0x3247, 0x3250...0x4dbf,
  0x4e00...0xa4c6, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfad9, 0xfe10...0xfe19,
  0xfe30...0xfe6b, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x16fe3, 0x16ff0...0x1b2fb,
  0x1f004...0x1f004, 0x1f0cf...0x1f0cf, 0x1f18e...0x1f18e, 0x1f191...0x1f19a,
  0x1f200...0x1f320, 0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393,
  0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3, 0x1f3e0...0x1f3f0, 0x1f3f4...0x1f3f4,
  0x1f3f8...0x1f43e, 0x1f440...0x1f440, 0x1f442...0x1f4fc, 0x1f4ff...0x1f53d,
  0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a...0x1f57a, 0x1f595...0x1f596,
  0x1f5a4...0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc...0x1f6cc,
  0x1f6d0...0x1f6d2, 0x1f6d5...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc,
  0x1f7e0...0x1f7f0, 0x1f90c...0x1f93a, 0x1f93c...0x1f945, 0x1f947...0x1f9ff,
  0x1fa70...0x1faf6, 0x20000...0x3fffd,
])
