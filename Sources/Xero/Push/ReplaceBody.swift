import Foundation

/// The exact bytes that give a DRAFT other lines: its own id, every line's id, and nothing that a
/// new draft would not say.
public struct ReplaceBody: Hashable, Sendable {
  let invoice: String
  let bytes: Data

  /// - Parameter lines: the ids of the draft's lines in Xero, in their order; a line that has one
  ///   stays itself there.
  /// - Throws: `.badSettings` where an id is none.
  public init(_ body: DraftBody, of invoice: String, lines: [String]) throws(XeroError) {
    guard isGUID(invoice), invoice != Invoice.noID, lines.allSatisfy(isGUID) else {
      throw XeroError(.badSettings, "\"\(invoice.prefix(60))\" is no invoice's id.")
    }
    self.invoice = invoice
    bytes = body.document.json(replacing: invoice, lines: lines).bytes
  }
}

extension XeroClient {
  /// Gives a draft other lines.
  ///
  /// - Throws: `.refused` where Xero keeps it as it is; anything else leaves open what it did.
  public func replaceDraft(
    _ body: ReplaceBody, tenant: String, key: IdempotencyKey
  ) async throws(XeroError) -> Invoice {
    let answer = try await carryOut(.replaceDraft(tenant: tenant, body, key: key))
    guard let invoice = try elements(Invoice.self, answer).elements.first else {
      throw unexpected(answer)
    }
    let errors = invoice.validationErrors + invoice.lines.flatMap(\.validationErrors)
    guard errors.isEmpty, !invoice.hasErrors, invoice.statusAttribute != "ERROR" else {
      throw XeroError(.refused(errors), "Xero refused: \(errors.joined(separator: "; ")).")
    }
    return invoice
  }
}
