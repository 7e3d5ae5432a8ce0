import ConfigurationFiles
import Control
import Foundation

/// A configuration in a temporary directory, gone with the value.
final class TestHome {
  let root: String
  let places: Places

  init(_ files: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.path + "/daybook-test-" + UUID().uuidString
    places = try Places(environment: ["DAYBOOK_HOME": root])
    try FileManager.default.createDirectory(
      atPath: places.rules, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    for (name, text) in files { try write(name, Data(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ name: String, _ bytes: Data) throws {
    let path = path(name)
    try bytes.write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
  }

  func path(_ name: String) -> String { places.config + "/" + name }

  func load() throws -> Settings { try Settings.load(from: places) }

  /// The sentence that loading ends with; nil where it succeeds.
  func complaint() -> String? {
    do throws(SettingsError) {
      _ = try Settings.load(from: places)
      return nil
    } catch {
      return error.description
    }
  }
}

/// The files of the manual.
enum Example {
  static let config = """
    # config.yaml: every key has a default, the file may be absent
    idle: 3m                     # no input for this long is idle, from the last input on
    day_start: "04:00"
    propose: { gap: 5m, absorb: 60s, minimum: 60s }
    """

  static let clients = """
    # clients.yaml
    clients:
      acme:
        name: Acme Pty Ltd
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 150 }]
        rounding: { per: day, mode: up, step: 6m }
        xero: { account: "200", tax: OUTPUT2 }        # contact: linked by command
        projects:
          website:
            name: Website rebuild
            rates: [{ from: 2026-07-01, hourly: 165 }]
            tasks: { development: {}, meetings: { rates: [{ from: 2026-07-01, hourly: 140 }] } }
          support: { billable: false }
    """

  static let rules = """
    # rules.d/10-acme.yaml
    rules:
      - name: Acme repository in the editor
        when: { app: code, title: '(?<file>.+) - acme-web(site)? - Visual Studio Code' }
        set:  { project: acme/website, task: development, note: 'Edited {file}' }
      - name: Private browsing is nobody's business
        when: { title: '(Private Browsing|Incognito)' }
        exclude: true
    tests:
      - span: { app: code, title: 'index.ts - acme-web - Visual Studio Code' }
        gives: { project: acme/website, task: development, note: 'Edited index.ts' }
    """

  static let all = [
    "config.yaml": config, "clients.yaml": clients, "rules.d/10-acme.yaml": rules,
  ]

  /// The clients beside other rules.
  static func with(rules: String) -> [String: String] {
    ["clients.yaml": clients, "rules.d/10-acme.yaml": rules]
  }
}
