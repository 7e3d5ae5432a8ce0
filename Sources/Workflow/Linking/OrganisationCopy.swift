import Activity
import Billing
import Books
import Foundation
import Timesheet
import Xero

/// What was last fetched of an organisation: enough to link, to preview and to predict tax.
public struct OrganisationCopy: Codable, Hashable, Sendable {
  public struct Contact: Codable, Hashable, Sendable {
    public var id: String
    public var name: String
    public var email: String
    public var number: String?
    /// Neither archived nor merged into another.
    public var isActive: Bool
    /// The id of the contact that this one was merged into.
    public var mergedInto: String?
    public var currency: String?
    public var dueDay: Int?
    public var dueKind: String?
  }

  public struct Account: Codable, Hashable, Sendable {
    public var code: String
    public var name: String
    /// Active, of class REVENUE and no system account.
    public var takesSales: Bool
    public var isArchived: Bool
    public var taxType: String?
  }

  public struct TaxRate: Codable, Hashable, Sendable {
    public var type: String
    public var name: String
    /// Active and for revenue.
    public var appliesToSales: Bool
    /// Percent, as decimal text.
    public var effectiveRate: String
  }

  public struct Item: Codable, Hashable, Sendable {
    public var code: String
    public var name: String
    public var isSold: Bool
    /// For one unit, as decimal text; nil where it has no price.
    public var unitPrice: String?
  }

  public struct TrackingCategory: Codable, Hashable, Sendable {
    public struct Option: Codable, Hashable, Sendable {
      public var id: String
      public var name: String
      public var isActive: Bool
    }

    public var id: String
    public var name: String
    public var isActive: Bool
    public var options: [Option]
  }

  public struct BrandingTheme: Codable, Hashable, Sendable {
    public var id: String
    public var name: String
    /// Lines up the themes; 0 is the default.
    public var sortOrder: Int
  }

  /// A template by which Xero makes invoices of its own for a contact.
  public struct RepeatingInvoice: Codable, Hashable, Sendable {
    /// The contact's id.
    public var contact: String
    /// `monthly`, `every 2 weeks`; empty where Xero does not say.
    public var rhythm: String
    /// `2026-12-01`, each.
    public var next: String?
    public var end: String?
  }

  /// What is fetched by calls of its own.
  public enum Part: String, CaseIterable, Sendable {
    case organisation, contacts, accounts
    case taxRates = "tax_rates"
    case items, tracking
    case brandingThemes = "branding_themes"
    case currencies
    case repeatingInvoices = "repeating_invoices"
    /// Every contact, not those alone that changed.
    case allContacts = "all_contacts"
  }

  public var tenant: String
  public var name: String
  public var shortCode: String
  public var countryCode: String?
  /// Xero's own word, such as `NEWZEALANDSTANDARDTIME`.
  public var timeZone: String?
  public var isDemoCompany: Bool
  public var baseCurrency: String
  public var paysTax: Bool
  public var dueDay: Int?
  public var dueKind: String?
  /// `2026-10-31`: nothing up to it can be approved. The later one of Xero's two.
  public var lockedUntil: String?
  public var contacts: [Contact]
  public var accounts: [Account]
  public var taxRates: [TaxRate]
  public var items: [Item]
  public var tracking: [TrackingCategory]
  public var brandingThemes: [BrandingTheme]
  /// ISO 4217: what it may invoice in.
  public var currencies: [String]
  /// Those of sales that are not deleted; nil where the sign-in may not see them, or an older
  /// version fetched.
  public var repeatingInvoices: [RepeatingInvoice]?
  /// Milliseconds since 1970, by `Part`.
  var fetched: [String: Int64]
  /// What a person has last agreed to: later differences are drift.
  var accepted: Accepted?

  public func fetchedAt(_ part: Part) -> Instant? {
    fetched[part.rawValue].map { Instant(milliseconds: $0) }
  }

  public func contact(_ id: String) -> Contact? {
    contacts.first { $0.id == id.lowercased() }
  }

  /// The contact's terms, else the organisation's.
  func terms(for contact: Contact) -> PaymentTerms? {
    func terms(_ day: Int?, _ kind: String?) -> PaymentTerms? {
      guard let day, let kind = kind.flatMap(PaymentTerms.Kind.init(rawValue:)) else { return nil }
      return PaymentTerms(day: day, kind: kind)
    }
    return terms(contact.dueDay, contact.dueKind) ?? terms(dueDay, dueKind)
  }
}

extension OrganisationCopy {
  /// Nil for what an older version kept and this one can't read: `xero sync` fetches it again.
  fileprivate init?(json: String) {
    guard let copy = try? JSONDecoder().decode(OrganisationCopy.self, from: Data(json.utf8)) else {
      return nil
    }
    self = copy
  }
}

extension OrganisationCopy.Contact {
  init(_ contact: Xero.Contact) {
    self.init(
      id: contact.id.lowercased(), name: contact.name, email: contact.email,
      number: contact.number, isActive: contact.isActive,
      mergedInto: contact.mergedInto?.lowercased(), currency: contact.defaultCurrency,
      dueDay: contact.salesTerms?.day, dueKind: contact.salesTerms?.kind.text)
  }
}

extension OrganisationCopy.Account {
  init(_ account: Xero.Account) {
    self.init(
      code: account.code, name: account.name, takesSales: account.takesSales,
      isArchived: account.status != .known(.active), taxType: account.taxType)
  }
}

extension OrganisationCopy.TaxRate {
  init(_ rate: Xero.TaxRate) {
    self.init(
      type: rate.type, name: rate.name, appliesToSales: rate.appliesToSales,
      effectiveRate: rate.effectiveRate.plainText)
  }
}

extension OrganisationCopy.Item {
  init(_ item: Xero.Item) {
    self.init(
      code: item.code, name: item.name, isSold: item.isSold,
      unitPrice: item.unitPrice?.plainText)
  }
}

extension OrganisationCopy.TrackingCategory {
  init(_ category: Xero.TrackingCategory) {
    self.init(
      id: category.id, name: category.name, isActive: category.status == .known(.active),
      options: category.options.map {
        Option(id: $0.id, name: $0.name, isActive: $0.status == .known(.active))
      })
  }
}

extension OrganisationCopy.BrandingTheme {
  init(_ theme: Xero.BrandingTheme) {
    self.init(id: theme.id, name: theme.name, sortOrder: theme.sortOrder)
  }
}

extension OrganisationCopy.RepeatingInvoice {
  /// Nil for a purchase, for what is deleted, and for what is of nobody.
  init?(_ template: Xero.RepeatingInvoice) {
    guard template.isSale, template.status != .known(.deleted), let contact = template.contact
    else { return nil }
    self.init(
      contact: contact.lowercased(), rhythm: template.rhythm, next: template.next?.description,
      end: template.end?.description)
  }
}

extension Xero.RepeatingInvoice {
  fileprivate var rhythm: String {
    let names: (one: String, many: String)
    switch unit {
    case .known(.weekly): names = ("weekly", "weeks")
    case .known(.monthly): names = ("monthly", "months")
    case .other, nil: return ""
    }
    guard let period, period > 1 else { return names.one }
    return "every \(period) \(names.many)"
  }
}

extension Books {
  func organisationCopies(in environment: String) throws -> [OrganisationCopy] {
    try organisations(in: environment).compactMap(OrganisationCopy.init(json:))
  }

  func organisationCopy(_ tenant: String, in environment: String) throws -> OrganisationCopy? {
    try organisation(tenant, in: environment).flatMap { OrganisationCopy(json: $0.json) }
  }

  func save(
    _ copy: OrganisationCopy, in environment: String, fetchedAt: Instant
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try saveOrganisation(
      copy.tenant, in: environment,
      json: String(decoding: try encoder.encode(copy), as: UTF8.self), fetchedAt: fetchedAt)
  }
}
