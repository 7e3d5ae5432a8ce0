/// How an organisation's invoices look.
public struct BrandingTheme: Hashable, Sendable, Decodable {
  public var id: String
  public var name: String
  /// 0 is what an invoice takes that names none.
  public var sortOrder: Int

  private enum CodingKeys: String, CodingKey {
    case id = "BrandingThemeID"
    case name = "Name"
    case sortOrder = "SortOrder"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    sortOrder = try values.decodeIfPresent(Int.self, forKey: .sortOrder) ?? 0
  }
}

/// A currency that an organisation may invoice in.
public struct SubscribedCurrency: Hashable, Sendable, Decodable {
  /// ISO 4217.
  public var code: String
  public var description: String

  private enum CodingKeys: String, CodingKey {
    case code = "Code"
    case description = "Description"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    description = try values.decodeIfPresent(String.self, forKey: .description) ?? ""
  }
}
