import Foundation
import Testing

extension Program {
  /// What a line came to; no code where the shell ended before.
  struct Line {
    var code: Int32?
    /// Errors too.
    var output: String
  }

  /// Types lines into one shell that finds the built programs and `examples`, in a folder of the
  /// home. Whatever they leave running ends with it.
  func session(_ lines: [String]) throws -> [Line] {
    let folder = home.appending(path: "session")
    let (work, told) = (folder.appending(path: "work"), folder.appending(path: "told"))
    for new in [work, told] {
      try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      at: work.appending(path: "examples"),
      withDestinationURL: Program.repository.appending(path: "examples"))
    var script = "trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n"
    for (index, line) in lines.enumerated() {
      script +=
        "exec >'\(told.path)/\(index)' 2>&1\n\(line)\necho $? >'\(told.path)/\(index).code'\n"
    }
    let file = folder.appending(path: "script")
    try Data(script.utf8).write(to: file)

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["--kill-after=5", "240", "/bin/bash", file.path]
    process.currentDirectoryURL = work
    process.environment = environment.merging(
      ["PATH": try Program.pathOfBuilt, "TMPDIR": folder.path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()

    func text(_ name: String) -> String {
      (try? String(contentsOf: told.appending(path: name), encoding: .utf8)) ?? ""
    }
    return lines.indices.map { index in
      let code = text("\(index).code").trimmingCharacters(in: .whitespacesAndNewlines)
      return Line(code: Int32(code), output: text("\(index)"))
    }
  }

  /// Standard output and error of a line in a shell that finds the built `daybook`.
  func shell(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = Program.repository
    process.environment = environment.merging(["PATH": try Program.pathOfBuilt]) { $1 }
    let file = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID()).out")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    let output = try FileHandle(forWritingTo: file)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static var pathOfBuilt: String {
    get throws {
      try built("daybook").deletingLastPathComponent().path + ":/usr/bin:/bin"
    }
  }
}
