import Foundation
import Synchronization
import Testing

/// What commands answered with `--json`, kept in a folder to be held against docs/schemas.
final class Answers: Sendable {
  private static let schemas = Program.repository.appending(path: "docs/schemas")
  /// The commands that have a schema, by its name: `invoice-push`.
  static let described: Set<String> = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: schemas.path)) ?? []
    return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
  }()

  /// Of all tests, where `DAYBOOK_ANSWERS` names a folder (`make test`).
  static let recorded = ProcessInfo.processInfo.environment["DAYBOOK_ANSWERS"]
    .map { Answers(URL(filePath: $0)) }

  let folder: URL
  private let count = Mutex(0)
  private let isTemporary: Bool

  private init(_ folder: URL) {
    (self.folder, isTemporary) = (folder, false)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Of one test.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID())")
    isTemporary = true
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { if isTemporary { try? FileManager.default.removeItem(at: folder) } }

  /// Nothing at all is no answer: a refusal says it on standard error.
  func keep(_ output: String, of arguments: [String]) throws {
    guard arguments.contains("--json"), !output.isEmpty else { return }
    let name = Answers.command(arguments)
    try keep(output, as: "\(name).\(count.withLock { $0 += 1; return $0 }).json")
  }

  func keep(_ text: String, as file: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: file))
  }

  /// `invoice-push`: the first words, as many as are a command.
  private static func command(_ arguments: [String]) -> String {
    let words = arguments.prefix { !$0.hasPrefix("-") }
    let standard = ["day": "day-show", "activity": "activity-list"]
    for length in [3, 2, 1] where length <= words.count {
      let name = words.prefix(length).joined(separator: "-")
      if let known = described.contains(name) ? name : standard[name] { return known }
    }
    return words.first ?? "none"
  }

  /// Lets another program judge all that was kept.
  func expectInForm() throws {
    let process = Process()
    process.executableURL = Program.repository.appending(path: "Tests/schemas/check")
    process.arguments = [folder.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    #expect(count.withLock { $0 } > 0)
  }
}
