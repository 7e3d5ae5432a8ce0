/// Text from windows, files and the network, made safe for a terminal.
///
/// Control characters, bidirectional overrides and invisible characters are shown as what they
/// are, so that one row stays one row and no title moves the cursor or sets the clipboard.
func neutralised(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x1b: safe += "␛"
    case 0x00...0x1f, 0x7f...0x9f: safe += "\\x" + hexadecimal(scalar.value, width: 2)
    case 0x061c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb,
      0xe0000...0xe007f:
      safe += "\\u{" + hexadecimal(scalar.value, width: 4) + "}"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

private func hexadecimal(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// The cells that a terminal gives to `character`; combining marks take none of their own.
func cells(of character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  switch scalar.value {
  case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
    0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff,
    0x20000...0x3fffd:
    return 2
  default:
    return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
  }
}

func cells(of text: String) -> Int { text.reduce(0) { $0 + cells(of: $1) } }

/// `text` in at most `width` cells, the cut shown by an ellipsis. A character with endless
/// combining marks is cut too.
func fitted(_ text: String, width: Int) -> String {
  guard width > 0 else { return "" }
  var result = ""
  var used = 0
  for character in text {
    let cell = cells(of: character)
    if used + cell > width {
      while used > width - 1, let last = result.popLast() { used -= cells(of: last) }
      return result + "…"
    }
    result.append(character.unicodeScalars.count > 8 ? "\u{fffd}" : character)
    used += cell
  }
  return result
}
