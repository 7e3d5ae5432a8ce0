import Foundation
import TestSupport
import Testing

/// A terminal of the test's own, in which programs run and keys are pressed; gone with the test.
final class Tmux {
  private let directory: URL
  private let environment: [String: String]

  /// - Parameters:
  ///   - script: what a shell runs in it, then it waits.
  ///   - environment: of what runs in it.
  init(
    _ script: String, _ environment: [String: String], columns: Int = 80, rows: Int = 24
  ) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "daybook-tmux-\(UUID())")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let configuration = directory.appending(path: "tmux.conf")
    try Data(
      """
      set -g default-terminal screen-256color
      set -g status off
      set -g remain-on-exit on
      set -sg escape-time 0

      """.utf8
    ).write(to: configuration)
    let file = directory.appending(path: "script")
    try Data((script + "\n").utf8).write(to: file)
    self.environment = environment.merging(
      ["TMUX_TMPDIR": directory.path, "LC_ALL": "C.UTF-8"], uniquingKeysWith: { $1 })
    try tmux(
      "-f", configuration.path, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "bash --norc --noprofile \(file.path); exec sleep 600")
  }

  deinit {
    try? tmux("kill-server")
    try? FileManager.default.removeItem(at: directory)
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    // Not Foundation's `Process`: it would wait for the server too, which never ends.
    let file = directory.appending(path: "output-\(UUID())").path
    let client = TestProcess(
      ["tmux", "-L", "test"] + arguments, environment: environment, output: file)
    #expect(client.wait() != nil, "tmux \(arguments) does not end.")
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  /// Presses keys by tmux's names: `a`, `Enter`, `C-r`, `Down`.
  func press(_ keys: String...) throws {
    for key in keys { try tmux("send-keys", key) }
  }

  func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

  /// Bytes as a terminal would send them: at once, or an escape would be a key by itself.
  func send(_ bytes: [UInt8]) throws {
    try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// What it shows. `styled` has the escapes for colours too.
  func shown(styled: Bool = false) throws -> String {
    try styled ? tmux("capture-pane", "-p", "-e") : tmux("capture-pane", "-p")
  }

  /// Waits until it shows something; fails with what it shows instead.
  func waitFor(
    _ text: String, gone: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for _ in 0..<600 {
      if try shown().contains(text) != gone { return }
      usleep(50_000)
    }
    Issue.record(
      "\(gone ? "Still" : "Never") shown: \(text)\n\(try shown())", sourceLocation: sourceLocation)
  }

  /// Whether a program has the whole screen, or hides the cursor.
  func isTakenOver() throws -> Bool {
    try tmux("display-message", "-p", "#{alternate_on}#{cursor_flag}#{mouse_any_flag}")
      .trimmingCharacters(in: .whitespacesAndNewlines) != "010"
  }
}
