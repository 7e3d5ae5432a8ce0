import Crypto
import Foundation

/// A proof that whoever exchanges the code is who asked for it (RFC 7636, method S256).
struct PKCE: Hashable, Sendable {
  let verifier: Secret
  /// Goes into the address that the browser opens.
  let challenge: String

  /// - Parameter randomBytes: 32 bytes from a cryptographic source make 43 characters.
  init(randomBytes: [UInt8]) {
    self.init(verifier: base64URL(randomBytes))
  }

  init(verifier: String) {
    self.verifier = Secret(verifier)
    challenge = base64URL(SHA256.hash(data: Data(verifier.utf8)))
  }
}

/// RFC 4648 section 5, without padding.
func base64URL(_ bytes: some Sequence<UInt8>) -> String {
  Data(bytes).base64EncodedString()
    .replacingOccurrences(of: "+", with: "-")
    .replacingOccurrences(of: "/", with: "_")
    .replacingOccurrences(of: "=", with: "")
}

func bytes(base64URL text: some StringProtocol) -> Data? {
  var plain = text.replacingOccurrences(of: "-", with: "+")
    .replacingOccurrences(of: "_", with: "/")
  plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
  return Data(base64Encoded: plain)
}
