/// A customer or supplier of an organisation.
public struct Contact: Hashable, Sendable, Decodable {
  public enum Status: String, Sendable {
    case active = "ACTIVE"
    case archived = "ARCHIVED"
    case gdprRequest = "GDPRREQUEST"
  }

  public var id: String
  /// Unique among the active ones of an organisation.
  public var name: String
  public var email: String
  public var number: String?
  public var status: Lenient<Status>
  /// ISO 4217.
  public var defaultCurrency: String?
  /// The contact that this one was merged into.
  public var mergedInto: String?
  public var salesTerms: SalesTerms?

  public var isActive: Bool { status == .known(.active) && mergedInto == nil }

  private enum CodingKeys: String, CodingKey {
    case id = "ContactID"
    case name = "Name"
    case email = "EmailAddress"
    case number = "ContactNumber"
    case status = "ContactStatus"
    case defaultCurrency = "DefaultCurrency"
    case mergedInto = "MergedToContactID"
    case terms = "PaymentTerms"
  }

  /// Lists of other things hold thin contacts: only the id is sure to be there.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    email = try values.decodeIfPresent(String.self, forKey: .email) ?? ""
    number = try values.decodeIfPresent(String.self, forKey: .number)
    status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.active)
    let currency = try values.decodeIfPresent(String.self, forKey: .defaultCurrency)
    defaultCurrency = currency.flatMap { $0.isEmpty ? nil : $0 }
    mergedInto = try values.decodeIfPresent(String.self, forKey: .mergedInto)
    salesTerms = try values.decodeIfPresent(WireTerms.self, forKey: .terms)?.sales
  }
}
