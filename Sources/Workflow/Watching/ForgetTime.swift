import Activity
import ActivityLog
import Books
import ConfigurationFiles
import Control
import Foundation
import Rules

/// What is to lose its names.
public enum Forgetting: Hashable, Sendable {
  case time(from: Instant, to: Instant)
  /// All that rules exclude or redact by now, whenever it was recorded.
  case excluded
  /// Titles, addresses and directories of these stretches, in order and apart; the programs stay.
  case titles(in: [Range<Instant>])
}

/// What was erased, or would be.
public struct Erased: Hashable, Sendable {
  /// Spans that lose a name.
  public var spans: Int
  public var seconds: Int64
  public var from: Instant?
  public var to: Instant?
  /// What a running agent holds in memory was forgotten too.
  public var agentForgot = false
  /// What becomes of the notes that rules made of that time.
  public var notes = ForgottenNotes()

  init(_ erasure: ActivityLog.Erasure) {
    spans = erasure.spans
    seconds = erasure.milliseconds / 1000
    from = erasure.from
    to = erasure.to
  }
}

extension World {
  /// What `forget` would erase on disk, in the data that it will find.
  ///
  /// - Parameter dryRun: changes nothing, not even what a cut-off restore left to be done.
  public func erasure(_ what: Forgetting, dryRun: Bool = false) throws -> Erased {
    let places = try dryRun ? Places(environment: environment) : settledPlaces()
    let erasure = try erasure(what, places)
    var erased = Erased(erasure)
    erased.notes = try forgetNotes(of: what.stretches(erasure), dryRun: true, places)
    return erased
  }

  private func erasure(_ what: Forgetting, _ places: Places) throws -> ActivityLog.Erasure {
    guard FileManager.default.fileExists(atPath: places.activity) else {
      return ActivityLog.Erasure()
    }
    let log = try ActivityLog.open(path: places.activity, mode: .read)
    let (from, to) = what.range
    return try log.erasure(from: from, to: to, pieces: try pieces(what))
  }

  /// Takes every name out of the record: from the agent's memory, the database, its WAL and its
  /// free pages, and out of the books the notes that rules made of it. The time stays, private.
  /// There is no way back.
  public func forget(_ what: Forgetting) async throws -> Erased {
    let places = try settledPlaces()
    let pieces = try pieces(what)
    let agentForgot = try await tellAgent(what, places)
    // Before the evidence: what is cut off here is found again by the next try.
    let planned = try forgetNotes(
      of: what.stretches(try erasure(what, places)), dryRun: false, places)
    var erased = Erased(ActivityLog.Erasure())
    if FileManager.default.fileExists(atPath: places.activity) {
      let log = try ActivityLog.open(path: places.activity, mode: .write)
      let (from, to) = what.range
      let erasure = try log.erase(from: from, to: to, pieces: pieces)
      erased = Erased(erasure)
      // And after it: somebody may have proposed from it meanwhile.
      do {
        erased.notes = try forgetNotes(of: what.stretches(erasure), dryRun: false, places)
      } catch BooksError.storage(let path, let reason),
        BooksError.unconfirmed(let path, let reason)
      {
        throw Refusal(
          .failed,
          "Names were erased from the record, but \(path) can't be written: \(reason). See whether "
            + "the disk is full, and do the same again, so that no note keeps them.")
      }
    }
    erased.notes.erased += planned.erased
    // What led to them is erased by now, so the second look may not meet them again.
    let met = Set(erased.notes.kept.map(\.entry.id))
    erased.notes.kept += planned.kept.filter { !met.contains($0.entry.id) }
    erased.agentForgot = agentForgot
    return erased
  }

  private func pieces(_ what: Forgetting) throws -> (Span) -> [Span] {
    switch what {
    case .time(let from, let to): return { $0.forgetting(from: from, to: to) }
    case .excluded:
      let classifier = Classifier(try Home(self).rules)
      return { classifier.censor($0) }
    case .titles(let stretches): return { $0.withoutTitle(in: stretches) }
    }
  }

  /// The agent first: what it holds would come back with its next commit.
  private func tellAgent(_ what: Forgetting, _ places: Places) async throws -> Bool {
    let request: Request
    switch what {
    case .time(let from, let to): request = .forget(from: from, to: to)
    case .excluded:
      // So that it follows the very rules that are followed here.
      try Home(self).settings.writeFilter(to: places)
      request = .censor
    // Nothing so old is in its memory; but its tail may go back for days, and is made anew.
    case .titles: request = .forget(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1))
    }
    switch await AgentLink(world: self, places: places).ask(request) {
    case .absent: return false
    case .answered(.refused(let sentence)):
      throw Refusal(.failed, "\(sentence) Nothing was erased.")
    case .answered: return true
    case .silent(let why):
      throw Refusal(
        .failed,
        "\(why) What it holds in memory would come back, so nothing was erased. Stop it, and do "
          + "the same again.")
    }
  }
}

extension Forgetting {
  fileprivate func stretches(_ erasure: ActivityLog.Erasure) -> [Range<Instant>] {
    switch self {
    case .time(let from, let to): from < to ? [from..<to] : []
    case .excluded, .titles: erasure.stretches
    }
  }

  fileprivate var range: (Instant, Instant) {
    switch self {
    case .time(let from, let to): (from, to)
    case .excluded: (Instant(milliseconds: .min), Instant(milliseconds: .max))
    case .titles(let stretches):
      (
        stretches.first?.lowerBound ?? Instant(milliseconds: 0),
        stretches.last?.upperBound ?? Instant(milliseconds: 0)
      )
    }
  }
}
