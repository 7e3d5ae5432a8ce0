import Activity

extension ActivityLog {
  /// The titles stored of windows that stand whole in one of `texts`, each once.
  ///
  /// - Parameter length: only titles of so many characters or more; at least 8.
  public func titles(
    standingIn texts: [String], atLeast length: Int
  ) throws(ActivityLogError) -> [String] {
    let texts = texts.map { Array($0.utf8) }
    // Most titles are told apart by how they begin, without a search.
    var beginnings: Set<UInt64> = []
    for text in texts {
      for start in text.indices where start + 8 <= text.count {
        beginnings.insert(firstBytes(of: text[start...]))
      }
    }
    guard !beginnings.isEmpty else { return [] }
    let statement = try Statement(
      """
      SELECT text.text FROM (SELECT DISTINCT title FROM context) AS known
      JOIN text ON text.id = known.title
      """, on: database)
    var found: [String] = []
    while try statement.step() {
      let title = statement.text(0)
      let bytes = Array(title.utf8)
      guard bytes.count >= max(8, length), beginnings.contains(firstBytes(of: bytes[...])),
        title.count >= length, texts.contains(where: { contains($0, bytes) })
      else { continue }
      found.append(title)
    }
    return found
  }
}

/// The first 8 bytes as one number.
private func firstBytes(of bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
}

private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
  guard text.count >= part.count else { return false }
  return (0...text.count - part.count).contains { start in
    text[start..<start + part.count].elementsEqual(part)
  }
}
