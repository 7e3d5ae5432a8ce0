import Billing
import Foundation

/// A contact to be made: the one other thing than a draft that Daybook can make at Xero, and only
/// where a person asks for it.
public struct NewContact: Hashable, Sendable {
  public let name: String
  /// The client's key: Xero's ContactNumber is for ids of other programs, and is not shown there.
  public let number: String
  public let currency: Currency
  let bytes: Data

  /// - Throws: `.badSettings` for what breaks one of Xero's limits ("Contacts",
  ///   developer.xero.com).
  public init(name: String, number: String, currency: Currency) throws(XeroError) {
    guard (1...255).contains(name.unicodeScalars.count), name.contains(where: { !$0.isWhitespace })
    else {
      throw XeroError(.badSettings, "A contact's name has 1 to 255 characters at Xero.")
    }
    guard (1...50).contains(number.unicodeScalars.count) else {
      throw XeroError(
        .badSettings,
        "The client's key \"\(number.prefix(60))\" would be the contact's number, which has at most "
          + "50 characters at Xero.")
    }
    self.name = name
    self.number = number
    self.currency = currency
    bytes =
      CanonicalJSON.object([
        "Contacts": .array([
          .object([
            "ContactNumber": .string(number), "DefaultCurrency": .string(currency.code),
            "Name": .string(name),
          ])
        ])
      ]).bytes
  }
}

extension XeroClient {
  /// Makes a contact, once: it is looked for before, and after an answer that was lost.
  ///
  /// - Throws: `.refused` where one of that name or number is there already, or Xero says no.
  public func createContact(
    tenant: String, _ new: NewContact, key: IdempotencyKey
  ) async throws(XeroError) -> Contact {
    if let found = try await find(new, tenant: tenant) {
      throw XeroError(
        .refused([]),
        found.isActive
          ? "Xero has a contact \"\(found.name)\" already. Run \"daybook xero sync\" and link that "
            + "one."
          : "Xero has a contact \"\(found.name)\", which is archived. Restore it there, run "
            + "\"daybook xero sync\" and link that one.")
    }
    let request = XeroRequest.createContact(tenant: tenant, new, key: key)
    let answer: HTTPAnswer
    do {
      answer = try await write(request)
    } catch let error as XeroError {
      throw error
    } catch {
      let failure = error as? TransportFailure ?? .lost("the exchange broke off")
      guard case .lost = failure, let made = try await find(new, tenant: tenant) else {
        throw unreachable(addresses.api, failure)
      }
      return made
    }
    guard answer.status == 200, answer.isJSON else {
      if answer.status >= 500, let made = try await find(new, tenant: tenant) { return made }
      throw failure(answer)
    }
    guard
      let envelope = try? JSONDecoder().decode(Envelope<Contact>.self, from: answer.body),
      let made = envelope.elements.first, made.id != Invoice.noID
    else {
      guard let made = try await find(new, tenant: tenant) else { throw unexpected(answer) }
      return made
    }
    return made
  }

  /// Names are unique there, and numbers ours. Filters have been ignored by Xero before, so what
  /// comes is looked at.
  private func find(_ new: NewContact, tenant: String) async throws(XeroError) -> Contact? {
    let found = try await contacts(tenant: tenant, named: new.name, orNumbered: new.number)
    return found.first { $0.number?.lowercased() == new.number.lowercased() }
      ?? found.first { $0.name.lowercased() == new.name.lowercased() }
  }
}
