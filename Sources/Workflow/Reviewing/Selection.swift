import Activity
import Books
import Timesheet

/// Which entries a command means: by ids, or by days and filters.
public struct EntrySelection: Hashable, Sendable {
  /// Unique prefixes of ids; where there are some, they alone count.
  public var ids: [String]
  public var range: DateRange
  public var client: String?
  /// `acme/website`, or `website` of any client.
  public var project: String?
  public var state: String?
  public var unassignedOnly: Bool
  /// Hands-off time: nobody touched keyboard or mouse.
  public var handsOffOnly: Bool

  public init(
    ids: [String] = [], range: DateRange, client: String? = nil, project: String? = nil,
    state: String? = nil, unassignedOnly: Bool = false, handsOffOnly: Bool = false
  ) {
    self.ids = ids
    self.range = range
    self.client = client
    self.project = project
    self.state = state
    self.unassignedOnly = unassignedOnly
    self.handsOffOnly = handsOffOnly
  }

  func includes(_ entry: Entry) -> Bool {
    if let client, entry.key?.project.client != client { return false }
    if let project, let key = entry.key?.project,
      project != key.description && project != key.project
    {
      return false
    }
    if project != nil, entry.key == nil { return false }
    if let state, entry.state.name != state { return false }
    if handsOffOnly, !entry.handsOff { return false }
    return !unassignedOnly || entry.key == nil
  }
}

extension Home {
  /// The entries that a selection means, by start.
  ///
  /// - Throws: `Refusal` (3) for an id that matches nothing or several, or a filter that names no
  ///   client or project of `clients.yaml`.
  public func entries(_ selection: EntrySelection) throws -> [BookedEntry] {
    try check(selection)
    let books = try books()
    guard selection.ids.isEmpty else {
      return try selection.ids.map { try entry(withPrefix: $0, in: books) }
    }
    return try books.entries(on: selection.range.days).filter { selection.includes($0.entry) }
  }

  /// A misspelt filter must not look like a day without work.
  func check(_ selection: EntrySelection) throws {
    let clients = settings.clients.clients
    if let client = selection.client, settings.clients.client(client) == nil {
      throw Refusal(
        .noMatch,
        "No client \"\(client)\". clients.yaml has \(clients.map(\.key).joined(separator: ", ")).")
    }
    if let project = selection.project {
      let known = clients.flatMap { client in
        client.projects.map { ProjectKey(client: client.key, project: $0.key) }
      }
      guard known.contains(where: { $0.description == project || $0.project == project }) else {
        throw Refusal(
          .noMatch,
          "No project \"\(project)\". clients.yaml has "
            + known.map(\.description).joined(separator: ", ") + ".")
      }
    }
    let states = ["proposed", "approved", "invoiced", "rejected", "written-off"]
    if let state = selection.state, !states.contains(state) {
      throw Refusal(.usage, "No state \"\(state)\". Use \(states.joined(separator: ", ")).")
    }
  }

  /// `2026` is a year, and may be the beginning of an id.
  ///
  /// - Throws: `Refusal` (2) where it is both.
  public func refuseYearThatIsAnID(_ word: String) throws {
    guard word.utf8.count == 4, let entry = try books().entries(withPrefix: word).first else {
      return
    }
    throw Refusal(
      .usage,
      "\"\(word)\" is a year and the beginning of entry \(entry.entry.id). Write more of the id, "
        + "or \(word)-01-01..\(word)-12-31.")
  }

  func entry(withPrefix prefix: String, in books: Books) throws -> BookedEntry {
    try Home.only(of: books.entries(withPrefix: prefix), for: prefix)
  }

  static func only(of found: [BookedEntry], for prefix: String) throws -> BookedEntry {
    switch found.count {
    case 1: return found[0]
    case 0:
      throw Refusal(.noMatch, "No entry \"\(prefix)\". \"daybook entries\" lists them.")
    default:
      let candidates = found.prefix(5).map { "\($0.entry.id) (\($0.entry.day))" }
      throw Refusal(
        .noMatch,
        "\"\(prefix)\" could be \(candidates.joined(separator: ", ")). Give more of the id.")
    }
  }
}
