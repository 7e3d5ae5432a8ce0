import Activity

/// Text from windows, files and the network, made safe for a terminal.
///
/// Control characters, bidirectional overrides and invisible characters are shown as what they
/// are, so that one row stays one row and no title moves the cursor or sets the clipboard. What joins
/// two emoji into one stays.
public func neutralised(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  var safe = ""
  for (index, scalar) in scalars.enumerated() {
    switch scalar.value {
    case 0x200d where joinsEmoji(index, of: scalars): safe.unicodeScalars.append(scalar)
    case 0x1b: safe += "␛"
    case 0x00...0x1f, 0x7f...0x9f: safe += "\\x" + hexadecimal(scalar.value, width: 2)
    case _ where scalar.isHidden: safe += "\\u{" + hexadecimal(scalar.value, width: 4) + "}"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

/// Whether a joiner stands between two emoji, as in 👩‍💻: with anything else beside it, it would only
/// make a text look like another.
private func joinsEmoji(_ index: Int, of scalars: [Unicode.Scalar]) -> Bool {
  let before = scalars[..<index].last { $0.value != 0xfe0f && !$0.properties.isEmojiModifier }
  guard let before, index + 1 < scalars.count else { return false }
  return isPicture(before) && isPicture(scalars[index + 1])
}

/// Digits are emoji too, with what makes keycaps of them.
private func isPicture(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value > 0x2000 && scalar.properties.isEmoji
}

private func hexadecimal(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
