import Activity

/// A template by which Xero makes invoices of its own, such as a retainer's.
public struct RepeatingInvoice: Hashable, Sendable, Decodable {
  public enum Status: String, Sendable {
    /// Makes drafts.
    case draft = "DRAFT"
    /// Makes approved invoices.
    case authorised = "AUTHORISED"
    case deleted = "DELETED"
  }

  /// `WEEKLY` or `MONTHLY`.
  public enum Unit: String, Sendable {
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
  }

  public var id: String
  /// A ContactID; nil where a list names none.
  public var contact: String?
  public var isSale: Bool
  public var status: Lenient<Status>
  /// Every so many units.
  public var period: Int?
  public var unit: Lenient<Unit>?
  public var next: CivilDate?
  /// The last day of it; nil where it goes on.
  public var end: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case id = "RepeatingInvoiceID"
    case contact = "Contact"
    case type = "Type"
    case status = "Status"
    case schedule = "Schedule"
  }

  private struct Schedule: Decodable {
    var Period: Int?
    var Unit: Lenient<RepeatingInvoice.Unit>?
    var NextScheduledDate: WireDate?
    var EndDate: WireDate?
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    contact = try values.decodeIfPresent(Contact.self, forKey: .contact)?.id
    isSale = try values.decodeIfPresent(String.self, forKey: .type) == "ACCREC"
    status =
      try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .known(.authorised)
    let schedule = try values.decodeIfPresent(Schedule.self, forKey: .schedule)
    period = schedule?.Period
    unit = schedule?.Unit
    next = schedule?.NextScheduledDate?.date
    end = schedule?.EndDate?.date
  }
}
