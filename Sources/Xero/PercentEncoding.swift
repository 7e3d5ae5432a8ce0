extension String {
  /// Every byte but RFC 3986's unreserved ones as `%XX`: `+` too, which servers read as a blank.
  var percentEncoded: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }

  /// Nil where a `%` is not followed by two digits or the bytes are no UTF-8.
  var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// `a=1&b=2`, in the order given.
func queryText(_ items: [(name: String, value: String)]) -> String {
  items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
}

/// The items of `a=1&b=2`; nil where one can't be decoded or comes twice.
func queryItems(_ text: some StringProtocol) -> [String: String]? {
  var items: [String: String] = [:]
  for part in text.split(separator: "&") {
    let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = String(pair[0]).percentDecoded,
      let value = String(pair.count > 1 ? pair[1] : "").percentDecoded,
      items.updateValue(value, forKey: name) == nil
    else { return nil }
  }
  return items
}
