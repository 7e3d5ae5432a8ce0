import Activity
import Books
import Xero

extension Home {
  /// Links a client to a contact of a fetched organisation. Only ids are kept.
  ///
  /// - Parameters:
  ///   - organisation: a name or tenant id; may be left out where one alone is fetched.
  ///   - contact: a name or ContactID; without one the likely contacts are told (4).
  public func link(
    _ key: String, organisation: String?, contact: String?, dryRun: Bool
  ) throws -> ClientLink {
    guard let client = settings.clients.client(key) else {
      throw Refusal(
        .noMatch,
        "No client \"\(key)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    let environment = try Addresses(environment: world.environment).environmentName
    let books = try books()
    try refuseWhilePushing(key, books)
    let copy = try fetchedOrganisation(organisation, in: environment, books)
    let found = try self.contact(
      contact ?? client.name, named: contact != nil, of: client.key, in: copy)
    let link = ClientLink(
      client: key, clientName: client.name, environment: environment, tenant: copy.tenant,
      organisation: copy.name, contact: found.id, contactName: found.name,
      linkedAt: world.now())
    try books.change(
      reason("xero link", why: "\(key) to \(found.name), \(copy.name)"), dryRun: dryRun
    ) { try $0.put(link) }
    return link
  }

  /// A draft that may be on its way must be settled with the contact it was made for.
  private func refuseWhilePushing(_ key: String, _ books: Books) throws {
    guard try books.openPushes().contains(where: { $0.draft.client == key }) else { return }
    throw Refusal(
      .locked,
      "A push for \(key) is not settled yet. Run \"daybook invoice push\" first, which settles it.")
  }

  private func fetchedOrganisation(
    _ name: String?, in environment: String, _ books: Books
  ) throws -> OrganisationCopy {
    let copies = try books.organisationCopies(in: environment)
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
    _ name: String, named: Bool, of client: String, in copy: OrganisationCopy
  ) throws -> OrganisationCopy.Contact {
    let folded = name.lowercased()
    let exact = copy.contacts.filter { $0.id == folded || $0.name.lowercased() == folded }
    // An archived contact can't be billed; it is told, never taken.
    let active = exact.filter(\.isActive)
    if named, active.count == 1 { return active[0] }
    if named, active.isEmpty, let archived = exact.first {
      throw Refusal(
        .usage,
        "\(archived.name) is archived in \(copy.name). Restore it in Xero and run \"daybook xero "
          + "sync\", or choose another contact.")
    }
    let words = folded.split(separator: " ").filter { $0.count > 2 }
    let likely = copy.contacts.filter { contact in
      contact.isActive && words.contains { contact.name.lowercased().contains($0) }
    }
    let told = (named && active.count > 1 ? active : likely.isEmpty ? copy.contacts : likely)
      .prefix(10).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    throw Refusal(
      named ? .noMatch : .confirmationNeeded,
      named
        ? "\(copy.name) has \(active.isEmpty ? "no" : "several") contact \"\(name)\". Choose one of: \(told)."
        : "Say which contact \(client) is, with --contact. It could be: \(told).")
  }
}
