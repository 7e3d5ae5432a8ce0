/// Where the browser is on another machine, a person brings Xero's answer by hand: the address that
/// the browser ended at.
struct PastedAnswer {
  var redirectURI: String
  var port: Int
  var state: String

  /// - Parameters:
  ///   - read: the next line; nil at the end of input.
  ///   - say: gets a sentence where a line is not the answer.
  /// - Throws: `.cancelled`, `.timedOut` where no line was the answer, or `.badSettings` with
  ///   Xero's reason.
  func code(
    read: () -> String?, say: (String) -> Void
  ) throws(XeroError) -> Secret {
    for _ in 0..<5 {
      guard let line = read() else { break }
      switch answer(line) {
      case .code(let code): return code
      case .cancelled: throw SignIn.cancelled
      case .failed(let word): throw SignIn.refused(word)
      case .stray:
        say(
          "That is not the address that this sign-in ends at. It begins with \(redirectURI)?code= "
            + "and belongs to the address above.")
      }
    }
    throw XeroError(
      .timedOut,
      "No answer from Xero was pasted. Nothing was stored. Run \"daybook xero login\" "
        + "again.")
  }

  private func answer(_ line: String) -> CallbackAnswer {
    let address = line.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
    guard address.hasPrefix(redirectURI + "?") else { return .stray(404) }
    return CallbackAnswer(
      method: "GET", target: CallbackAnswer.path + address.dropFirst(redirectURI.count),
      host: "localhost:\(port)", port: port, state: state)
  }
}
