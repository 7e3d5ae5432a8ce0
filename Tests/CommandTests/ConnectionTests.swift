import Foundation
import TestSupport
import Testing

/// Whom the commands speak to, as the system sees it: Xero's three hosts or what stands in for them,
/// and on this machine the agent.
@Suite struct ConnectionTests {
  private let folder = TemporaryDirectory()

  /// A command, watched.
  private func peers(_ words: [String], _ program: Program) throws -> SystemCalls {
    let calls = SystemCalls(into: "\(folder.path)/\(UUID())")
    let command = (calls.command + ["daybook"] + words).map { "'\($0)'" }.joined(separator: " ")
    _ = try program.shell(command)
    return calls
  }

  /// This home's own socket, and where names are looked up and the system is told of trouble.
  private func isLocal(_ peer: String, _ program: Program) -> Bool {
    // The last is libdispatch, which may have something to complain of.
    ["/var/run/nscd/socket", program.home.path + "/run/agent.sock", "/dev/log"].contains(peer)
  }

  @Test func `no command connects to anything but what stands in for Xero`() throws {
    let sandbox = try Sandbox()
    let scene = CommandTableTests.Scene(try PushTests.ready(sandbox), sandbox)
    let standIns = try Set(
      ["API", "IDENTITY", "LOGIN"].map { name in
        let base = try #require(sandbox.environment["DAYBOOK_XERO_\(name)"])
        return try #require(base.split(separator: "/").dropFirst().first.map(String.init))
      })
    // The browser and its way back to us are the person's, not ours.
    scene.program.environment["BROWSER"] = "true"
    var met: Set<String> = []
    let reads = CommandTableTests.reads(scene)
    let push = [
      ["invoice", "push", "acme", "--yes"], ["xero", "reconcile"], ["xero", "drift"],
      ["xero", "link", "brightside"],
    ]
    let rest = try CommandDump.root().leaves.compactMap { command in
      reads[command.path.joined(separator: " ")].map { command.path + $0 }
    }.filter { $0.prefix(2) != ["xero", "login"] }
    for words in push + rest {
      for peer in try peers(words, scene.program).peers where !isLocal(peer, scene.program) {
        #expect(standIns.contains(peer), "\(words) connects to \(peer)")
        met.insert(peer)
      }
    }
    #expect(met.isSubset(of: standIns) && !met.isEmpty)
  }

  /// In a network of its own, which has no way out: what is tried is seen, and nothing leaves.
  @Test func `without a stand-in the hosts asked for are Xero's`() throws {
    let program = try Program(examples: true)
    program.environment["BROWSER"] = "true"
    let calls = SystemCalls(into: folder.path + "/calls")
    let login = ["daybook", "xero", "login", "--client-id", "x", "--paste"]
    // The state that it waits for stands in the address that it says.
    let script = """
      mkfifo \(folder.path)/answer
      unshare -rn \(calls.command.joined(separator: " ")) \(login.joined(separator: " ")) \
        <\(folder.path)/answer >\(folder.path)/said 2>&1 &
      exec 3>\(folder.path)/answer
      until state=$(grep -o 'state=[^& ]*' \(folder.path)/said); do sleep 0.1; done
      port=$(grep -o 'localhost%3A[0-9]*' \(folder.path)/said | head -n 1 | cut -c 13-)
      echo "http://localhost:$port/callback?code=x&$state" >&3
      wait
      cat \(folder.path)/said
      """
    let said = try program.shell(script)
    #expect(said.contains("https://login.xero.com/identity/connect/authorize?"), "\(said)")
    #expect(said.contains("identity.xero.com"), "\(said)")
    for peer in calls.peers where !isLocal(peer, program) {
      #expect(peer.hasSuffix(":53"), "login connects to \(peer)")
    }
    for line in calls.sentLines where line.contains("xero") || line.contains("htons(53)") {
      #expect(line.contains(#"identity\4xero\3com"#), "\(line)")
    }
  }
}
