import Activity
import ActivityLog
import Books
import Timesheet
import Xero

extension Home {
  /// Whether books and evidence are what they say and agree. Changes nothing.
  ///
  /// - Throws: `Refusal` (8) where the books can't even be opened.
  public func verify() throws -> [Check] {
    let books: Books
    do {
      books = try self.books()
    } catch let error as BooksError {
      guard case .unusable = error else { throw error }
      throw Refusal(.verification, error.description)
    }
    let checks = try books.verify()
    return try checks + [
      attempt("totals", "each invoice has the total that Xero answered") {
        try totalProblems(books)
      },
      attempt("days", "each day's parts add up to its length, its entries to their part") {
        // Whatever rules place where, a day adds up: bad rule files make no books bad.
        try Home(self, settings: settings.withoutRules).dayProblems(books)
      },
      attempt("record", "activity.db is whole, and as Daybook makes it") {
        try log()?.problems() ?? []
      },
      attempt("evidence", "what entries count is in activity.db") {
        try evidenceProblems(books)
      },
      attempt("keys", "clients.yaml has the keys of all approved time") {
        try settings.clients.homeless(books.waitingForInvoice()).map(\.sentence)
      },
    ]
  }

  private func attempt(
    _ name: String, _ claim: String, _ problems: () throws -> [String]
  ) throws -> Check {
    do { return Check(name, claim, try problems()) } catch {
      guard let refusal = Refusal(error) else { throw error }
      return Check(name, claim, [refusal.description])
    }
  }

  private func totalProblems(_ books: Books) throws -> [String] {
    try books.invoices().compactMap { invoice, push in
      guard case .created(let created)? = PushState(text: push.state) else {
        return "Invoice \(invoice.number) is in the books, but its push is not done."
      }
      if created.id.lowercased() != invoice.id.text.lowercased() || created.total != invoice.total {
        return "Invoice \(invoice.number) is not what its push recorded."
      }
      if let total = push.draft.total, total != invoice.total, !created.totalsDiffer {
        return "Invoice \(invoice.number) is over \(invoice.total), its lines and tax are \(total)."
      }
      return nil
    }
  }

  private func dayProblems(_ books: Books) throws -> [String] {
    let log = try log()
    return try entriesByDay(books).compactMap { date, entries in
      // A clock that goes wrong, or is set back by --now, breaks no books.
      guard let evidence = try evidence(of: date, in: log) else { return nil }
      let timeline = evidence.timeline
      // The day's borders may have moved since: what lies behind them is the neighbours' to count.
      let beside = try books.entries(
        beside: date, overlapping: timeline.day.start..<timeline.day.end
      ).filter { !$0.entry.isRulesProposal }.map(\.entry)
      let balance = DayBalance(of: timeline, entries: entries + beside)
      let length = timeline.until - timeline.day.start
      if balance.seconds != length {
        return "Day \(date) is \(length) s long, its parts add up to \(balance.seconds) s."
      }
      let counted = (entries + beside).filter { $0.key != nil && $0.state != .rejected }
        .flatMap(\.visits).reduce(0) {
          $0 + max(0, min($1.end, timeline.until) - max($1.start, timeline.day.start))
        }
      return balance.entries == counted
        ? nil
        : "Entries of \(date) count \(counted) s, of which \(balance.entries) s are in the day once."
    }
  }

  /// A span that retention took may be missed here: then the entry can't be walked back any more.
  private func evidenceProblems(_ books: Books) throws -> [String] {
    let log = try log()
    return try entriesByDay(books).flatMap { date, entries -> [String] in
      let shares = entries.flatMap(\.shares)
      guard let from = shares.map(\.from).min(), let to = shares.map(\.to).max() else { return [] }
      let spans =
        try log?.spans(from: Instant(seconds: from - 1), to: Instant(seconds: to + 1)) ?? []
      let known = Set(spans.map(\.id))
      return entries.compactMap { entry in
        let missing = Set(entry.shares.compactMap(\.span)).subtracting(known).sorted()
        guard let first = missing.first else { return nil }
        return
          "Entry \(entry.id) of \(date) names \(missing.count) spans that activity.db does not "
          + "have, such as \(first.text)."
      }
    }
  }

  private func entriesByDay(_ books: Books) throws -> [(CivilDate, [Entry])] {
    let all = try books.allEntries().map(\.entry)
    return Dictionary(grouping: all, by: \.day).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}
