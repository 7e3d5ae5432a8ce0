import CLinux
import Foundation

/// The installed `daybook-agent`: beside this program, else in PATH.
struct AgentProgram {
  let path: String

  /// Nil where it is not installed.
  init?(_ environment: [String: String]) {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let directories =
      [(own as NSString).deletingLastPathComponent]
      + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let found = directories.map { $0 + "/daybook-agent" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    path = found
  }

  /// What it says of its surroundings; nil where it says nothing within ten seconds.
  func look(_ environment: [String: String]) -> [String]? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = ["--look"]
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 10, execute: limit)
    // Far less than a pipe holds.
    let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    limit.cancel()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Starts it in a session of its own, so that it outlives this terminal.
  ///
  /// Not by Foundation's `Process`, which would wait for the agent's end too.
  ///
  /// - Throws: `Refusal` (1).
  func start() throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0)
    }
    // Who waits for the end of what we hold open would wait for the agent's.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // As its unit and the session's autostart do (packaging/systemd, packaging/desktop).
    var words: [UnsafeMutablePointer<CChar>?] = [
      strdup("env"), strdup("GLIBC_TUNABLES=glibc.malloc.tcache_count=0"), strdup("setsid"),
      strdup("--fork"), strdup(path), nil,
    ]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    var status: Int32 = 0
    guard posix_spawnp(&child, "env", &actions, nil, &words, environ) == 0,
      waitpid(child, &status, 0) == child, status == 0
    else { throw Refusal(.failed, "\(path) can't be started. Start it yourself.") }
  }
}
