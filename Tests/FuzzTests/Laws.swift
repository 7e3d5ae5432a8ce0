/// What holds for whatever is read, whoever wrote it.
enum Law {
  static func holds(_ condition: Bool, _ law: @autoclosure () -> String) throws(BrokenLaw) {
    if !condition { throw BrokenLaw(law()) }
  }

  /// A text that a terminal or a line of a file may get as it is.
  static func isPlain(_ text: String) throws(BrokenLaw) {
    for scalar in text.unicodeScalars where hides(scalar) {
      let number = String(scalar.value, radix: 16)
      throw BrokenLaw("U+\(number) gets out in \(text.debugDescription).")
    }
  }

  /// An error that a person can read.
  static func isSentence(_ text: String) throws(BrokenLaw) {
    try isPlain(text)
    try holds(text.hasSuffix("."), "No sentence: \(text.debugDescription)")
  }

  /// Written from Unicode's tables, not from the product: controls, and what turns, hides or joins
  /// the text beside it; a joiner may stand between two emoji.
  private static func hides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.properties.isBidiControl || [0x200b, 0xfeff].contains(scalar.value)
    default: false
    }
  }
}
