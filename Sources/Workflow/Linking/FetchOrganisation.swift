import Activity
import Foundation
import Xero

/// What came of a fetch of all organisations.
public struct SyncReport: Sendable {
  public var copies: [OrganisationCopy] = []
  /// Fetched before, and connected no more.
  public var disconnected: [OrganisationCopy] = []
  /// Organisations that could not be fetched, each with its reason; what was fetched of the others
  /// is kept.
  public var failures: [(organisation: String, error: XeroError)] = []
}

extension XeroAccount {
  /// Changes are asked for from a little before the last fetch: clocks differ.
  private static let overlapMilliseconds: Int64 = 5 * 60_000
  /// Not every change moves Xero's own date of change, so all contacts are fetched this often.
  private static let contactsInFullMilliseconds: Int64 = 7 * 86_400_000

  /// Fetches every connected organisation with all that previews and links need.
  ///
  /// - Parameter inFull: all contacts, not those alone that changed since the last fetch.
  /// - Throws: `Refusal` (7) where no organisation is connected.
  public func sync(inFull: Bool = false) async throws -> SyncReport {
    let books = try books()
    let environment = access.addresses.environmentName
    let before = try books.organisationCopies(in: environment)
    var report = SyncReport()
    let (reached, unreached) = try await connected()
    report.failures = unreached
    for (client, connection) in reached {
      let old = before.first { $0.tenant == connection.tenant }
      do {
        let copy = try await fetch(connection, client, after: inFull ? nil : old, accepted: old)
        try books.save(copy, in: environment, fetchedAt: world.realNow())
        report.copies.append(copy)
      } catch let error as XeroError {
        report.failures.append((connection.name, error))
      }
    }
    let tried = Set(report.copies.map(\.tenant))
    report.disconnected = before.filter {
      !tried.contains($0.tenant) && report.failures.isEmpty
    }
    guard !report.copies.isEmpty || !report.failures.isEmpty else {
      throw Refusal(
        .network,
        "No organisation is connected to your app. Run \"daybook xero login\" and choose one.")
    }
    return report
  }

  /// Every connected organisation, once, with a client that reaches it; and the sign-ins that Xero
  /// does not take any more.
  ///
  /// - Throws: where no sign-in works, or nobody is signed in.
  func connected() async throws -> (
    reached: [(client: XeroClient, connection: Connection)],
    failures: [(organisation: String, error: XeroError)]
  ) {
    var found: [(client: XeroClient, connection: Connection)] = []
    var failures: [(organisation: String, error: XeroError)] = []
    let signedIn = try access.signedIn()
    for one in signedIn {
      let client = access.client(as: one.key)
      do {
        for connection in try await access.organisations(of: one.key)
        where !found.contains(where: { $0.connection.tenant == connection.tenant }) {
          found.append((client, connection))
        }
      } catch {
        guard signedIn.count > 1 else { throw error }
        failures.append((one.userName, error))
      }
    }
    if found.isEmpty, let failure = failures.first { throw failure.error }
    return (found, failures)
  }

  func fetch(
    _ connection: Connection, _ client: XeroClient, after old: OrganisationCopy?,
    accepted before: OrganisationCopy?
  ) async throws -> OrganisationCopy {
    let tenant = connection.tenant
    var fetched: [String: Int64] = [:]
    func note(_ part: OrganisationCopy.Part, _ instant: Instant) {
      fetched[part.rawValue] = instant.milliseconds
    }
    let organisation = try await client.organisation(tenant: tenant)
    note(.organisation, world.realNow())
    // Noted as of before the call: what changes meanwhile is asked for next time.
    let asked = world.realNow()
    let contacts = try await contacts(of: tenant, client, after: old)
    note(.contacts, asked)
    fetched[OrganisationCopy.Part.allContacts.rawValue] =
      contacts.inFull
      ? asked.milliseconds : old?.fetchedAt(.allContacts)?.milliseconds ?? asked.milliseconds
    // Fetched whole: one call each way, and a change's list would not tell what was deleted.
    let accounts = try await client.accounts(tenant: tenant).map(OrganisationCopy.Account.init)
    note(.accounts, world.realNow())
    let taxRates = try await client.taxRates(tenant: tenant).map(OrganisationCopy.TaxRate.init)
    note(.taxRates, world.realNow())
    let items = try await client.items(tenant: tenant).map(OrganisationCopy.Item.init)
    note(.items, world.realNow())
    let tracking = try await client.trackingCategories(tenant: tenant)
    note(.tracking, world.realNow())
    let themes = try await client.brandingThemes(tenant: tenant)
    note(.brandingThemes, world.realNow())
    let currencies = try await client.currencies(tenant: tenant).map(\.code)
    note(.currencies, world.realNow())
    let repeating = try await repeatingInvoices(of: tenant, client)
    if repeating != nil { note(.repeatingInvoices, world.realNow()) }
    var copy = OrganisationCopy(
      tenant: tenant, name: organisation.name, shortCode: organisation.shortCode ?? "",
      countryCode: organisation.countryCode, timeZone: organisation.timeZone,
      isDemoCompany: organisation.isDemoCompany, baseCurrency: organisation.baseCurrency,
      paysTax: organisation.paysTax, dueDay: organisation.salesTerms?.day,
      dueKind: organisation.salesTerms?.kind.text,
      lockedUntil: [organisation.periodLock, organisation.endOfYearLock].compactMap { $0 }.max()?
        .description,
      contacts: contacts.all, accounts: accounts, taxRates: taxRates, items: items,
      tracking: tracking.map(OrganisationCopy.TrackingCategory.init),
      brandingThemes: themes.map(OrganisationCopy.BrandingTheme.init)
        .sorted { ($0.sortOrder, $0.id) < ($1.sortOrder, $1.id) },
      currencies: currencies, repeatingInvoices: repeating, fetched: fetched,
      accepted: before?.accepted)
    if copy.accepted == nil { copy.accept() }
    return copy
  }

  /// Nil where the sign-in may not see them: only a warning of the preview rests on them.
  private func repeatingInvoices(
    of tenant: String, _ client: XeroClient
  ) async throws(XeroError) -> [OrganisationCopy.RepeatingInvoice]? {
    do {
      return try await client.repeatingInvoices(tenant: tenant)
        .compactMap(OrganisationCopy.RepeatingInvoice.init)
    } catch {
      guard case .missingScope = error.kind else { throw error }
      return nil
    }
  }

  /// All contacts: those fetched before, with those that changed since in their places.
  private func contacts(
    of tenant: String, _ client: XeroClient, after old: OrganisationCopy?
  ) async throws -> (all: [OrganisationCopy.Contact], inFull: Bool) {
    guard let old, let since = old.fetchedAt(.contacts), let full = old.fetchedAt(.allContacts),
      world.realNow() - full < XeroAccount.contactsInFullMilliseconds, since <= world.realNow()
    else {
      let all = try await client.contacts(tenant: tenant)
      return (all.map(OrganisationCopy.Contact.init), true)
    }
    let changed = try await client.contacts(
      tenant: tenant, modifiedSince: since.advanced(by: -XeroAccount.overlapMilliseconds))
    let fresh = Dictionary(
      changed.map { ($0.id.lowercased(), OrganisationCopy.Contact($0)) }, uniquingKeysWith: { $1 })
    let known = Set(old.contacts.map(\.id))
    let added = changed.map { $0.id.lowercased() }.filter { !known.contains($0) }
    return (
      old.contacts.map { fresh[$0.id] ?? $0 } + added.compactMap { fresh[$0] }, false
    )
  }
}
