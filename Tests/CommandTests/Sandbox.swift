import Foundation
import Testing

/// A running `xero-sandbox` of its own, stopped with the test.
final class Sandbox {
  private let process = Process()
  private let directory: URL
  let environment: [String: String]

  /// - Parameter arguments: beside `--print-env`.
  init(_ arguments: String...) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let lines = directory.appending(path: "env")
    try Data().write(to: lines)
    process.executableURL = try Program.built("xero-sandbox")
    process.arguments = ["--print-env"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: lines)
    process.standardError = FileHandle.nullDevice
    try process.run()

    let deadline = Date().addingTimeInterval(30)
    var found: [String: String] = [:]
    while found["XERO_SANDBOX_BACK_OFFICE"] == nil, Date() < deadline {
      usleep(20_000)
      for line in try String(contentsOf: lines, encoding: .utf8).split(separator: "\n") {
        let parts = line.replacing("export ", with: "").split(separator: "=", maxSplits: 1)
        if parts.count == 2 {
          found[String(parts[0])] = parts[1].trimmingCharacters(in: .init(charactersIn: "'\""))
        }
      }
    }
    // The person's browser: it clicks "allow" and follows Xero back to us.
    let browser = directory.appending(path: "browser")
    try Data("#!/bin/sh\nexec curl -sSL -o /dev/null \"$1\"\n".utf8).write(to: browser)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: browser.path)
    found["BROWSER"] = browser.path
    environment = found
    try #require(found["XERO_SANDBOX_BACK_OFFICE"] != nil, "the sandbox did not start")
  }

  /// Whoever asked of it did nothing that a careful client never does.
  deinit {
    if process.isRunning {
      let told = (try? backOffice("/violations")).map { String(decoding: $0, as: UTF8.self) }
      if let told, told.contains("\"rule\"") { Issue.record("Violations: \(told)") }
    }
    stop()
    try? FileManager.default.removeItem(at: directory)
  }

  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Asks the back office.
  @discardableResult
  func backOffice(_ path: String, method: String = "GET", body: String? = nil) throws -> Data {
    let curl = Process()
    curl.executableURL = URL(filePath: "/usr/bin/env")
    curl.arguments =
      ["curl", "-sS", "--fail-with-body", "--max-time", "20", "-X", method]
      + (body.map { ["-H", "Content-Type: application/json", "--data", $0] } ?? [])
      + [(environment["XERO_SANDBOX_BACK_OFFICE"] ?? "") + path]
    let output = Pipe()
    curl.standardOutput = output
    try curl.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    curl.waitUntilExit()
    try #require(
      curl.terminationStatus == 0, "\(method) \(path): \(String(decoding: data, as: UTF8.self))")
    return data
  }

  struct Violations: Decodable {
    struct Violation: Decodable { var rule: String }
    var violations: [Violation]
  }

  /// What a careful client never does, as far as it was done.
  func violations() throws -> [String] {
    try JSONDecoder().decode(Violations.self, from: backOffice("/violations")).violations
      .map(\.rule)
  }

  struct Held: Decodable {
    struct Invoice: Decodable {
      var InvoiceID: String
      var InvoiceNumber: String
      var Reference: String?
      var Status: String
      var History: [String]
      var Files: [String]
    }
    var invoices: [Invoice]
  }

  func held() throws -> [Held.Invoice] {
    try JSONDecoder().decode(Held.self, from: backOffice("/invoices")).invoices
  }

  struct Invoices: Decodable {
    var count: Int
    var live: Int
  }

  func invoices() throws -> Invoices {
    try JSONDecoder().decode(Invoices.self, from: backOffice("/invoices"))
  }
}

struct DraftList: Decodable {
  struct Draft: Decodable {
    var client: String
    var state: String
    var invoice_id: String?
    var number: String?
    var reference: String
    var total: String?
    var currency: String
    var messages: [String]
  }
  var schema: Int
  var drafts: [Draft]
}
