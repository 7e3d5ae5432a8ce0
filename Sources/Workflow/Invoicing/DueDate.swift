import Activity

/// When an invoice is due, by Xero's payment terms.
///
/// The API does not fill a draft's due date from the contact's terms, so we do. Source:
/// "Contacts" (developer.xero.com); that a day past the month's end is clamped is inferred.
public struct PaymentTerms: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case daysAfterBillDate = "DAYSAFTERBILLDATE"
    case daysAfterBillMonth = "DAYSAFTERBILLMONTH"
    case ofCurrentMonth = "OFCURRENTMONTH"
    case ofFollowingMonth = "OFFOLLOWINGMONTH"
  }

  public var day: Int
  public var kind: Kind

  public init(day: Int, kind: Kind) {
    self.day = day
    self.kind = kind
  }

  public func due(for date: CivilDate) -> CivilDate {
    let lastOfMonth = PaymentTerms.day(31, monthsAfter: 0, date)
    switch kind {
    case .daysAfterBillDate: return date.adding(days: day)
    case .daysAfterBillMonth: return lastOfMonth.adding(days: day)
    case .ofCurrentMonth:
      let due = PaymentTerms.day(day, monthsAfter: 0, date)
      return due < date ? PaymentTerms.day(day, monthsAfter: 1, date) : due
    case .ofFollowingMonth: return PaymentTerms.day(day, monthsAfter: 1, date)
    }
  }

  /// The `day` of a month, clamped to the month's length.
  private static func day(_ day: Int, monthsAfter months: Int, _ date: CivilDate) -> CivilDate {
    let month = date.month - 1 + months
    let year = date.year + month / 12
    let length = CivilDate.length(ofMonth: month % 12 + 1, year: year)
    return CivilDate(year: year, month: month % 12 + 1, day: min(max(day, 1), length)) ?? date
  }
}
