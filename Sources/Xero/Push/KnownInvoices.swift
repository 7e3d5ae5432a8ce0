/// What the books know of this app's invoices in one organisation: any other one is a stranger, and
/// stops a draft for its contact.
public struct KnownInvoices: Hashable, Sendable {
  /// InvoiceIDs of the books, and those that a person has called not theirs.
  private var ids: Set<String>
  /// References of pushes that are not settled yet.
  private var references: Set<String>
  /// Marks of books of which a person has once called an invoice not theirs.
  private var otherMarks: Set<String>

  public init(
    ids: some Sequence<String> = [], references: some Sequence<String> = [],
    otherMarks: some Sequence<String> = [], ownMark: String = ""
  ) {
    self.ids = Set(ids.map { $0.lowercased() })
    self.references = Set(references.map { $0.lowercased() })
    // A copy of these very books is not other books, whatever was said of one of its invoices.
    self.otherMarks = Set(otherMarks).subtracting([ownMark])
  }

  enum Verdict: Hashable, Sendable {
    case known
    /// Of books that a person knows and that are not these.
    case others
    case stranger
  }

  func verdict(on invoice: Invoice) -> Verdict {
    if ids.contains(invoice.id.lowercased()) { return .known }
    if references.contains(invoice.reference.lowercased()) { return .known }
    // With numbers of our own the token stands there too.
    let token = ReferenceToken(in: invoice.reference) ?? ReferenceToken(in: invoice.number)
    if let token, otherMarks.contains(token.mark) { return .others }
    return .stranger
  }
}
