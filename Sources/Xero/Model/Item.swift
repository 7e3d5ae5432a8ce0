import Foundation

/// Something that an organisation sells. Its account and tax are not read: a line says its own.
public struct Item: Hashable, Sendable, Decodable {
  public var id: String
  /// At most 30 characters; what a line names.
  public var code: String
  public var name: String
  public var isSold: Bool
  /// For one unit, at 4 decimals; nil where it has no price.
  public var unitPrice: Decimal?

  private enum CodingKeys: String, CodingKey {
    case id = "ItemID"
    case code = "Code"
    case name = "Name"
    case isSold = "IsSold"
    case sales = "SalesDetails"
  }

  private struct Sales: Decodable {
    var UnitPrice: Decimal?
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    code = try values.decode(String.self, forKey: .code)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    isSold = try values.decodeIfPresent(Bool.self, forKey: .isSold) ?? true
    unitPrice = try values.decodeIfPresent(Sales.self, forKey: .sales)?.UnitPrice
  }
}
