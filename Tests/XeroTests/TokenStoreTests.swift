import Activity
import Foundation
import Synchronization
import Testing

@testable import Xero

/// A directory that goes when the test ends.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "daybook-xero-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: TokenStore { TokenStore(directory: path + "/tokens", environment: "test") }
}

func tokenSet(
  _ environment: String = "test", user: String = "u", expires: Int64 = 0, access: String = "A0",
  refresh: String = "R0", signedIn: Int64 = 0
) -> TokenSet {
  TokenSet(
    environment: environment, clientID: "CLIENT", userID: user, userName: "",
    access: Secret(access),
    refresh: Secret(refresh), previousRefresh: nil, scopes: [], expiresMilliseconds: expires,
    refreshedMilliseconds: 0, signedInMilliseconds: signedIn)
}

private func mode(_ path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return try #require(attributes[.posixPermissions] as? Int)
}

@Test func `tokens are kept in a 0600 file of a 0700 directory`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  try await store.withLock { () throws(XeroError) in try store.put(tokenSet()) }
  #expect(try mode(store.directory) == 0o700)
  #expect(try mode(store.path) == 0o600)
  #expect(try store.tokens(of: tokenSet().key) == tokenSet())
  let left = try FileManager.default.contentsOfDirectory(atPath: store.directory)
  #expect(left.sorted() == ["tokens-test.json", "tokens-test.lock"])
}

@Test func `each person has a set, the latest sign-in first`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  try await store.withLock { () throws(XeroError) in
    try store.put(tokenSet(user: "a", signedIn: 1))
    try store.put(tokenSet(user: "b", signedIn: 3))
    try store.put(tokenSet(user: "a", access: "A1", signedIn: 2))
  }
  #expect(try store.signedIn().map(\.key.userID) == ["b", "a"])
  #expect(try store.tokens(of: tokenSet(user: "a").key)?.access == Secret("A1"))
  try await store.withLock { () throws(XeroError) in try store.remove(tokenSet(user: "b").key) }
  #expect(try store.signedIn().map(\.key.userID) == ["a"])
}

@Test func `nobody signed in is no error`() throws {
  #expect(try Scratch().store.signedIn().isEmpty)
}

@Test func `a file that others could read, or a link, is refused`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  try await store.withLock { () throws(XeroError) in try store.put(tokenSet()) }
  chmod(store.path, 0o644)
  #expect { try store.signedIn() } throws: { "\($0)".contains("mode 644") }
  chmod(store.path, 0o600)
  try FileManager.default.moveItem(atPath: store.path, toPath: store.path + ".moved")
  symlink(store.path + ".moved", store.path)
  #expect { try store.signedIn() } throws: { "\($0)".contains("symbolic link") }
}

@Test func `a directory that others can write to is refused`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  mkdir(store.directory, 0o700)
  chmod(store.directory, 0o777)
  await #expect {
    try await store.withLock { () throws(XeroError) in try store.put(tokenSet()) }
  } throws: { "\($0)".contains("chmod 700") }
}

@Test(arguments: ["", "{", "[]", #"{"version":1}"#])
func `a damaged file is a sentence`(text: String) throws {
  let scratch = try Scratch()
  let store = scratch.store
  mkdir(store.directory, 0o700)
  try text.write(toFile: store.path, atomically: false, encoding: .utf8)
  chmod(store.path, 0o600)
  #expect { try store.signedIn() } throws: { "\($0)".contains("can't be understood") }
}

@Test func `a token of another Xero is refused, from either side`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  await #expect {
    try await store.withLock { () throws(XeroError) in try store.put(tokenSet("xero")) }
  } throws: { ($0 as? XeroError)?.kind == .wrongEnvironment }
  // A file copied to the other's name.
  try await store.withLock { () throws(XeroError) in try store.put(tokenSet()) }
  let real = TokenStore(directory: store.directory, environment: "xero")
  try FileManager.default.copyItem(atPath: store.path, toPath: real.path)
  #expect { try real.signedIn() } throws: { ($0 as? XeroError)?.kind == .wrongEnvironment }
}

/// How many are in, and how many were at most.
private final class Crowd: Sendable {
  private let count = Mutex((now: 0, most: 0))

  var most: Int { count.withLock { $0.most } }

  func enter() {
    count.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { count.withLock { $0.now -= 1 } }
}

@Test func `the lock lets one in at a time`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  let crowd = Crowd()
  try await withThrowingTaskGroup(of: Void.self) { group in
    for _ in 0..<8 {
      group.addTask {
        try await store.withLock { () throws(XeroError) in
          crowd.enter()
          for _ in 0..<20 { await Task.yield() }
          crowd.leave()
        }
      }
    }
    try await group.waitForAll()
  }
  #expect(crowd.most == 1)
}

/// A vault that can be locked, or fail.
private final class FakeVault: SecretVault {
  let state = Mutex((held: [VaultName: String](), failure: VaultFailure?.none))

  private func asked() throws(VaultFailure) -> [VaultName: String] {
    let (held, failure) = state.withLock { $0 }
    if let failure { throw failure }
    return held
  }

  func read(_ name: VaultName) throws(VaultFailure) -> String? { try asked()[name] }

  func write(_ name: VaultName, _ secret: String) throws(VaultFailure) {
    _ = try asked()
    state.withLock { $0.held[name] = secret }
  }

  func erase(_ name: VaultName) throws(VaultFailure) {
    _ = try asked()
    state.withLock { $0.held[name] = nil }
  }

  func fail(_ failure: VaultFailure?) { state.withLock { $0.failure = failure } }
}

private struct Vaulted {
  let scratch: Scratch
  let vault = FakeVault()
  let store: TokenStore

  init() throws {
    scratch = try Scratch()
    store = TokenStore(directory: scratch.path + "/tokens", environment: "test", vault: vault)
  }

  func put(_ tokens: TokenSet, in place: TokenPlace? = nil) async throws -> TokenStore.Placement {
    try await store.withLock { () throws(XeroError) in try store.put(tokens, in: place) }
  }

  func file() throws -> String { try String(contentsOfFile: store.path, encoding: .utf8) }
}

@Test func `with a vault the file has no token`() async throws {
  let trial = try Vaulted()
  let tokens = tokenSet(access: "MARKER-A", refresh: "MARKER-R")
  #expect(try await trial.put(tokens, in: .secretService).place == .secretService)
  #expect(!(try trial.file().contains("MARKER")))
  #expect(try trial.store.tokens(of: tokens.key) == tokens)
  #expect(try trial.store.signedIn().map(\.place) == [.secretService])
  // A refresh stays where the sign-in is.
  let next = tokenSet(access: "MARKER-A2", refresh: "MARKER-R2")
  #expect(try await trial.put(next).place == .secretService)
  #expect(!(try trial.file().contains("MARKER")))
  #expect(try trial.store.tokens(of: tokens.key) == next)
}

@Test func `a locked vault is not signed out`() async throws {
  let trial = try Vaulted()
  _ = try await trial.put(tokenSet(), in: .secretService)
  for (failure, word) in [
    (VaultFailure.locked, "Unlock it"), (.absent("there is no session bus"), "session bus"),
  ] {
    trial.vault.fail(failure)
    #expect {
      try trial.store.tokens(of: tokenSet().key)
    } throws: { ($0 as? XeroError)?.kind == .tokenStore && "\($0)".contains(word) }
    #expect(try trial.store.signedIn().count == 1)
  }
  trial.vault.fail(nil)
  #expect(try trial.store.tokens(of: tokenSet().key) == tokenSet())
}

@Test func `new tokens that the vault does not take go into the file, never away`() async throws {
  let trial = try Vaulted()
  _ = try await trial.put(tokenSet(), in: .secretService)
  trial.vault.fail(.locked)
  let next = tokenSet(access: "A1", refresh: "R1")
  #expect(
    try await trial.put(next) == .init(place: .file, why: "the keyring is locked"))
  #expect(try trial.store.tokens(of: next.key) == next)
}

@Test func `signing out erases the vault's secret`() async throws {
  let trial = try Vaulted()
  _ = try await trial.put(tokenSet(), in: .secretService)
  let store = trial.store
  try await store.withLock { () throws(XeroError) in try store.remove(tokenSet().key) }
  #expect(trial.vault.state.withLock { $0.held.isEmpty })
  #expect(try store.signedIn().isEmpty)
}

@Test func `a sign-in remembers its organisations over a refresh`() async throws {
  let scratch = try Scratch()
  let store = scratch.store
  try await store.withLock { () throws(XeroError) in
    try store.put(tokenSet())
    try store.remember(["t1"], of: tokenSet().key)
    try store.put(tokenSet(access: "A1"))
  }
  #expect(try store.signedIn().map(\.tenants) == [["t1"]])
}

@Test func `a refresh that leaves the keyring is told to the person`() async throws {
  let trial = try Vaulted()
  _ = try await trial.put(tokenSet(), in: .secretService)
  let server = try await CannedServer.start { _, _ in
    CannedServer.answer(
      200, #"{"access_token":"A1","refresh_token":"R1","expires_in":1800,"token_type":"Bearer"}"#)
  }
  let told = Mutex([String]())
  let keeper = TokenKeeper(
    store: trial.store,
    identity: IdentityServer(
      addresses: try Addresses(environment: server.environment),
      exchange: Exchange(transport: .live)),
    now: {
      // The keyring is locked while Xero is asked.
      trial.vault.fail(server.requests.isEmpty ? nil : .locked)
      return Instant(milliseconds: 0)
    },
    warn: { sentence in told.withLock { $0.append(sentence) } })
  let token = try await keeper.accessToken(of: tokenSet().key, life: 60_000)
  #expect(token == Secret("A1"))
  #expect(told.withLock { $0.count } == 1)
  #expect(told.withLock { $0.first }?.contains("the keyring is locked") == true)
  #expect(try trial.store.tokens(of: tokenSet().key)?.refresh == Secret("R1"))
}
