import Foundation

/// A line in an invoice's history in Xero, which nobody can delete there.
public struct HistoryNote: Hashable, Sendable {
  let bytes: Data

  /// - Parameter text: cut at 250 characters, the shortest limit that Xero's pages name.
  public init(_ text: String) {
    bytes =
      CanonicalJSON.object([
        "HistoryRecords": .array([.object(["Details": .string(String(text.prefix(250)))])])
      ]).bytes
  }
}

/// A file that hangs on an invoice in Xero.
public struct Attachment: Hashable, Sendable {
  /// Letters, digits, `.`, `_` and `-`.
  public let name: String
  public let mediaType: String
  let bytes: Data
  /// Whether the customer sees it with the online invoice.
  public let isForCustomer: Bool

  /// Xero's pages name 10 MB and 25 MB; the smaller one is safe.
  public static let largest = 10_000_000

  /// - Throws: `.badSettings` for a name or size that Xero would refuse.
  public init(
    name: String, mediaType: String, bytes: Data, isForCustomer: Bool
  ) throws(XeroError) {
    let isPlain = name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || [45, 46, 95].contains($0)
    }
    guard isPlain, (1...100).contains(name.utf8.count), !name.hasPrefix(".") else {
      throw XeroError(.badSettings, "\"\(name.prefix(60))\" is no name for an attachment in Xero.")
    }
    guard (1...Attachment.largest).contains(bytes.count) else {
      throw XeroError(
        .badSettings,
        "\(name) has \(bytes.count) bytes; Xero takes 1 to \(Attachment.largest) of an attachment.")
    }
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
    self.isForCustomer = isForCustomer
  }
}

extension XeroClient {
  public func addNote(
    _ note: HistoryNote, to invoice: String, tenant: String, key: IdempotencyKey
  ) async throws(XeroError) {
    _ = try await carryOut(.addNote(tenant: tenant, invoice: invoice, note, key: key))
  }

  public func attach(
    _ file: Attachment, to invoice: String, tenant: String, key: IdempotencyKey
  ) async throws(XeroError) {
    _ = try await carryOut(.attach(tenant: tenant, invoice: invoice, file, key: key))
  }

  /// The names of what hangs on an invoice.
  public func attachments(of invoice: String, tenant: String) async throws(XeroError) -> [String] {
    let answer = try await read(.attachments(tenant: tenant, invoice: invoice))
    return try elements(ListedAttachment.self, answer).elements.map(\.name)
  }

  /// Once more with a new token where the old one had expired: such a request was not carried out.
  func carryOut(_ request: XeroRequest) async throws(XeroError) -> HTTPAnswer {
    var answer = try await send(request, life: XeroClient.writeLife, refused: nil)
    if answer.body.status == 401, case .tokenExpired = ErrorBody(answer.body) {
      answer = try await send(request, life: XeroClient.writeLife, refused: answer.token)
    }
    guard answer.body.status == 200, answer.body.isJSON else { throw failure(answer.body) }
    return answer.body
  }
}

/// As Xero lists it.
struct ListedAttachment: Enveloped {
  static let envelopeName = "Attachments"
  var name: String

  private enum CodingKeys: String, CodingKey { case name = "FileName" }
}
