import Foundation

/// A tax rate of an organisation.
public struct TaxRate: Hashable, Sendable, Decodable {
  public enum Status: String, Sendable {
    case active = "ACTIVE"
    case deleted = "DELETED"
    case archived = "ARCHIVED"
    case pending = "PENDING"
  }

  /// The code that lines name, such as `OUTPUT2`.
  public var type: String
  public var name: String
  public var status: Lenient<Status>
  public var canApplyToRevenue: Bool
  /// Percent, exact, such as 15.
  public var effectiveRate: Decimal

  public var appliesToSales: Bool { status == .known(.active) && canApplyToRevenue }

  private enum CodingKeys: String, CodingKey {
    case type = "TaxType"
    case name = "Name"
    case status = "Status"
    case canApplyToRevenue = "CanApplyToRevenue"
    case effectiveRate = "EffectiveRate"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    type = try values.decode(String.self, forKey: .type)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.active)
    canApplyToRevenue = try values.decodeIfPresent(Bool.self, forKey: .canApplyToRevenue) ?? false
    effectiveRate = try values.decode(Decimal.self, forKey: .effectiveRate)
  }
}
