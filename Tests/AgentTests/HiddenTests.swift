import Activity
import Glibc
import TestSupport
import Testing

/// What rules hide, by what a window's program does and by what its title says, through the real
/// agent: no byte of it in any file.
@Suite(.serialized) struct HiddenTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    /// As rule files spell it; nil hides nothing.
    var rule: String?
    /// What must be found in no file, and in some without the rule.
    var hidden: [String]
    /// What stays all the same.
    var kept: [String]
  }

  let home = TemporaryDirectory()

  @Test(arguments: [
    Case(
      testDescription: "no rule", rule: nil,
      hidden: [], kept: ["hidden-4711", "secret-4712", "Teller"]),
    Case(
      testDescription: "exclude by directory",
      rule: "{ name: n, when: { directory: '/hidden-[0-9]+$' }, exclude: true }",
      hidden: ["hidden-4711", "secret-4712", "Teller"], kept: ["plain-4713"]),
    Case(
      testDescription: "redact by directory",
      rule: "{ name: n, when: { directory: '/hidden-[0-9]+$' }, redact: true }",
      hidden: ["hidden-4711", "secret-4712"], kept: ["plain-4713", "Teller"]),
    Case(
      testDescription: "redact what the directory is called",
      rule: "{ name: n, when: { title: secret }, redact: 'hidden-[0-9]+' }",
      hidden: ["hidden-4711"], kept: ["plain-4713", "secret-4712", "Teller"]),
    Case(
      testDescription: "exclude by title and directory",
      rule: "{ name: n, when: { title: 'secret', directory: '/hidden-' }, exclude: true }",
      hidden: ["hidden-4711", "secret-4712", "Teller"], kept: ["plain-4713"]),
    Case(
      testDescription: "exclude by title or directory",
      rule: "{ name: n, when: { any: [{ title: 'secret' }, { directory: '/hidden-' }] }, "
        + "exclude: true }",
      hidden: ["hidden-4711", "secret-4712", "Teller"], kept: ["plain-4713"]),
  ])
  func `nothing that rules hide by directory or title reaches a file`(hiding: Case) throws {
    for directory in ["/home", "/home/config", "/home/config/rules.d", "/hidden-4711"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    if let rule = hiding.rule {
      home.write("rules: [\(rule)]\n", to: "home/config/rules.d/10.yaml")
      #expect(home.compile() == 0)
    }
    let x = TestX()
    let client = TestClient(x.display)
    // A program that works there, and the window that says it is its.
    let teller = TestProcess(["sh", "-c", "cd '\(home.path)/hidden-4711' && exec sleep 600"])
    #expect(eventually { workingDirectory(of: teller.pid)?.hasSuffix("4711") == true })
    let plain = client.window(title: "plain-4713")
    let secret = client.window(title: "secret-4712", app: "Teller")
    client.set("WM_CLIENT_MACHINE", "STRING", Array("localhost".utf8), on: secret)
    client.set("_NET_WM_PID", "CARDINAL", numbers: [Int(teller.pid)], on: secret)
    client.activate(plain)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    for round in 0..<3 {
      client.activate(secret)
      // Its title alone, and by a storm too.
      for index in 0..<(round == 2 ? 12 : 1) { client.title("secret-4712 \(index)", on: secret) }
      client.activate(plain)
    }
    client.activate(secret)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last.map { $0.subject.window?.title != "plain-4713" } ?? false
      })
    // While it runs: what waits in the write-ahead log counts.
    for marker in hiding.hidden { #expect(!home.hasTrace(of: marker), "\(marker)") }
    #expect(agent.stop() == 0)
    for marker in hiding.hidden { #expect(!home.hasTrace(of: marker), "\(marker), stopped") }
    for marker in hiding.kept { #expect(home.hasTrace(of: marker), "\(marker) is kept") }
    #expect(agent.spans.tile)
  }

  /// 64 KiB are read: what stands behind them no rule can see.
  @Test(arguments: [
    ("{ name: n, when: { title: 'secret' }, exclude: true }", ""),
    ("{ name: n, when: { app: Test }, redact: 'x{9}y' }", ""),
    ("{ name: n, when: { app: Other }, exclude: true }", String(repeating: "x", count: 1024)),
  ])
  func `a title too long to be read has no text where rules look at titles`(
    rule: String, stored: String
  ) throws {
    for directory in ["/home", "/home/config", "/home/config/rules.d"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    home.write("rules: [\(rule)]\n", to: "home/config/rules.d/10.yaml")
    #expect(home.compile() == 0)
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "short")
    client.title(String(repeating: "x", count: 100_000) + "secret", on: window)
    client.activate(window)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.stop() == 0)
    #expect(Set(agent.spans.map(\.subject.window?.app)) == ["Test"])
    #expect(Set(agent.spans.map(\.subject.window?.title)) == [stored])
  }

  /// A shell that goes to a hidden place while its window keeps its title.
  @Test func `a program that goes to a hidden directory takes its window along`() throws {
    for directory in ["/home", "/home/config", "/home/config/rules.d", "/hidden-4711"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    home.write(
      "rules: [{ name: n, when: { directory: '/hidden-[0-9]+$' }, exclude: true }]\n",
      to: "home/config/rules.d/10.yaml")
    #expect(home.compile() == 0)
    let x = TestX()
    let client = TestClient(x.display)
    let walker = TestProcess([
      "sh", "-c",
      "cd '\(home.path)'; until [ -e go ]; do sleep 0.05; done; cd hidden-4711; exec sleep 600",
    ])
    let window = client.window(title: "walk")
    client.set("WM_CLIENT_MACHINE", "STRING", Array("localhost".utf8), on: window)
    client.set("_NET_WM_PID", "CARDINAL", numbers: [Int(walker.pid)], on: window)
    client.activate(window)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.spans.last?.subject.window?.directory == home.path)
    home.write("", to: "go")
    #expect(eventually { workingDirectory(of: walker.pid)?.hasSuffix("4711") == true })
    client.title("walk on", on: window)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last?.subject == .private
      })
    #expect(agent.stop() == 0)
    #expect(!home.hasTrace(of: "hidden-4711"))
    #expect(!home.hasTrace(of: "walk on"))
    #expect(agent.spans.titles == ["walk", "private"])
  }
}

private func workingDirectory(of process: pid_t) -> String? {
  var path = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/\(process)/cwd", &path, path.count)
  guard count > 0 else { return nil }
  return String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

extension TemporaryDirectory {
  /// A file of the test's, by its path in here.
  func write(_ text: String, to name: String) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// `daybook rules compile` in the home of the agents that run here.
  func compile() -> Int32? {
    TestProcess(
      [String(Agent.program.dropLast("-agent".count)), "rules", "compile"],
      environment: ["DAYBOOK_HOME": path + "/home"]
    ).wait()
  }

  /// Whether any file but those that the person wrote holds these bytes: data, log, filter, output.
  func hasTrace(of marker: String) -> Bool {
    let places = ["home/data", "home/state", "home/run", "output"].map { path + "/" + $0 }
      .filter { access($0, F_OK) == 0 }
    return TestProcess(["grep", "-raqF", "-e", marker] + places).wait() != 1
  }
}
