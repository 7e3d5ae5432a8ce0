import GRDB

/// A rule that a change wrote into a file of rules, or took out of it.
///
/// The books keep its text beside the history, as they keep notes: it may hold words of window titles,
/// so it can be erased, and the chain covers its salted digest.
public struct RuleChange: Hashable, Sendable {
  /// From the configuration directory on.
  public var file: String
  /// Nil once it was erased.
  public var text: String?
  public var isWritten: Bool

  public init(file: String, text: String?, isWritten: Bool) {
    self.file = file
    self.text = text
    self.isWritten = isWritten
  }
}

/// A rule as an event keeps it.
struct RuleSnapshot: Codable, Hashable {
  var file: String
  /// Sealed, its digest.
  var text: String
}

extension Snapshot {
  func ruleChanges(areWritten: Bool) -> [RuleChange] {
    (rules ?? []).map {
      RuleChange(file: $0.file, text: $0.text.isEmpty ? nil : $0.text, isWritten: areWritten)
    }
  }
}

extension Change {
  /// Tells of a rule in the event. The file is the caller's: the books know its text alone.
  public mutating func tell(_ rule: RuleChange) { rules.append(rule) }

  public var ruleHistory: RuleHistory { RuleHistory(database: database) }

  /// Erases the texts of all rules: nobody knows any more of which windows they were made.
  mutating func forgetRules() throws {
    // No entry's id has a slash.
    notesErased += try String.fetchAll(
      database,
      sql: "SELECT digest FROM note WHERE instr(entry, '/') > 0 AND text IS NOT NULL")
  }

  func ruleSnapshots(areWritten: Bool) -> [RuleSnapshot]? {
    let chosen = rules.filter { $0.isWritten == areWritten }.compactMap { rule in
      rule.text.map { RuleSnapshot(file: rule.file, text: $0) }
    }
    return chosen.isEmpty ? nil : chosen
  }
}

/// What the history says of rules.
public struct RuleHistory {
  let database: Database

  /// What the event of this number did to rules; nothing where there is no such event.
  public func changes(of event: Int64) throws -> [RuleChange] {
    let row = try EventRow.fetchOne(
      database, sql: "SELECT * FROM event WHERE seq = ?", arguments: [event])
    return try row?.event(Notes(database: database)).rules ?? []
  }

  /// The texts of all rules of a file that it still has.
  public func texts(of file: String) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT text FROM note WHERE entry = ? AND text IS NOT NULL ORDER BY digest",
      arguments: [file])
  }
}

extension Books {
  public func read<Result>(_ body: (RuleHistory) throws -> Result) throws -> Result {
    try queue.read { try body(RuleHistory(database: $0)) }
  }
}
