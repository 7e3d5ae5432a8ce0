import Foundation

/// One organisation with all that belongs to it: what Xero calls a tenant.
struct Organisation: Codable, Equatable, Sendable {
  var tenantID: String
  /// Not the tenant's id: nobody documented that they are equal.
  var organisationID: String
  var name: String
  var shortCode: String
  var country: String
  var baseCurrency: String
  /// Xero's enumeration, without separators.
  var timeZone: String
  var zoneIdentifier: String
  var paysTax = true
  var periodLockDate: CivilDate?
  var yearLockDate: CivilDate?
  /// Days after the bill's date, the organisation's sales terms.
  var salesTerms: PaymentTerm?

  var contacts: [Contact]
  var accounts: [Account]
  var taxRates: [TaxRate]
  var currencies: [Currency]
  var items: [Item]
  var trackingCategories: [TrackingCategory]
  var brandingThemes: [BrandingTheme]
  var invoices: [Invoice] = []
  var nextInvoiceNumber = 1
  /// Nil in state files of before.
  var repeatingInvoices: [RepeatingInvoice]?
  /// Nil in state files of before.
  var projects: [Project]?
  /// Its plan in Xero's word; nil for PREMIUM.
  var plan: String?

  /// The date on the organisation's own wall.
  func today(at now: Milliseconds) -> CivilDate {
    let zone = TimeZone(identifier: zoneIdentifier)
    let date = Date(timeIntervalSince1970: TimeInterval(now / 1000))
    let offset = zone?.secondsFromGMT(for: date) ?? 0
    return CivilDate(utc: now + Milliseconds(offset) * 1000)
  }

  func account(code: String) -> Account? {
    accounts.first { $0.code.lowercased() == code.lowercased() }
  }

  func taxRate(_ type: String) -> TaxRate? { taxRates.first { $0.type == type } }

  func contact(id: String) -> Contact? { contacts.first { $0.id == id.lowercased() } }
}

struct Account: Codable, Equatable, Sendable {
  var id: String
  var code: String
  var name: String
  var type: String
  /// ASSET, LIABILITY, EQUITY, EXPENSE or REVENUE.
  var group: String
  var taxType: String
  var status = "ACTIVE"
  /// DEBTORS, GST, …: Xero's own accounts, refused on a document's lines.
  var system: String?
  var updated: Milliseconds = 0

  var takesSales: Bool { system == nil && type != "BANK" }
}

struct TaxRate: Codable, Equatable, Sendable {
  var type: String
  var name: String
  var reportType: String
  var components: [Component]
  var status = "ACTIVE"
  var appliesToRevenue = true
  var appliesToExpenses = false

  struct Component: Codable, Equatable, Sendable {
    var name: String
    /// Percent.
    var rate: Number
    /// Applied to the line with the tax of the components before it.
    var isCompound = false
  }

  /// Percent of the line, compound components included, at 4 decimals.
  var effectiveRate: Number {
    let hundred = Number(100)
    let total = components.reduce(Number.zero) { sum, component in
      let base = component.isCompound ? hundred + sum : hundred
      return sum
        + Number(
          units: (base * component.rate).units, places: base.places + component.rate.places + 2)
    }
    return total.rounded(to: 4)
  }
}

struct Currency: Codable, Equatable, Sendable {
  var code: String
  var name: String
}

struct Item: Codable, Equatable, Sendable {
  var id: String
  var code: String
  var name: String
  var description: String
  var unitPrice: Number
  var accountCode: String
  var taxType: String
  var updated: Milliseconds = 1_455_827_393_000
}

struct TrackingCategory: Codable, Equatable, Sendable {
  var id: String
  var name: String
  var status = "ACTIVE"
  var options: [Option]

  struct Option: Codable, Equatable, Sendable {
    var id: String
    var name: String
    var status = "ACTIVE"
  }
}

struct BrandingTheme: Codable, Equatable, Sendable {
  var id: String
  var name: String
  var sortOrder: Int
}

struct PaymentTerm: Codable, Equatable, Sendable {
  var day: Int
  /// DAYSAFTERBILLDATE, DAYSAFTERBILLMONTH, OFCURRENTMONTH or OFFOLLOWINGMONTH.
  var type: String

  func due(for date: CivilDate) -> CivilDate? {
    let (year, month, _) = date.civil
    func first(monthsOn: Int) -> CivilDate? {
      let count = year * 12 + month - 1 + monthsOn
      return CivilDate(year: count / 12, month: count % 12 + 1, day: 1)
    }
    /// The day of that month, or its last.
    func due(monthsOn: Int) -> CivilDate? {
      guard let start = first(monthsOn: monthsOn), let next = first(monthsOn: monthsOn + 1)
      else { return nil }
      return CivilDate(days: min(start.days + max(self.day, 1), next.days) - 1)
    }
    switch type {
    case "DAYSAFTERBILLDATE": return CivilDate(days: date.days + day)
    case "DAYSAFTERBILLMONTH":
      return first(monthsOn: 1).map { CivilDate(days: $0.days - 1 + day) }
    case "OFCURRENTMONTH":
      return due(monthsOn: 0).flatMap { $0 < date ? due(monthsOn: 1) : $0 }
    default: return due(monthsOn: 1)
    }
  }
}
