import Activity
import Billing
import Books
import Xero

/// A client that a person may link, and whom it could be.
public struct LinkChoice: Sendable {
  public var client: Client
  public var organisation: OrganisationCopy
  public var proposals: [ContactProposal]
}

extension Home {
  /// Whom a client could be in a fetched organisation.
  ///
  /// - Parameter organisation: a name or tenant id; may be left out where one alone is fetched.
  public func linkChoice(_ key: String, organisation: String?) throws -> LinkChoice {
    let client = try knownClient(key)
    let copy = try fetchedOrganisation(organisation)
    return LinkChoice(
      client: client, organisation: copy, proposals: copy.proposals(for: client))
  }

  /// The fetched organisations, for a person to choose from.
  public func fetchedOrganisations() throws -> [OrganisationCopy] {
    try books().organisationCopies(
      in: Addresses(environment: world.environment).environmentName)
  }

  /// Links a client to a contact of a fetched organisation. Requests carry the ids alone; the names
  /// are kept to notice when they change.
  ///
  /// - Parameters:
  ///   - organisation: a name or tenant id; may be left out where one alone is fetched.
  ///   - contact: a name or ContactID; without one the likely contacts are told (4).
  public func link(
    _ key: String, organisation: String?, contact: String?, dryRun: Bool
  ) throws -> ClientLink {
    let client = try knownClient(key)
    let books = try books()
    try refuseWhilePushing(key, books)
    let copy = try fetchedOrganisation(organisation)
    let found = try self.contact(contact, of: client, in: copy)
    let link = ClientLink(
      client: key, clientName: client.name,
      environment: try Addresses(environment: world.environment).environmentName,
      tenant: copy.tenant, organisation: copy.name, contact: found.id, contactName: found.name,
      linkedAt: world.now(), isOrganisationNamed: organisation != nil)
    try books.change(
      reason("xero link", why: "\(key) to \(found.name), \(copy.name)"), dryRun: dryRun
    ) { try $0.put(link) }
    return link
  }

  /// Other clients that are linked to the same contact: their work comes to the same reader.
  public func clients(sharing link: ClientLink) throws -> [String] {
    try books().links(in: link.environment).filter {
      ($0.tenant, $0.contact) == (link.tenant, link.contact) && $0.client != link.client
    }.map(\.client)
  }

  func knownClient(_ key: String) throws -> Client {
    guard let client = settings.clients.client(key) else {
      throw Refusal(
        .noMatch,
        "No client \"\(key)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    return client
  }

  /// A draft that may be on its way must be settled with the contact it was made for.
  func refuseWhilePushing(_ key: String, _ books: Books) throws {
    guard let open = try books.openPushes().first(where: { $0.draft.client == key }) else { return }
    let environment = try Addresses(environment: world.environment).environmentName
    guard open.environment == environment else {
      throw Refusal(.locked, PushElsewhere(open).sentence)
    }
    throw Refusal(
      .locked,
      "A push for \(key) is not settled yet. Run \"daybook invoice push\" first, which settles it.")
  }

  func fetchedOrganisation(_ name: String?) throws -> OrganisationCopy {
    let copies = try fetchedOrganisations()
    guard !copies.isEmpty else {
      throw Refusal(
        .usage, "No organisation is fetched yet. Run \"daybook xero login\" and \"xero sync\".")
    }
    let names = copies.map { "\($0.name) (\($0.tenant))" }.joined(separator: ", ")
    guard let name else {
      guard copies.count == 1 else {
        throw Refusal(
          .confirmationNeeded, "Say which organisation with --organisation: \(names).")
      }
      return copies[0]
    }
    let found = copies.filter {
      $0.tenant == name.lowercased() || $0.name.lowercased() == name.lowercased()
    }
    switch found.count {
    case 1: return found[0]
    case 0: throw Refusal(.noMatch, "No organisation \"\(name)\". There is \(names).")
    default: throw Refusal(.noMatch, "\"\(name)\" is the name of several: \(names). Give an id.")
    }
  }

  private func contact(
    _ name: String?, of client: Client, in copy: OrganisationCopy
  ) throws -> OrganisationCopy.Contact {
    let likely = copy.proposals(for: client).map(\.contact)
    func told(_ contacts: [OrganisationCopy.Contact]) -> String {
      let some = contacts.isEmpty ? copy.contacts.filter(\.isActive) : contacts
      return some.prefix(10).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    }
    guard let name else {
      throw Refusal(
        .confirmationNeeded,
        "Say which contact \(client.key) is, with --contact. It could be: \(told(likely)).")
    }
    let folded = name.lowercased()
    let exact = copy.contacts.filter { $0.id == folded || $0.name.lowercased() == folded }
    // An archived contact can't be billed; it is told, never taken.
    let active = exact.filter(\.isActive)
    if active.count == 1 { return active[0] }
    if active.isEmpty, let closed = exact.first {
      throw Refusal(
        .usage,
        closed.mergedInto.flatMap { copy.contact($0) }.map {
          "\(closed.name) was merged into \($0.name) in \(copy.name): choose that one."
        }
          ?? "\(closed.name) is archived in \(copy.name). Restore it in Xero and run \"daybook xero "
          + "sync\", or choose another contact.")
    }
    throw Refusal(
      .noMatch,
      "\(copy.name) has \(active.isEmpty ? "no" : "several") contact \"\(name)\". Choose one of: "
        + "\(told(active.isEmpty ? likely : active))."
        + (active.isEmpty ? " Or make it, with --create-contact." : ""))
  }
}
