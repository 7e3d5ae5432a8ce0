import Foundation
import TestSupport
import Testing

/// `init` in a session of systemd's, whose `systemctl` is a stand-in that notes what it is asked.
@Suite struct InitUnitTests {
  /// A home by the standard places, where the user unit is installed.
  private final class Session {
    let program: Program
    let x = TestX(manager: false)
    private var root: String { program.home.path }

    /// - Parameter systemctl: what it does besides.
    init(systemctl: String) throws {
      program = try Program()
      let root = program.home.path
      for directory in ["bin", "run/systemd", ".config/systemd/user"] {
        try FileManager.default.createDirectory(
          atPath: root + "/" + directory, withIntermediateDirectories: true)
      }
      try program.write("[Unit]\n", to: ".config/systemd/user/daybook-agent.service")
      try program.write(
        "#!/bin/bash\necho \"$@\" >>\(root)/asked\n\(systemctl)\n", to: "bin/systemctl")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: root + "/bin/systemctl")
      program.environment["DAYBOOK_HOME"] = nil
      program.environment["DAYBOOK_NOW"] = nil
      program.environment.merge([
        "HOME": root, "XDG_RUNTIME_DIR": root + "/run", "DISPLAY": x.display,
        "PATH": root + "/bin:/usr/bin:/bin", "TZ": "Pacific/Auckland",
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
      ]) { $1 }
    }

    deinit { if let process = try? agent() { kill(process, SIGTERM) } }

    /// The process that answers.
    func agent() throws -> Int32 {
      try program.json(Status.self, "status", "--json").now.process
    }

    var asked: String { (try? String(contentsOfFile: root + "/asked", encoding: .utf8)) ?? "" }
  }

  private struct Status: Decodable {
    struct Now: Decodable { var process: Int32 }
    var now: Now
  }

  @Test func `the user unit starts the agent, once`() throws {
    let agent = try Program.built("daybook-agent").path
    // A service manager's child holds nothing of ours open.
    let session = try Session(
      systemctl: """
        (
          for file in /proc/self/fd/*; do
            [ "${file##*/}" -le 2 ] || eval "exec ${file##*/}>&-"
          done
          exec setsid --fork \(agent) >/dev/null 2>&1
        )
        """)
    let made = try session.program.run("init")
    #expect(made.code == 0, "\(made.error)")
    #expect(made.output.contains("The agent is recording, and will start with your session."))
    #expect(session.asked == "--user enable --now daybook-agent.service\n")
    let process = try session.agent()
    #expect(try session.program.run("init").output.contains("The agent is recording already."))
    #expect(session.asked.split(separator: "\n").count == 1)
    #expect(try session.agent() == process)
  }

  @Test func `where the service manager refuses, the agent is started without it`() throws {
    let session = try Session(systemctl: "exit 1")
    let made = try session.program.run("init")
    #expect(made.code == 0, "\(made.error)")
    #expect(made.output.contains("Let your session start daybook-agent from now on."))
    #expect(session.asked == "--user enable --now daybook-agent.service\n")
    #expect(try session.agent() > 0)
  }

  /// The unit knows of the standard places alone.
  @Test func `a home of its own is none of the service manager's`() throws {
    let session = try Session(systemctl: "")
    session.program.environment["DAYBOOK_HOME"] = session.program.home.path + "/own"
    #expect(try session.program.run("init").code == 0)
    #expect(session.asked.isEmpty)
    #expect(try session.agent() > 0)
  }
}
