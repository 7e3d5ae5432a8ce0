import Activity

/// The books of one business at Xero.
public struct Organisation: Hashable, Sendable, Decodable {
  public var id: String
  public var name: String
  /// Part of addresses in Xero's own pages, such as `!mBdtL`.
  public var shortCode: String?
  /// ISO 4217.
  public var baseCurrency: String
  public var paysTax: Bool
  public var isDemoCompany: Bool
  /// Xero's own word without separators, such as `NEWZEALANDSTANDARDTIME`.
  public var timeZone: String?
  public var countryCode: String?
  /// Nothing up to this day can be approved.
  public var periodLock: CivilDate?
  public var endOfYearLock: CivilDate?
  public var salesTerms: SalesTerms?

  private enum CodingKeys: String, CodingKey {
    case id = "OrganisationID"
    case name = "Name"
    case shortCode = "ShortCode"
    case baseCurrency = "BaseCurrency"
    case paysTax = "PaysTax"
    case isDemoCompany = "IsDemoCompany"
    case timeZone = "Timezone"
    case countryCode = "CountryCode"
    case periodLock = "PeriodLockDate"
    case endOfYearLock = "EndOfYearLockDate"
    case terms = "PaymentTerms"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decode(String.self, forKey: .name)
    shortCode = try values.decodeIfPresent(String.self, forKey: .shortCode)
    baseCurrency = try values.decode(String.self, forKey: .baseCurrency)
    paysTax = try values.decodeIfPresent(Bool.self, forKey: .paysTax) ?? true
    isDemoCompany = try values.decodeIfPresent(Bool.self, forKey: .isDemoCompany) ?? false
    timeZone = try values.decodeIfPresent(String.self, forKey: .timeZone)
    countryCode = try values.decodeIfPresent(String.self, forKey: .countryCode)
    periodLock = try values.decodeIfPresent(WireDate.self, forKey: .periodLock)?.date
    endOfYearLock = try values.decodeIfPresent(WireDate.self, forKey: .endOfYearLock)?.date
    salesTerms = try values.decodeIfPresent(WireTerms.self, forKey: .terms)?.sales
  }
}

/// When invoices to customers are due.
public struct SalesTerms: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case daysAfterBillDate = "DAYSAFTERBILLDATE"
    case daysAfterBillMonth = "DAYSAFTERBILLMONTH"
    case ofCurrentMonth = "OFCURRENTMONTH"
    case ofFollowingMonth = "OFFOLLOWINGMONTH"
  }

  public var day: Int
  public var kind: Lenient<Kind>
}

/// `{"Bills":{…},"Sales":{"Day":10,"Type":"DAYSAFTERBILLMONTH"}}`; either may be missing or empty.
struct WireTerms: Decodable {
  private struct Side: Decodable {
    var Day: Int?
    var `Type`: Lenient<SalesTerms.Kind>?
  }

  private var Sales: Side?

  var sales: SalesTerms? {
    guard let day = Sales?.Day, let kind = Sales?.Type else { return nil }
    return SalesTerms(day: day, kind: kind)
  }
}

/// Something that the organisation's plan and the person's role allow, or don't.
public struct Action: Hashable, Sendable, Decodable {
  /// Such as `CreateDraftInvoice`.
  public var name: String
  public var isAllowed: Bool

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case status = "Status"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    isAllowed = try values.decode(String.self, forKey: .status) == "ALLOWED"
  }
}
