import Foundation
import Testing

/// The built `daybook` on a home of its own, gone with the test.
final class Program {
  let home: URL
  var environment: [String: String]
  /// Where what it answers with `--json` is kept, if anywhere.
  var answers = Answers.recorded

  struct Answer: Equatable {
    var code: Int32
    var output: String
    var error: String
  }

  /// The files of `examples/rules.d` that are Hana's; the others are starters to copy.
  static let ownRules = [
    "10-acme.yaml", "20-brightside.yaml", "30-northwind.yaml", "80-mail.yaml", "90-private.yaml",
  ]

  /// - Parameters:
  ///   - examples: begins with the files of `examples/`.
  ///   - starters: with the rule files there that are made to be copied, too.
  init(
    zone: String = "Pacific/Auckland", examples: Bool = false, starters: Bool = true
  ) throws {
    home = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID())")
    try FileManager.default.createDirectory(
      at: home.appending(path: "config/rules.d"), withIntermediateDirectories: true)
    environment = [
      "DAYBOOK_HOME": home.path, "TZ": zone, "PATH": "/usr/bin:/bin", "USER": "hana",
      "DAYBOOK_NOW": "2026-11-21T18:00:00+13:00",
    ]
    // What a sanitizer is to overlook, it overlooks in the program, too.
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    if examples {
      for name in ["config.yaml", "clients.yaml"] {
        try copy(Program.repository.appending(path: "examples/\(name)"), to: "config/\(name)")
      }
      let rules = Program.repository.appending(path: "examples/rules.d")
      for file in try FileManager.default.contentsOfDirectory(atPath: rules.path)
      where starters || Program.ownRules.contains(file) {
        try copy(rules.appending(path: file), to: "config/rules.d/\(file)")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// With the day of `examples/` recorded and proposed.
  static func proposed(starters: Bool = true) throws -> Program {
    let program = try Program(examples: true, starters: starters)
    let day = repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    return program
  }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Beside the test program, which is how SwiftPM lays them out.
  static func built(_ name: String) throws -> URL {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(filePath: own).deletingLastPathComponent().appending(path: name)
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    let first = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: name)
    if FileManager.default.isExecutableFile(atPath: first.path) { return first }
    return repository.appending(path: ".build/debug/\(name)")
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: home.appending(path: path))
  }

  private func copy(_ source: URL, to path: String) throws {
    try FileManager.default.copyItem(at: source, to: home.appending(path: path))
  }

  /// Runs to the end. `input` is what it reads; without, nothing.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Answer {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> Answer {
    let process = Process()
    process.executableURL = try Program.built("daybook")
    process.arguments = arguments
    process.environment = environment
    // Files, not pipes: nobody waits for anybody.
    let files = ["in", "out", "err"].map {
      FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID()).\($0)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try Data(input.utf8).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let answer = Answer(
      code: process.code,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    // Of a killed one only a part is there.
    if process.terminationReason == .exit { try answers?.keep(answer.output, of: arguments) }
    return answer
  }

  /// Runs beside others, and gives the exit code.
  static func inBackground(
    _ arguments: [String], _ environment: [String: String]
  ) async -> Int32 {
    await withCheckedContinuation { continuation in
      let process = Process()
      process.executableURL = try? built("daybook")
      process.arguments = arguments
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.terminationHandler = { continuation.resume(returning: $0.code) }
      do { try process.run() } catch { continuation.resume(returning: -1) }
    }
  }

  /// Runs a command that must succeed, and reads its JSON.
  func json<Value: Decodable>(_ type: Value.Type, _ arguments: String...) throws -> Value {
    let answer = try run(arguments)
    try #require(answer.code == 0, "\(arguments): \(answer.error)")
    return try JSONDecoder().decode(type, from: Data(answer.output.utf8))
  }
}

extension Process {
  /// As a shell gives it: 137 for a process that was killed.
  fileprivate var code: Int32 {
    terminationReason == .uncaughtSignal ? 128 + terminationStatus : terminationStatus
  }
}

struct EntryList: Decodable {
  struct Entry: Decodable, Hashable {
    struct Reason: Decodable, Hashable {
      var rule: String
      var file: String
      var line: Int
    }
    struct Invoice: Decodable, Hashable {
      var id: String
      var number: String?
      var status: String?
    }
    var id: String
    var state: String
    var client: String?
    var project: String?
    var task: String?
    var billable: Bool
    var start: String
    var end: String
    var seconds: Int
    var note: String
    var source: String
    var reason: Reason?
    var invoice: Invoice?
    var presence_only: Bool?
    var scattered: Bool?
  }

  var schema: Int
  var entries: [Entry]
}

struct DayList: Decodable {
  struct Day: Decodable {
    var date: String
    var start: String
    var end: String
    var seconds: Int
    var balance: [String: Int]
  }

  var schema: Int
  var days: [Day]
}
