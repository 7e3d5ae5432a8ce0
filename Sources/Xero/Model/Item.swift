import Foundation

/// Something that an organisation sells: a code for a description, a price, an account, a tax.
public struct Item: Hashable, Sendable, Decodable {
  public var id: String
  /// At most 30 characters; what a line names.
  public var code: String
  public var name: String
  public var isSold: Bool
  /// For one unit, at 4 decimals; nil where it has no price.
  public var unitPrice: Decimal?
  public var account: String?
  public var taxType: String?

  private enum CodingKeys: String, CodingKey {
    case id = "ItemID"
    case code = "Code"
    case name = "Name"
    case isSold = "IsSold"
    case sales = "SalesDetails"
  }

  private struct Sales: Decodable {
    var UnitPrice: Decimal?
    var AccountCode: String?
    var TaxType: String?
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    code = try values.decode(String.self, forKey: .code)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    isSold = try values.decodeIfPresent(Bool.self, forKey: .isSold) ?? true
    let sales = try values.decodeIfPresent(Sales.self, forKey: .sales)
    unitPrice = sales?.UnitPrice
    account = sales?.AccountCode
    taxType = sales?.TaxType
  }
}
