/// A contact as a client wrote it: every field may be absent.
struct ContactInput: Equatable, Sendable {
  var id: String?
  var name: String?
  var number: String?
  var accountNumber: String?
  var email: String?
  var firstName: String?
  var lastName: String?
  var currency: String?

  /// The elements of a request: under `Contacts`, or a bare object.
  static func list(_ body: JSON) throws(Refusal) -> [ContactInput] {
    try Fields.elements(of: body, "Contact") { item, path throws(Refusal) in
      try ContactInput(item, at: path)
    }
  }

  private init(_ body: JSON, at path: String) throws(Refusal) {
    let fields = try Fields(body, at: path)
    id = try fields.guid("ContactID")
    name = try fields.text("Name")
    number = try fields.text("ContactNumber")
    accountNumber = try fields.text("AccountNumber")
    email = try fields.text("EmailAddress")
    firstName = try fields.text("FirstName")
    lastName = try fields.text("LastName")
    currency = try fields.text("DefaultCurrency")
  }
}

enum ContactResult: Equatable {
  case saved(Contact)
  case refused([String])
}

extension Organisation {
  /// Creates or changes one contact.
  ///
  /// PUT creates only; POST changes the contact of that id or number, else that name, or makes one.
  mutating func write(
    _ input: ContactInput, createsOnly: Bool, cutsLongText: Bool, now: Milliseconds,
    mint: inout Mint
  ) -> ContactResult {
    var input = input
    var messages = input.limit(cutsLongText)
    if let email = input.email, !email.isEmpty,
      email.wholeMatch(of: /[^@\s]+@[^@\s]+\.[^@\s]+/) == nil
    {
      messages.append("Email address must be valid.")
    }
    if let code = input.currency, !currencies.contains(where: { $0.code == code }) {
      messages.append("Organisation is not subscribed to currency \(code)")
    }
    let index = createsOnly ? nil : existing(input)
    if input.id != nil, !createsOnly, index == nil {
      messages.append("The contact with ContactID \(input.id ?? "") could not be found.")
    }
    if index == nil, input.name?.isEmpty ?? true {
      // The wording is ours: none is recorded.
      messages.append("The Contact Name must be specified.")
    }
    if let index, contacts[index].status == .archived {
      messages.append(
        "The specified contact details matched an archived contact. Archived contacts cannot "
          + "currently be edited via the API.")
    }
    if let name = input.name, let refusal = refusal(of: name, besides: index) {
      messages.append(refusal)
    }
    guard messages.isEmpty else { return .refused(messages) }
    var contact =
      index.map { contacts[$0] } ?? Contact(id: mint.guid(), name: input.name ?? "")
    contact.take(input, now)
    if let index { contacts[index] = contact } else { contacts.append(contact) }
    return .saved(contact)
  }

  private func existing(_ input: ContactInput) -> Int? {
    if let id = input.id { return contacts.firstIndex { $0.id == id } }
    if let number = input.number?.lowercased(), !number.isEmpty,
      let found = contacts.firstIndex(where: { $0.number?.lowercased() == number })
    {
      return found
    }
    return input.name.flatMap { name in contacts.firstIndex { $0.isNamed(name) } }
  }

  private func refusal(of name: String, besides index: Int?) -> String? {
    let others = contacts.indices.filter { $0 != index && contacts[$0].isNamed(name) }
    guard others.contains(where: { contacts[$0].status == .active }) else { return nil }
    return
      "The contact name \(name) is already assigned to another contact. The contact name must be "
      + "unique across all active contacts."
  }
}

extension ContactInput {
  /// Cuts what is too long, or says so. The wording is ours: none is recorded.
  fileprivate mutating func limit(_ cuts: Bool) -> [String] {
    var messages: [String] = []
    func limited(_ text: String?, _ most: Int, _ name: String) -> String? {
      guard let text, text.count > most else { return text }
      if !cuts { messages.append("\(name) must not be more than \(most) characters.") }
      return String(text.prefix(most))
    }
    name = limited(name, 255, "Name")
    number = limited(number, 50, "ContactNumber")
    accountNumber = limited(accountNumber, 50, "AccountNumber")
    email = limited(email, 255, "EmailAddress")
    return messages
  }
}

extension Contact {
  fileprivate mutating func take(_ input: ContactInput, _ now: Milliseconds) {
    name = input.name ?? name
    number = input.number ?? number
    accountNumber = input.accountNumber ?? accountNumber
    email = input.email ?? email
    firstName = input.firstName ?? firstName
    lastName = input.lastName ?? lastName
    currency = input.currency ?? currency
    updated = now
  }
}

extension Ledger {
  /// `PUT` and `POST /Contacts`. As with invoices the real default of `summarizeErrors` is true:
  /// one bad element, and nothing is saved.
  mutating func writeContacts(_ call: Call, _ mint: inout Mint) throws(Refusal) -> Reply {
    var inputs = try ContactInput.list(call.body())
    if call.path.count == 2 {
      guard inputs.count == 1, let id = guid(call.path[1]) else {
        throw .body("One contact was expected.")
      }
      inputs[0].id = id
    }
    guard var organisation = self[tenant: call.tenant] else { throw .notFound }
    let summarizes = call.request.flag("summarizeErrors") ?? true
    let results = inputs.map { input in
      organisation.write(
        input, createsOnly: call.request.method == "PUT", cutsLongText: switches.cutsLongText,
        now: call.now, mint: &mint)
    }
    let elements = zip(inputs, results).map { input, result in
      switch result {
      case .saved(let contact): contact.element(tellsStatus: !summarizes)
      case .refused(let messages): input.refused(messages, tellsStatus: !summarizes)
      }
    }
    let refused = zip(elements, results).filter {
      if case .refused = $0.1 { true } else { false }
    }.map(\.0)
    guard refused.isEmpty || !summarizes else {
      return Refusal.reply(
        10, "ValidationException", "A validation exception occurred", elements: refused)
    }
    self[tenant: call.tenant] = organisation
    return call.envelope("Contacts", .array(elements), mint: &mint)
  }
}

extension Contact {
  fileprivate func element(tellsStatus: Bool) -> JSON {
    guard tellsStatus else { return json }
    return .object(
      (json.members ?? []) + [.init(key: "StatusAttributeString", value: "OK")])
  }
}

extension ContactInput {
  /// An all-zero id: nothing was created (official example).
  fileprivate func refused(_ messages: [String], tellsStatus: Bool) -> JSON {
    var members: [JSON.Member] = [
      .init(key: "ContactID", value: .string(id ?? emptyGUID))
    ]
    for (key, sent) in [("ContactNumber", number), ("AccountNumber", accountNumber)] {
      if let sent { members.append(.init(key: key, value: .string(sent))) }
    }
    members += [
      .init(key: "Name", value: .text(name)),
      .init(key: "EmailAddress", value: .string(email ?? "")),
      .init(key: "HasValidationErrors", value: true),
      .init(
        key: "ValidationErrors",
        value: .array(messages.map { ["Message": .string($0)] })),
    ]
    if tellsStatus { members.append(.init(key: "StatusAttributeString", value: "ERROR")) }
    return .object(members)
  }
}
