/// What comes wrapped in an accounting answer, and under which name.
protocol Enveloped: Decodable {
  static var envelopeName: String { get }
}

extension Organisation: Enveloped { static let envelopeName = "Organisations" }
extension Action: Enveloped { static let envelopeName = "Actions" }
extension Contact: Enveloped { static let envelopeName = "Contacts" }
extension Account: Enveloped { static let envelopeName = "Accounts" }
extension TaxRate: Enveloped { static let envelopeName = "TaxRates" }
extension Item: Enveloped { static let envelopeName = "Items" }
extension TrackingCategory: Enveloped { static let envelopeName = "TrackingCategories" }
extension BrandingTheme: Enveloped { static let envelopeName = "BrandingThemes" }
extension SubscribedCurrency: Enveloped { static let envelopeName = "Currencies" }
extension RepeatingInvoice: Enveloped { static let envelopeName = "RepeatingInvoices" }
extension Invoice: Enveloped { static let envelopeName = "Invoices" }

/// What Xero wraps every accounting answer in: `{"Id":…,"Status":"OK",…,"Invoices":[…]}`.
struct Envelope<Element: Enveloped>: Decodable {
  var elements: [Element]
  /// Only where a page was asked for.
  var pagination: Pagination?

  struct Pagination: Decodable {
    var page: Int
    var pageCount: Int
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    elements = try values.decode([Element].self, forKey: Key(Element.envelopeName))
    pagination = try values.decodeIfPresent(Pagination.self, forKey: Key("pagination"))
  }
}
