import Testing

/// What a faithful Xero does, by the numbers of the list that the sandbox is built from.
enum Rule: Int, Numbered {
  /// The consent page agrees by itself or on a click, may say no, and lets organisations be ticked.
  case consent = 1
  /// A redirect is registered byte for byte, and 127.0.0.1 is none.
  case redirects
  /// S256 alone; a code works once, for 5 minutes.
  case proofKey
  /// Each refresh makes a new token; the one before works 30 minutes more, then is `invalid_grant`.
  case grace
  /// An access token lives 1,800 seconds of the sandbox's own clock.
  case accessLife
  /// Revocation ends tokens and connections.
  case revocation
  /// `/connections` filters by its consent; DELETE is 204.
  case connections
  /// Each endpoint has its granular scope; broad ones are refused.
  case scopes
  /// A missing or unknown organisation is 403.
  case organisationHeader
  /// Two organisations with the same names and other contacts, accounts, taxes and currencies.
  case collidingNames
  /// All counters in headers, four kinds of 429, counted before the idempotency cache.
  case limits
  /// The sixth call at once is 429 without a time to wait.
  case concurrency
  /// A key is kept 6 minutes for its app, errors too; a second call waits; another request is 400.
  case idempotency
  /// PUT creates alone; POST changes the invoice of that number.
  case createOnly
  /// `summarizeErrors` both ways, true by default.
  case summarizing
  /// Unit amounts of 2 decimals, or 4 with `unitdp=4`.
  case unitPlaces
  /// Exclusive, inclusive, untaxed, compound and discounted amounts.
  case totals
  /// A line amount that is not the product is refused.
  case lineAmount
  /// INV-nnnn in each organisation, unique, free again when its draft is deleted.
  case numbering
  /// Which status follows which.
  case statuses
  /// Archived contacts and accounts, deleted taxes, a tax that the account does not take.
  case retired
  /// A currency must be subscribed.
  case currencies
  /// A lock date stands in the way of AUTHORISED.
  case lockDates
  /// Both forms of dates come in; without one it is the organisation's own today.
  case dates
  /// A line keeps its id where that is sent; what is left out goes.
  case lineIDs
  /// A name makes a contact, more fields change one.
  case contactSideEffects
  /// A list without a page has no lines.
  case listDepth
  /// Pages, and how many there are.
  case paging
  /// `where`; an unknown field is error 16.
  case filters
  /// `If-Modified-Since`.
  case modifiedSince
  /// `searchTerm`, `createdByMyApp`, `includeArchived`, `Statuses`, `IDs`, `InvoiceNumbers`.
  case listParameters
  /// Notes of 2,500 characters.
  case history
  /// 10 files of 10 MB with plain names.
  case attachments
  /// Paths and query have no case.
  case anyCase
  /// XML where JSON is not asked for.
  case acceptHeader
  /// 404 is HTML, and empty.
  case notFound
  /// Numbers keep their scale; CRLF; `\/`.
  case writing
  /// The correlation header is the envelope's id.
  case correlation

  static let word = "rule"
}

extension Trait where Self == Rule {
  static func rule(_ rule: Rule) -> Rule { rule }
}
