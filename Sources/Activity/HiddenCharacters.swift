extension Unicode.Scalar {
  /// Whether it controls a terminal, breaks the line, or turns, hides or joins the text beside it:
  /// Unicode's general categories Cc, Zl, Zp and Cf, and what lies unassigned among the latter. Two of
  /// them join letters of many scripts and emoji: U+200C and U+200D.
  public var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: true
    default: value == 0x2065 || (0xe0000...0xe007f).contains(value)
    }
  }

  /// How it is written in a string of JSON (RFC 8259, section 7) that may reach a terminal as it is;
  /// nil where it stands for itself. The joiners do.
  public var jsonEscape: String? {
    switch self {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\u{0}"..<"\u{20}", "\u{7f}"..."\u{9f}", "\u{61c}", "\u{200b}", "\u{200e}", "\u{200f}",
      "\u{2028}"..."\u{202e}", "\u{2060}"..."\u{206f}", "\u{feff}":
      "\\u" + String(UInt32(0x10000) + value, radix: 16).dropFirst()
    default: nil
    }
  }
}
