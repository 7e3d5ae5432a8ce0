/// Which secret of a vault: one for each sign-in.
struct VaultName: Hashable, Sendable {
  /// Which Xero, as in `Addresses.environmentName`.
  var environment: String
  var key: TokenKey
}

/// Why a vault did not do it. What is in it comes from us or the vault, never from the secret.
enum VaultFailure: Error, Hashable, Sendable {
  /// There is none here.
  case absent(String)
  /// It is there, and locked; nobody unlocked it.
  case locked
  case failed(String)

  var why: String {
    switch self {
    case .absent(let why), .failed(let why): why
    case .locked: "the keyring is locked"
    }
  }
}

/// A place of the desktop's for secrets. Its calls block: a person may be asked for a password.
protocol SecretVault: Sendable {
  /// Nil where it surely holds none: "none found" of a locked vault is no answer.
  func read(_ name: VaultName) throws(VaultFailure) -> String?
  /// In place of any there was.
  func write(_ name: VaultName, _ secret: String) throws(VaultFailure)
  func erase(_ name: VaultName) throws(VaultFailure)
}
