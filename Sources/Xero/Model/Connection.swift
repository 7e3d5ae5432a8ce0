import Activity

/// An organisation, or a practice, that a person connected to the app.
public struct Connection: Hashable, Sendable, Decodable {
  public enum Kind: String, Sendable {
    case organisation = "ORGANISATION"
    case practice = "PRACTICE"
    case practiceManager = "PRACTICEMANAGER"
    case practiceStudio = "PRACTICESTUDIO"
  }

  /// The connection's own id, by which it is ended; not the tenant's.
  public var id: String
  /// What each call names in `xero-tenant-id`.
  public var tenant: String
  public var name: String
  public var kind: Lenient<Kind>
  public var createdAt: Instant?

  private enum CodingKeys: String, CodingKey {
    case id
    case tenant = "tenantId"
    case name = "tenantName"
    case kind = "tenantType"
    case created = "createdDateUtc"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    tenant = try values.decode(String.self, forKey: .tenant)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    kind = try values.decode(Lenient<Kind>.self, forKey: .kind)
    // Shown at most, so a form we don't know is no reason to refuse the list.
    createdAt = try values.decodeIfPresent(String.self, forKey: .created)
      .flatMap { WireTimestamp($0)?.instant }
  }
}
