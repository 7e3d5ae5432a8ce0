import Activity
import Billing
import Books
import Xero

/// A contact that a person may have made for a client.
public struct ContactPlan: Sendable {
  public var client: Client
  public var organisation: OrganisationCopy
  public var contact: NewContact
}

extension Home {
  /// - Parameters:
  ///   - name: of the contact; the client's without.
  ///   - organisation: a name or tenant id; may be left out where one alone is fetched.
  public func contactPlan(
    _ key: String, named name: String?, organisation: String?
  ) throws -> ContactPlan {
    let client = try knownClient(key)
    try refuseWhilePushing(key, books())
    let copy = try fetchedOrganisation(organisation)
    return ContactPlan(
      client: client, organisation: copy,
      contact: try NewContact(
        name: name ?? client.name, number: client.key, currency: client.currency))
  }

  /// Makes the contact at Xero.
  ///
  /// - Returns: its id, by which it can be linked.
  public func createContact(_ plan: ContactPlan) async throws -> String {
    let account = try XeroAccount(world)
    let tenant = plan.organisation.tenant
    let client = try account.access.client(reaching: tenant)
    let granted = try account.access.signedIn().first { $0.key == client.key }?.scopes ?? []
    guard Scopes.Need.makeContacts.isMet(by: granted) else {
      throw Refusal(
        .network,
        "This sign-in may not make contacts. Run \"daybook xero login --add-scopes "
          + "accounting.contacts\" first.")
    }
    let made = try await client.createContact(
      tenant: tenant, plan.contact, key: IdempotencyKey(randomBytes: world.randomBytes(16)))
    let books = try books()
    let environment = account.access.addresses.environmentName
    guard var copy = try books.organisationCopy(tenant, in: environment) else { return made.id }
    copy.contacts.removeAll { $0.id == made.id.lowercased() }
    copy.contacts.append(OrganisationCopy.Contact(made))
    try books.save(copy, in: environment, fetchedAt: world.realNow())
    return made.id
  }
}
