/// `/Invoices/{id}/Attachments`.
extension Ledger {
  static let mostAttachments = 10
  static let refusedNameCharacters = "<>:\"/\\|?*+"

  func attachments(of invoice: Invoice, _ call: Call, _ mint: inout Mint) -> Reply {
    call.envelope(
      "Attachments",
      .array((invoice.attachments ?? []).map { json($0, of: invoice, tellsOnline: true) }),
      mint: &mint)
  }

  /// POST under a name that is there replaces; PUT under it is refused here, so that a client which
  /// uses a name twice shows.
  mutating func attach(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    let (name, body) = (call.path[3], call.request.body)
    guard let index = organisation.index(call.path[1]) else { throw .notFound }
    guard !name.isEmpty, !name.contains(where: { Ledger.refusedNameCharacters.contains($0) })
    else { throw .validation("The file name \(name) has characters that are not allowed.") }
    guard !body.isEmpty else { throw .validation("The attachment is empty.") }
    let limit = switches.attachmentLimit
    guard body.count <= limit else {
      throw .validation("The attachment is larger than \(limit) bytes.")
    }
    var files = organisation.invoices[index].attachments ?? []
    let place = files.firstIndex { $0.name.lowercased() == name.lowercased() }
    if place == nil, files.count >= Ledger.mostAttachments {
      throw .validation("The document has \(Ledger.mostAttachments) attachments already.")
    }
    if place != nil, call.request.method == "PUT" {
      throw .validation("An attachment of the name \(name) exists already.")
    }
    let file = Invoice.Attachment(
      id: place.map { files[$0].id } ?? mint.guid(), name: name,
      mediaType: call.request.header("Content-Type") ?? "application/octet-stream", bytes: body,
      isForCustomer: call.request.flag("IncludeOnline") ?? false)
    if let place { files[place] = file } else { files.append(file) }
    var changed = organisation
    changed.invoices[index].attachments = files
    self[tenant: call.tenant] = changed
    return call.envelope(
      "Attachments", [json(file, of: changed.invoices[index], tellsOnline: false)], mint: &mint)
  }

  /// The answer to a PUT lacks IncludeOnline, as the real one does.
  private func json(
    _ file: Invoice.Attachment, of invoice: Invoice, tellsOnline: Bool
  ) -> JSON {
    let url = "https://api.xero.com/api.xro/2.0/Invoices/\(invoice.id)/Attachments/\(file.name)"
    var members: [JSON.Member] = [
      .init(key: "AttachmentID", value: .string(file.id)),
      .init(key: "FileName", value: .string(file.name)), .init(key: "Url", value: .string(url)),
      .init(key: "MimeType", value: .string(file.mediaType)),
      .init(key: "ContentLength", value: .int(file.bytes.count)),
    ]
    if tellsOnline {
      members.append(.init(key: "IncludeOnline", value: .bool(file.isForCustomer)))
    }
    return .object(members)
  }
}
