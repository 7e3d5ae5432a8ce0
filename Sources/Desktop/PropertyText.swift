/// Texts from window properties: hostile bytes in, valid text out.
enum PropertyText {
  /// A UTF8_STRING: what is no UTF-8 becomes U+FFFD; the zero bytes at the end, which some
  /// programs count in, go.
  static func utf8(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: trimmed(bytes), as: UTF8.self)
  }

  /// A STRING: Latin-1 (ICCCM 2.7.1).
  static func latin1(_ bytes: some Collection<UInt8>) -> String {
    var text = ""
    for byte in trimmed(bytes) { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// Texts that each end with a zero byte: WM_CLASS, _NET_DESKTOP_NAMES.
  static func list(
    _ bytes: some Collection<UInt8>, decoding: (ArraySlice<UInt8>) -> String
  ) -> [String] {
    var texts = Array(bytes).split(separator: 0, omittingEmptySubsequences: false).map(decoding)
    if texts.last == "" { texts.removeLast() }
    return texts
  }

  private static func trimmed(_ bytes: some Collection<UInt8>) -> ArraySlice<UInt8> {
    var bytes = Array(bytes)[...]
    while bytes.last == 0 { bytes.removeLast() }
    return bytes
  }
}

extension String {
  /// At most `limit` bytes of it, cut between scalars.
  public func cut(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > utf8.startIndex, utf8[end] & 0xc0 == 0x80 { end = utf8.index(before: end) }
    return String(unicodeScalars[..<end])
  }
}
