import Activity
import Foundation

/// The words that a shell can offer behind a command.
public enum KnownWords: Sendable {
  /// Keys of clients.
  case clients
  /// `acme/website`.
  case projects
  /// Keys of tasks, each once.
  case tasks
  /// Entries of the last weeks, by ids of six digits.
  case entries
  /// Numbers of invoices.
  case invoices
  /// Days and ranges.
  case days
}

extension Home {
  /// In the order in which a person would look for them. Makes nothing: no books where there are
  /// none yet.
  public func words(_ kind: KnownWords) throws -> [String] {
    let clients = settings.clients.clients
    switch kind {
    case .clients: return clients.map(\.key)
    case .projects:
      return clients.flatMap { client in client.projects.map { "\(client.key)/\($0.key)" } }
    case .tasks:
      let tasks = clients.flatMap { $0.projects.flatMap { $0.tasks.map(\.key) } }
      return Set(tasks).sorted()
    case .entries:
      guard hasBooks else { return [] }
      let last = today
      let entries = try books().entries(on: last.adding(days: -28)...last)
      return entries.sorted { $0.entry.start > $1.entry.start }
        .map { String($0.entry.id.text.prefix(6)) }
    case .invoices:
      guard hasBooks else { return [] }
      return try invoices(nil).reversed().map(\.invoice.number)
    case .days:
      return [
        "today", "yesterday", "this-week", "last-week", "this-month", "last-month",
      ]
    }
  }

  private var hasBooks: Bool { FileManager.default.fileExists(atPath: places.books) }
}
