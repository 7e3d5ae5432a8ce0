import Testing

/// Exchanges of Xero's documentation and of recordings, by the numbers of the list that the sandbox
/// is built from. The sandbox's own ids stand in them.
enum Example: Int, Numbered {
  case authorize = 1
  case token
  case refresh
  case connections
  /// Approved, with line amounts, as the description shows it.
  case approvedInvoice
  /// A change of status that is refused inside a 200.
  case refusedChange
  case taxedInvoice
  case invoicePage
  case submittedInvoice
  case refusedContact
  case refusedInvoice
  case expiredToken
  case wrongOrganisation
  case notFound
  case tooMany
  case note
  case attachment
  case onlineInvoice
  case organisation
  case actions
  case taxRates
  case accounts
  /// Tracking categories, branding themes, currencies and items.
  case otherSettings
  case repeatingInvoice
  case idempotency
  /// The search by reference, after an answer that was lost.
  case reconciling
  case projectTime
  /// A payment that is refused inside a 200.
  case refusedPayment
  case agedReceivables
  /// The product's own request.
  case draft

  static let word = "example"
}

extension Trait where Self == Example {
  static func example(_ example: Example) -> Example { example }
}
