import Foundation
import Workflow

/// The day of `examples/` in a home of its own, gone with the value.
final class ExampleHome {
  let home: Home
  private let directory: URL

  init(_ world: World) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "daybook-demo-\(UUID())")
    var environment = world.environment
    environment["DAYBOOK_HOME"] = directory.path
    environment["TZ"] = "Pacific/Auckland"
    do {
      try ExampleHome.write(ExampleFiles.configuration, to: directory.appending(path: "config"))
      home = try Home(World.live(environment: environment, fixedNow: "2026-11-20T21:30:00+13:00"))
      _ = try home.importActivity(
        Array(ExampleFiles.day.utf8), named: "the example", dryRun: false)
    } catch {
      try? FileManager.default.removeItem(at: directory)
      throw error
    }
  }

  // What can't be removed lies in a temporary directory, and is nobody's.
  deinit { try? FileManager.default.removeItem(at: directory) }

  private static func write(_ files: [(path: String, text: String)], to directory: URL) throws {
    for file in files {
      let url = directory.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data(file.text.utf8).write(to: url)
    }
  }
}
