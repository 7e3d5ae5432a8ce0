struct Contact: Codable, Equatable, Sendable {
  var id: String
  var name: String
  var number: String?
  var accountNumber: String?
  var email: String?
  var firstName: String?
  var lastName: String?
  var currency: String?
  var status = Status.active
  var mergedInto: String?
  var isCustomer = false
  var salesTerms: PaymentTerm?
  var salesAccount: String?
  var receivableTax: String?
  var updated: Milliseconds = 0

  enum Status: String, Codable, Sendable {
    case active = "ACTIVE"
    case archived = "ARCHIVED"
  }

  /// Names are unique among active contacts, whatever their case.
  func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
