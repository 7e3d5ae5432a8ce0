import Books

extension Home {
  /// Where a person sees an invoice in Xero.
  ///
  /// - Throws: `Refusal` (2) where the organisation was never fetched here.
  public func address(ofInvoice name: String) throws -> String {
    let (invoice, push) = try invoice(name)
    guard let code = try books().organisationCopy(push.tenant, in: push.environment)?.shortCode,
      !code.isEmpty,
      code.utf8.allSatisfy({
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 33
      })
    else {
      throw Refusal(
        .usage,
        "\(push.organisation) is not fetched, so its address is not known. Run \"daybook xero "
          + "sync\" first.")
    }
    return "https://go.xero.com/app/\(code)/invoicing/view/\(invoice.id.text)"
  }
}
