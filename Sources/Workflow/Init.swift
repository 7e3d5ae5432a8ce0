import ConfigurationFiles
import Foundation

extension World {
  /// Writes commented starter files where there are none; what is there stays as it is.
  ///
  /// - Returns: the paths it wrote.
  public func initialise() throws -> [String] {
    let places = try Places(environment: environment)
    try FileManager.default.createDirectory(
      atPath: places.rules, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    return try [
      (places.config + "/config.yaml", Starter.config),
      (places.config + "/clients.yaml", Starter.clients),
      (places.rules + "/10-example.yaml", Starter.rules),
      (places.rules + "/90-private.yaml", Starter.privacy),
    ].compactMap { path, text in
      guard !FileManager.default.fileExists(atPath: path) else { return nil }
      try Data(text.utf8).write(to: URL(filePath: path), options: [.withoutOverwriting])
      return path
    }
  }
}

private enum Starter {
  static let config = """
    # Every key has a default; this file may be absent. Lengths are 90s, 6m, 1h30m.
    # idle: 3m              # no input for this long is idle, from the last input on
    # day_start: "04:00"    # a working day begins here
    # propose: { gap: 5m, absorb: 60s, minimum: 60s }
    # dates: dmy            # reads 20.11.2026 too; 2026-11-20 always works
    # directory: true       # record where a window's program works: for rules on 'directory'

    """

  static let clients = """
    # Who pays, for what, at which rates. Keys are yours; "daybook entries" shows them.
    clients:
      example:
        name: Example Ltd
        currency: NZD
        rates: [{ from: 2026-01-01, hourly: 100 }]
        rounding: { per: day, mode: up, step: 6m }
        xero: { account: "200" }
        projects:
          website:
            name: Website
            tasks: { development: {}, meetings: {} }

    """

  static let rules = """
    # Read in the order of the files' names, then top to bottom; each field is set by the first
    # rule that names it. "daybook rules why 10:15" says which rule did what.
    rules:
      - name: The example project in a window's title
        when: { title: 'example-website' }
        set: { project: example/website, task: development }

    """

  static let privacy = """
    # What is excluded here is never written to disk: the time stays, without names.
    rules:
      - name: Private browsing is nobody's business
        when: { title: '(Private Browsing|Incognito|InPrivate)' }
        exclude: true

    """
}
