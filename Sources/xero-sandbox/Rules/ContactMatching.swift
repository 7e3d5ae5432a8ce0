extension Organisation {
  /// The contact that a document's `Contact` means.
  ///
  /// As at Xero it may have side effects, so that a careless client's mistake shows: fields
  /// beside the id change the contact, and an unknown name makes a new one.
  ///
  /// - Returns: the contact's id; nil with a message where there is none to be had.
  mutating func contact(
    for input: InvoiceInput.ContactInput?, _ now: Milliseconds, _ messages: inout [String],
    _ mint: inout Mint
  ) -> String? {
    guard let input, input.id != nil || input.name?.isEmpty == false else {
      messages.append("A Contact must be specified for this type of transaction")
      return nil
    }
    if let id = input.id {
      guard let index = contacts.firstIndex(where: { $0.id == id }) else {
        // Another organisation's contact ends here. The real wording is not recorded.
        messages.append("The contact with ContactID \(id) could not be found.")
        return nil
      }
      guard contacts[index].status == .active else {
        messages.append(
          "The contact with the specified contact details has been archived. The contact must be "
            + "un-archived before creating new invoices or credit notes")
        return nil
      }
      change(index, to: input, now, &messages)
      return id
    }
    let name = input.name ?? ""
    if let index = contacts.firstIndex(where: { $0.isNamed(name) && $0.status == .active }) {
      change(index, to: input, now, &messages)
      return contacts[index].id
    }
    guard !contacts.contains(where: { $0.isNamed(name) }) else {
      messages.append(
        "The specified contact details matched an archived contact. Archived contacts cannot "
          + "currently be edited via the API.")
      return nil
    }
    let made = Contact(
      id: mint.guid(), name: name, number: input.number, email: input.email, updated: now)
    contacts.append(made)
    return made.id
  }

  private mutating func change(
    _ index: Int, to input: InvoiceInput.ContactInput, _ now: Milliseconds,
    _ messages: inout [String]
  ) {
    guard !input.extraFields.isEmpty else { return }
    if let name = input.name, name != contacts[index].name {
      let taken = contacts.indices.contains {
        $0 != index && contacts[$0].isNamed(name) && contacts[$0].status == .active
      }
      guard !taken else {
        messages.append(
          "The contact name \(name) is already assigned to another contact. The contact name "
            + "must be unique across all active contacts.")
        return
      }
      contacts[index].name = name
    }
    contacts[index].number = input.number ?? contacts[index].number
    contacts[index].email = input.email ?? contacts[index].email
    contacts[index].updated = now
  }
}
