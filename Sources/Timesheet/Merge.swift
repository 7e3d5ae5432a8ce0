import Activity

/// Why entries can't become one.
public enum MergeRefusal: Error, Hashable, Sendable {
  case tooFew
  case differentDays(EntryID, EntryID)
  /// Nobody pays for another's work.
  case differentWork(EntryID, EntryID)
}

extension Entry {
  /// One entry that counts what these counted. It keeps the id of the first that is named, and
  /// what the parts' notes say, each once, in the order of the day. Where a person wrote a note,
  /// what rules wrote goes: no note is of both, so that what is forgotten can leave it.
  ///
  /// Unassigned time goes to the project of the others; hands-off work makes the whole wait for a
  /// yes of its own.
  public static func merging(_ entries: [Entry]) throws(MergeRefusal) -> Entry {
    guard let first = entries.first, entries.count > 1,
      Set(entries.map(\.id)).count == entries.count
    else { throw .tooFew }
    for other in entries where other.day != first.day { throw .differentDays(first.id, other.id) }

    let subject = try subject(of: entries)
    let inOrder = entries.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    guard var merged = first.counting(entries.flatMap(\.shares)) else { throw .tooFew }
    let longest = inOrder.max { $0.seconds < $1.seconds } ?? first
    merged.subject = subject
    merged.note = note(of: inOrder)
    merged.noteWritten = entries.contains { $0.noteWritten && !$0.note.isEmpty }
    merged.source = longest.source
    merged.reason = longest.reason
    merged.scattered = entries.contains(where: \.scattered)
    merged.edited = true
    return merged
  }

  /// Each note once: those that a person wrote, or without any what rules wrote.
  private static func note(of entries: [Entry]) -> String {
    let written = entries.filter(\.noteWritten).map(\.note).filter { !$0.isEmpty }
    let all = written.isEmpty ? entries.flatMap { noteParts(of: $0.note) } : written
    var notes: [String] = []
    for note in all where !notes.contains(note) { notes.append(note) }
    return notes.joined(separator: "; ")
  }

  /// The short notes that a generated note lists, without its count of those left out.
  public static func noteParts(of note: String) -> [String] {
    note.split(separator: ";").map { String($0.drop { $0 == " " }) }
      .filter { !($0.hasPrefix("and ") && $0.hasSuffix(" more")) }
  }

  private static func subject(of entries: [Entry]) throws(MergeRefusal) -> EntrySubject {
    guard let placed = entries.first(where: { $0.key != nil }), var key = placed.key else {
      let kinds = Set(entries.map(\.subject))
      return kinds.count == 1 ? entries[0].subject : .unassigned(strictest(of: entries))
    }
    for other in entries {
      guard var otherKey = other.key else {
        key.handsOff = key.handsOff || other.handsOff
        continue
      }
      let handsOff = key.handsOff || otherKey.handsOff
      otherKey.handsOff = key.handsOff
      guard otherKey == key else { throw .differentWork(placed.id, other.id) }
      key.handsOff = handsOff
    }
    return .work(key)
  }

  /// Private time stays private, hands-off time hands off.
  private static func strictest(of entries: [Entry]) -> Unassigned {
    let kinds = entries.map(\.subject)
    if kinds.contains(.unassigned(.private)) { return .private }
    return kinds.contains(.unassigned(.handsOff)) ? .handsOff : .plain
  }
}
