/// An account of an organisation's ledger.
public struct Account: Hashable, Sendable, Decodable {
  public enum Class: String, Sendable {
    case asset = "ASSET"
    case equity = "EQUITY"
    case expense = "EXPENSE"
    case liability = "LIABILITY"
    case revenue = "REVENUE"
  }

  public enum Status: String, Sendable {
    case active = "ACTIVE"
    case archived = "ARCHIVED"
    case deleted = "DELETED"
  }

  public var id: String
  /// Empty where it has none: bank accounts may not.
  public var code: String
  public var name: String
  /// Such as `REVENUE`, `SALES` or `BANK`.
  public var type: String
  public var `class`: Lenient<Class>?
  public var status: Lenient<Status>
  /// What its lines are taxed by default.
  public var taxType: String?
  /// Such as `DEBTORS`: Xero's own, and closed to invoices.
  public var systemAccount: String?

  /// Whether time can be billed to it.
  public var takesSales: Bool {
    let isRevenue =
      `class`.map { $0 == .known(.revenue) }
      ?? ["REVENUE", "SALES", "OTHERINCOME"].contains(type)
    return isRevenue && status == .known(.active) && systemAccount == nil && !code.isEmpty
  }

  private enum CodingKeys: String, CodingKey {
    case id = "AccountID"
    case code = "Code"
    case name = "Name"
    case type = "Type"
    case `class` = "Class"
    case status = "Status"
    case taxType = "TaxType"
    case systemAccount = "SystemAccount"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    code = try values.decodeIfPresent(String.self, forKey: .code) ?? ""
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    type = try values.decodeIfPresent(String.self, forKey: .type) ?? ""
    `class` = try values.decodeIfPresent(Lenient<Class>.self, forKey: .class)
    status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.active)
    taxType = try values.decodeIfPresent(String.self, forKey: .taxType)
    let system = try values.decodeIfPresent(String.self, forKey: .systemAccount)
    systemAccount = system.flatMap { $0.isEmpty ? nil : $0 }
  }
}
