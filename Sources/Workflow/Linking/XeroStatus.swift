import Activity
import Billing
import Books
import Xero

/// What is known here of a person's Xero, without asking it.
public struct XeroStatus: Sendable {
  public struct FetchedOrganisation: Sendable {
    public var tenant: String
    public var name: String
    public var fetchedAt: Instant?
    /// What Xero last said of the calls left; nil where that is more than a day ago.
    public var limits: CallLimits?
  }

  /// `xero`, or a stand-in.
  public var environment: String
  public var signIns: [SignedIn]
  public var organisations: [FetchedOrganisation]
  public var links: [(client: String, organisation: String?, contact: String?)]
  public var now: Instant
}

extension SignedIn {
  /// What Daybook needs and this sign-in may not do.
  public var missing: [(scope: String, sentence: String)] {
    Scopes.Need.required.filter { !$0.isMet(by: scopes) }.map { ($0.scopes[0], $0.sentence) }
  }
}

extension XeroAccount {
  /// Asks nobody: what the files and the books say.
  public func status(clients: ClientList) throws -> XeroStatus {
    let environment = access.addresses.environmentName
    let books = try books()
    let links = try books.links(in: environment)
    let signIns = try access.store.signedIn()
    let now = world.realNow()
    return XeroStatus(
      environment: environment, signIns: signIns,
      organisations: try books.organisationCopies(in: environment).map { copy in
        XeroStatus.FetchedOrganisation(
          tenant: copy.tenant, name: copy.name, fetchedAt: copy.fetchedAt(.organisation),
          limits: limits(of: copy.tenant, signIns, now))
      },
      links: clients.clients.map { client in
        let link = links.first { $0.client == client.key }
        return (client.key, link?.organisation, link?.contactName)
      }, now: now)
  }

  func limits(of tenant: String, _ signIns: [SignedIn], _ now: Instant) -> CallLimits? {
    let key = (signIns.first { $0.tenants.contains(tenant) } ?? signIns.first)?.key
    guard let key, let limits = access.limits.limits(of: tenant, clientID: key.clientID),
      now - limits.saidAt < 86_400_000
    else { return nil }
    return limits
  }
}
