import GRDB

extension Books {
  /// Whether no entry was ever decided.
  public func isUndecided() throws -> Bool {
    try queue.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT NOT EXISTS (SELECT 1 FROM entry WHERE state <> 'proposed')") ?? true
    }
  }
}
