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
    public var isActive: Bool
    public var currency: String?
    public var dueDay: Int?
    public var dueKind: String?
  }

  public struct Account: Codable, Hashable, Sendable {
    public var code: String
    public var name: String
    /// Active, of class REVENUE and no system account.
    public var takesSales: Bool
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

  public var tenant: String
  public var name: String
  public var shortCode: String
  public var baseCurrency: String
  public var paysTax: Bool
  public var dueDay: Int?
  public var dueKind: String?
  public var contacts: [Contact]
  public var accounts: [Account]
  public var taxRates: [TaxRate]

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

  init(
    tenant: String, organisation: Xero.Organisation, contacts: [Xero.Contact],
    accounts: [Xero.Account], taxRates: [Xero.TaxRate]
  ) {
    self.init(
      tenant: tenant, name: organisation.name, shortCode: organisation.shortCode ?? "",
      baseCurrency: organisation.baseCurrency, paysTax: organisation.paysTax,
      dueDay: organisation.salesTerms?.day, dueKind: organisation.salesTerms?.kind.text,
      contacts: contacts.map {
        Contact(
          id: $0.id, name: $0.name, email: $0.email, isActive: $0.isActive,
          currency: $0.defaultCurrency, dueDay: $0.salesTerms?.day,
          dueKind: $0.salesTerms?.kind.text)
      },
      accounts: accounts.map {
        Account(code: $0.code, name: $0.name, takesSales: $0.takesSales, taxType: $0.taxType)
      },
      taxRates: taxRates.map {
        TaxRate(
          type: $0.type, name: $0.name, appliesToSales: $0.appliesToSales,
          effectiveRate: $0.effectiveRate.plainText)
      })
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
