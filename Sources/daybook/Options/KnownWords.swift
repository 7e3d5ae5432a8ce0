import ArgumentParser
import Workflow

/// What the shell offers behind a word that is being typed.
extension CompletionKind {
  static var client: CompletionKind { .known(.clients) }
  static var project: CompletionKind { .known(.projects) }
  static var task: CompletionKind { .known(.tasks) }
  static var entry: CompletionKind { .known(.entries) }
  static var invoice: CompletionKind { .known(.invoices) }
  static var day: CompletionKind { .known(.days) }
  static var dayOrEntry: CompletionKind { .known(.days, .entries) }
  static var dayEntryOrProject: CompletionKind { .known(.days, .entries, .projects) }
  static var clientOrDay: CompletionKind { .known(.clients, .days) }
  static var entryOrClient: CompletionKind { .known(.entries, .clients) }

  /// A home that can't be read has nothing to offer, and a shell no place for a sentence.
  private static func known(_ kinds: KnownWords...) -> CompletionKind {
    .custom { _, _, prefix in
      guard let world = try? World.live(fixedNow: nil),
        let home = try? Home(world, needsRules: false)
      else { return [] }
      return kinds.flatMap { (try? home.words($0)) ?? [] }.filter { $0.hasPrefix(prefix) }
    }
  }
}
