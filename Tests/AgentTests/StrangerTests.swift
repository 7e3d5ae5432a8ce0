import Glibc
import TestSupport
import Testing

/// Other users of the machine. Only root can be somebody else for a test.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct StrangerTests {
  let home = TemporaryDirectory()

  /// What the agent answers to nobody; "no way" where there is none to it.
  private func answerToNobody(at path: String) -> String {
    let ask = """
      import socket, sys
      s = socket.socket(socket.AF_UNIX)
      s.settimeout(10)
      try:
          s.connect("\(path)")
      except OSError:
          answer = b"no way"
      else:
          try:
              s.sendall(b"daybook 1 status\\n")
              answer = s.recv(4096)
          except OSError:
              answer = b""
      open(sys.argv[1], "wb").write(answer)
      """
    let answer = "/tmp/daybook-stranger-\(getpid())-\(home.path.split(separator: "-").last ?? "")"
    defer { unlink(answer) }
    let nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    #expect(TestProcess(nobody + ["/usr/bin/python3", "-c", ask, answer]).wait() == 0)
    return Agent.text(answer)
  }

  @Test func `another user finds no way to the agent, and none into its files`() throws {
    let x = TestX(manager: false)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    let socket = home.path + "/home/run/agent.sock"
    #expect(eventually { access(socket, F_OK) == 0 })
    #expect(answerToNobody(at: socket) == "no way")

    // Somebody opened all doors: the agent looks who is there.
    for path in [home.path, home.path + "/home", home.path + "/home/run"] { chmod(path, 0o755) }
    chmod(socket, 0o666)
    #expect(answerToNobody(at: socket) == "")
    let own = TestProcess([
      "/usr/bin/python3", "-c",
      "import socket; s = socket.socket(socket.AF_UNIX); "
        + "s.connect('\(socket)'); s.sendall(b'daybook 1 status\\n'); "
        + "assert s.recv(4096).startswith(b'daybook 1 status')",
    ])
    #expect(own.wait() == 0)

    // Nothing that it made may be read by others.
    let open = TestProcess(
      ["sh", "-c", "test -z \"$(find '\(home.path)/home' -type f -perm /077)\""])
    #expect(open.wait() == 0)
    #expect(agent.stop() == 0)
  }
}
