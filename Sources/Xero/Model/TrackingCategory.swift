/// A way in which an organisation splits its figures, such as by region. It has at most two active.
public struct TrackingCategory: Hashable, Sendable, Decodable {
  public enum Status: String, Sendable {
    case active = "ACTIVE"
    case archived = "ARCHIVED"
    case deleted = "DELETED"
  }

  public struct Option: Hashable, Sendable, Decodable {
    public var id: String
    public var name: String
    public var status: Lenient<Status>

    private enum CodingKeys: String, CodingKey {
      case id = "TrackingOptionID"
      case name = "Name"
      case status = "Status"
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      id = try values.decode(String.self, forKey: .id)
      name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
      status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.active)
    }
  }

  public var id: String
  public var name: String
  public var status: Lenient<Status>
  public var options: [Option]

  private enum CodingKeys: String, CodingKey {
    case id = "TrackingCategoryID"
    case name = "Name"
    case status = "Status"
    case options = "Options"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
    status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.active)
    options = try values.decodeIfPresent([Option].self, forKey: .options) ?? []
  }
}
