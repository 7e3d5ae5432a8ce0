import CSecret
import Foundation

/// Who is signed in: one 0600 file for each Xero, in a directory of ours, changed under a lock. The
/// tokens themselves are in the desktop's vault, or in the file where there is none.
public struct TokenStore: Sendable {
  public let directory: String
  /// Which Xero, as in `Addresses.environmentName`: part of the file's name and of each token.
  public let environment: String
  let vault: (any SecretVault)?

  var path: String { "\(directory)/tokens-\(environment).json" }
  private var lockPath: String { "\(directory)/tokens-\(environment).lock" }

  /// - Parameter directory: created with mode 0700 at the first write.
  init(directory: String, environment: String, vault: (any SecretVault)? = nil) {
    self.directory = directory
    self.environment = environment
    self.vault = vault
  }

  /// Who is signed in, the latest first. Asks no vault.
  public func signedIn() throws(XeroError) -> [SignedIn] {
    try read().sorted { $0.signedInMilliseconds > $1.signedInMilliseconds }.map(\.signedIn)
  }

  /// - Throws: `.tokenStore` where the vault that has them can't be asked: that is not signed out.
  func tokens(of key: TokenKey) throws(XeroError) -> TokenSet? {
    guard let record = try read().first(where: { $0.key == key }) else { return nil }
    daybook_keep_memory_private()
    if let tokens = record.tokens { return tokens }
    guard let tokens = try vaulted(record) else { return nil }
    try check(tokens)
    return tokens
  }

  /// Where tokens came to be, and why not where they were wanted.
  struct Placement: Hashable, Sendable {
    var place: TokenPlace
    var why: String?
  }

  /// Call it under `withLock`.
  ///
  /// - Parameter wanted: nil leaves them where they are. A vault that fails is no reason to lose
  ///   them: the file takes them then.
  @discardableResult
  func put(_ tokens: TokenSet, in wanted: TokenPlace? = nil) throws(XeroError) -> Placement {
    try check(tokens)
    let all = try read()
    let before = all.first { $0.key == tokens.key }
    var record = SignInRecord(tokens, tenants: before?.tenants ?? [])
    var placement = Placement(place: wanted ?? before?.place ?? .file)
    if placement.place == .secretService {
      do {
        guard let vault else { throw VaultFailure.absent("there is no Secret Service here") }
        try vault.write(name(of: tokens.key), record.vaultText)
      } catch {
        placement = Placement(place: .file, why: (error as? VaultFailure)?.why ?? "it failed")
      }
    }
    if placement.place == .secretService { record.secrets = nil }
    try write(all.filter { $0.key != tokens.key } + [record])
    if placement.place == .file, before?.place == .secretService {
      // Old tokens would be found again some day; that they can't be erased now is no failure.
      try? vault?.erase(name(of: tokens.key))
    }
    return placement
  }

  /// Call it under `withLock`.
  func remove(_ key: TokenKey) throws(XeroError) {
    let all = try read()
    if all.contains(where: { $0.key == key && $0.place == .secretService }) {
      do { try vault?.erase(name(of: key)) } catch {
        // Revoked at Xero by now, or by the person: what stays in the keyring opens nothing.
      }
    }
    try write(all.filter { $0.key != key })
  }

  /// Notes which organisations a sign-in reaches. Call it under `withLock`.
  func remember(_ tenants: [String], of key: TokenKey) throws(XeroError) {
    var all = try read()
    guard let index = all.firstIndex(where: { $0.key == key }), all[index].tenants != tenants
    else { return }
    all[index].tenants = tenants
    try write(all)
  }

  private func name(of key: TokenKey) -> VaultName {
    VaultName(environment: environment, key: key)
  }

  private func vaulted(_ record: SignInRecord) throws(XeroError) -> TokenSet? {
    let text: String?
    do {
      guard let vault else { throw VaultFailure.absent("there is no Secret Service here") }
      text = try vault.read(name(of: record.key))
    } catch {
      let failure = error as? VaultFailure ?? .failed("it failed")
      throw XeroError(
        .tokenStore,
        failure == .locked
          ? "The tokens for Xero are in your keyring, and it is locked. Unlock it, then try again."
          : "The tokens for Xero are in your desktop's keyring, which can't be asked: "
            + "\(failure.why). Try again in your desktop session, or run \"daybook xero login "
            + "--no-keyring\".")
    }
    guard let text else { return nil }
    guard let tokens = SignInRecord(vaultText: text)?.tokens, tokens.key == record.key else {
      throw XeroError(
        .tokenStore,
        "What your keyring holds for Xero can't be understood. Run \"daybook xero login\".")
    }
    return tokens
  }

  /// Refuses a token of another Xero.
  func check(_ tokens: TokenSet) throws(XeroError) { try check(tokens.environment) }

  private func check(_ other: String) throws(XeroError) {
    guard other == environment else {
      throw XeroError(
        .wrongEnvironment,
        "\(path) holds a token of \(other), but the addresses in use are those of "
          + "\(environment). Nothing was sent. Run \"daybook xero login\" with these addresses.")
    }
  }

  /// Keeps other processes, and other tasks of this one, from reading, refreshing and writing at
  /// the same time. The lock goes with the process, however it ends.
  func withLock<Value: Sendable>(
    _ body: () async throws(XeroError) -> Value
  ) async throws(XeroError) -> Value {
    try makeDirectory()
    let file = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw refusal("can't open \(lockPath)") }
    defer { close(file) }
    // A refresh takes a few seconds. Not a blocking flock: it would hold one of few threads.
    for _ in 0..<1200 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return try await body() }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw refusal("can't lock \(lockPath)") }
      do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
    }
    throw XeroError(
      .tokenStore,
      "Another daybook has held \(lockPath) for a minute. End it, then try again.")
  }

  private func read() throws(XeroError) -> [SignInRecord] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      if errno == ELOOP { throw unsafe("is a symbolic link") }
      throw refusal("can't open \(path)")
    }
    defer { close(file) }
    try checkOwnership(of: file)

    let size = 1 << 20
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      let got = bytes.withUnsafeMutableBytes {
        Foundation.read(file, $0.baseAddress?.advanced(by: count), size - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw refusal("can't read \(path)") }
      if got == 0 { break }
      count += got
    }
    guard count < size,
      let all = try? JSONDecoder().decode(Stored.self, from: Data(bytes[..<count]))
    else {
      throw XeroError(
        .tokenStore,
        "\(path) can't be understood. Delete it and run \"daybook xero login\".")
    }
    for record in all.signIns { try check(record.environment) }
    return all.signIns
  }

  private func checkOwnership(of file: Int32) throws(XeroError) {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw refusal("can't examine \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unsafe("is no plain file") }
    guard status.st_uid == geteuid() else { throw unsafe("belongs to someone else") }
    guard status.st_mode & 0o077 == 0 else {
      throw XeroError(
        .tokenStore,
        "\(path) can be read by others (mode \(String(status.st_mode & 0o777, radix: 8))), so its "
          + "tokens may be known to them. Run \"chmod 600\" on it if you trust it, or \"daybook "
          + "xero logout\" and \"login\" for new ones.")
    }
  }

  /// Whole or not at all: a crash leaves the old file.
  private func write(_ records: [SignInRecord]) throws(XeroError) {
    try makeDirectory()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let data = try? encoder.encode(Stored(version: 2, signIns: records)) else {
      throw XeroError(.tokenStore, "The tokens can't be written as JSON.")
    }
    let temporary = "\(path).new"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw refusal("can't create \(temporary)") }
    let written = writeAll(data, to: file) && fsync(file) == 0
    let reason = errno
    close(file)
    guard written, rename(temporary, path) == 0 else {
      if written == false { errno = reason }
      let error = refusal("can't write \(path)")
      unlink(temporary)
      throw error
    }
    let parent = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  private func writeAll(_ data: Data, to file: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  private func makeDirectory() throws(XeroError) {
    var status = stat()
    if lstat(directory, &status) != 0 {
      let parent = (directory as NSString).deletingLastPathComponent
      if !parent.isEmpty {
        try? FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
      guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
        throw refusal("can't create \(directory)")
      }
      guard lstat(directory, &status) == 0 else { throw refusal("can't examine \(directory)") }
    }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0
    else {
      throw XeroError(
        .tokenStore,
        "\(directory) must be a directory of yours that no one else can write to: tokens are kept "
          + "there. Run \"chmod 700\" on it.")
    }
  }

  private func unsafe(_ what: String) -> XeroError {
    XeroError(
      .tokenStore,
      "\(path) \(what), and tokens are not read from or written to such. Remove it and run "
        + "\"daybook xero login\".")
  }

  private func refusal(_ what: String) -> XeroError {
    let reason = String(cString: strerror(errno))
    return XeroError(
      .tokenStore, "Daybook \(what): \(reason). Check the directory and its free space.")
  }

  private struct Stored: Codable {
    var version: Int
    var signIns: [SignInRecord]
  }
}
