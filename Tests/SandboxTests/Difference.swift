import Testing

/// Where the real server differs from its official description, by the numbers of the list that
/// the sandbox is built from: it follows the server.
enum Difference: Int, Numbered {
  /// `summarizeErrors` is true by default; the description says false.
  case summarizing = 1
  /// The scopes are granular; the description lists the broad ones.
  case scopes
  /// Answers have `Id`, `Status`, `ProviderName` and `DateTimeUTC`.
  case envelope
  /// `DateString`, `InvoicePaymentServices`, a line's `ValidationErrors` and others.
  case unlistedFields
  /// There is more than 200, 204 and 400.
  case statuses
  /// 404 is HTML and empty; 429 is empty and has no type.
  case emptyRefusals
  /// An invoice is found by its number, too.
  case numberInPath
  /// An attachment's type is in `Content-Type`, not in `contentType`.
  case contentType
  /// A PDF is at the invoice's own address, not below it.
  case pdf
  /// Some fields are required.
  case required
  /// A refused element echoes what was sent.
  case echoedElements
  /// `/connections`, in any case, with dates that are not RFC 3339.
  case connections
  /// Texts have limits.
  case textLimits
  /// A page has up to 1,000 documents.
  case pageSize
  /// An answer tells what was sent, unlike the description's examples.
  case truthfulAnswers
  /// Money is exact, though it is called `double`.
  case exactMoney
  /// Booleans have no case.
  case booleans
  /// There are words that its lists lack.
  case openLists
  /// What was written is read: no mock answers.
  case memory

  static let word = "difference"
}

extension Trait where Self == Difference {
  static func difference(_ difference: Difference) -> Difference { difference }
}
