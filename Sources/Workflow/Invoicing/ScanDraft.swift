import Activity
import ActivityLog
import Billing
import Books
import Rules
import Timesheet

/// Something of a draft that must not leave, and the entries whose notes brought it.
public struct FoundHit: Hashable, Sendable {
  public var hit: SafetyHit
  public var entries: [EntryID]
}

extension Home {
  /// What of these lines and texts is nothing for the client.
  ///
  /// - Parameters:
  ///   - texts: what else is to leave, and where it stands: the reference, a history note.
  ///   - entries: those on the lines.
  func scan(
    _ lines: [InvoiceLine], _ texts: [(text: String, place: String)] = [], of client: Client,
    entries: [BookedEntry]
  ) throws -> [FoundHit] {
    let scan = SafetyScan(
      for: client, projects: Set(entries.compactMap { $0.entry.key?.project.project }),
      in: settings.clients)
    let known = Dictionary(entries.map { ($0.entry.id, $0.entry) }) { first, _ in first }
    var found = texts.flatMap { text in
      scan.hits(in: text.text, at: text.place).map { FoundHit(hit: $0, entries: []) }
    }
    for (index, line) in lines.enumerated() {
      let place = "line \(index + 1)"
      let members = line.shares.compactMap { known[$0.entry] }
      found += scan.hits(in: line.description, at: place).map { hit in
        FoundHit(
          hit: hit,
          entries: members.filter { entry in
            scan.hits(in: entry.note, at: place).contains { $0.id == hit.id }
          }.map(\.id))
      }
      if client.text.showsNotes { found += try titleHits(of: members, at: place, scan) }
    }
    return found
  }

  /// Recorded titles that stand whole in generated notes, less what a rule put there by `{title}`.
  private func titleHits(
    of entries: [Entry], at place: String, _ scan: SafetyScan
  ) throws -> [FoundHit] {
    let generated = entries.filter { !$0.noteWritten && !$0.note.isEmpty }
    guard !generated.isEmpty, let log = try log() else { return [] }
    let titles = try log.titles(
      standingIn: Array(Set(generated.map(\.note))), atLeast: SafetyScan.titleLength)
    return try titles.sorted().compactMap { title in
      guard let hit = scan.hit(title: title, at: place) else { return nil }
      let told = try generated.filter {
        try $0.note.contains(title) && !isPutByRule(title, in: $0, log)
      }
      return told.isEmpty ? nil : FoundHit(hit: hit, entries: told.map(\.id))
    }
  }

  /// Whether a rule whose note has `{title}` gave the note of a window of this title in the entry.
  private func isPutByRule(_ title: String, in entry: Entry, _ log: ActivityLog) throws -> Bool {
    try pieces(of: [entry], in: log).joined().contains { piece in
      guard let span = piece.span, span.subject.window?.title == title else { return false }
      let at = max(Instant(seconds: piece.share.from), span.start)
      guard
        let reason = rules.explain(span, at: at).fields.first(where: { $0.field == .note }),
        let rule = rules.rules.first(where: { $0.reference == reason.rule })
      else { return false }
      return rule.settings.note?.names.contains("title") == true
        && reason.captures["title"] == nil
    }
  }

  /// Whether an invoice with the entry's note would be stopped.
  func noteWouldStop(_ entry: Entry) throws -> Bool {
    guard let key = entry.key, let client = settings.clients.client(key.project.client) else {
      return false
    }
    let scan = SafetyScan(for: client, projects: [key.project.project], in: settings.clients)
    return try !scan.hits(in: entry.note, at: "").isEmpty
      || !titleHits(of: [entry], at: "", scan).isEmpty
  }

  /// Why a draft does not leave, where it stands, and what to do. Exit code 6.
  func refusal(of found: [FoundHit], in client: Client) -> Refusal {
    let told = found.map { found in
      let notes = found.entries.map { String($0.text.prefix(6)) }
      return "\(found.hit.place) \(found.hit.sentence)"
        + (notes.isEmpty ? "" : " (note of \(notes.joined(separator: ", ")))")
        + " [\(found.hit.id)]"
    }
    let ids = found.reduce(into: [String]()) {
      if !$0.contains($1.hit.id) { $0.append($1.hit.id) }
    }
    let note = found.lazy.flatMap(\.entries).first.map {
      "Write another note, such as \"daybook note \($0.text.prefix(6)) 'Support'\", or"
    }
    return Refusal(
      .conflict,
      "The draft for \(client.name) would tell what is none of its business: "
        + told.joined(separator: "; ") + ". \(note ?? "Change the text, or") send it as it is "
        + "with --allow \(ids.joined(separator: " ")).")
  }
}

extension SafetyHit {
  /// Behind the place: `names another client, "Northwind"`.
  fileprivate var sentence: String {
    switch kind {
    case .name: "names another client, \"\(text)\""
    case .domain: "holds another client's domain, \"\(text)\""
    case .title: "holds a window's whole title, \"\(text)\""
    case .email: "holds an e-mail address, \"\(text)\""
    // Not told again: terminals are seen by others, and their output is kept.
    case .secret: "holds what looks like a password or key, \"\(text.prefix(4))…\""
    case .forgotten: "has a note of forgotten time, entry \(text)"
    }
  }
}
