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
