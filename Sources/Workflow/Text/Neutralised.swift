/// Text from windows, files and the network, made safe for a terminal.
///
/// Control characters, bidirectional overrides and invisible characters are shown as what they
/// are, so that one row stays one row and no title moves the cursor or sets the clipboard.
public func neutralised(_ text: String) -> String {
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
