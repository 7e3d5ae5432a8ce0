/// An invoice as a client wrote it: every field may be absent.
struct InvoiceInput: Equatable, Sendable {
  var id: String?
  var type: Invoice.Kind?
  var number: String?
  var reference: String?
  var contact: ContactInput?
  var date: CivilDate?
  var dueDate: CivilDate?
  var amounts: Invoice.LineAmounts?
  var lines: [LineInput]?
  var status: Invoice.Status?
  var currency: String?
  var url: String?
  var brandingThemeID: String?
  var sentToContact: Bool?
  /// SubTotal, TotalTax, Total, where sent.
  var subtotal: Number?
  var totalTax: Number?
  var total: Number?

  struct ContactInput: Equatable, Sendable {
    var id: String?
    var name: String?
    var number: String?
    var email: String?
    /// How many fields came besides ContactID: each of them changes the contact.
    var extraFields: [String]
  }

  struct LineInput: Equatable, Sendable {
    var id: String?
    var description: String?
    var quantity: Number?
    var unitAmount: Number?
    var amount: Number?
    var taxAmount: Number?
    var discountRate: Number?
    var itemCode: String?
    var accountCode: String?
    var accountID: String?
    var taxType: String?
    var tracking: [TrackingInput] = []
  }

  struct TrackingInput: Equatable, Sendable {
    var categoryID: String?
    var optionID: String?
    var name: String?
    var option: String?
  }
}

extension InvoiceInput {
  /// The elements of a request: under `Invoices`, or a bare object as clients of old sent it.
  ///
  /// - Parameter anyCase: takes words of an enumeration in any case.
  static func list(_ body: JSON, anyCase: Bool = false) throws(Refusal) -> [InvoiceInput] {
    try Fields.elements(of: body, "Invoice") { item, path throws(Refusal) in
      try InvoiceInput(item, at: path, anyCase)
    }
  }

  private init(_ body: JSON, at path: String, _ anyCase: Bool) throws(Refusal) {
    let fields = try Fields(body, at: path)
    id = try fields.guid("InvoiceID")
    type = try fields.choice("Type", "InvoiceType", anyCase: anyCase)
    number = try fields.text("InvoiceNumber")
    reference = try fields.text("Reference")
    date = try fields.date("Date")
    dueDate = try fields.date("DueDate")
    amounts = try fields.choice("LineAmountTypes", "LineAmountType", anyCase: anyCase)
    status = try fields.choice("Status", "InvoiceStatus", anyCase: anyCase)
    currency = try fields.text("CurrencyCode")
    url = try fields.text("Url")
    brandingThemeID = try fields.guid("BrandingThemeID")
    sentToContact = try fields.flag("SentToContact")
    subtotal = try fields.number("SubTotal")
    totalTax = try fields.number("TotalTax")
    total = try fields.number("Total")
    if let contact = body["Contact"], !contact.isNull {
      self.contact = try ContactInput(contact, at: fields.path("Contact"))
    }
    if let list = body["LineItems"], !list.isNull {
      guard let items = list.items else { throw fields.wrong("LineItems", "LineItem[]") }
      var lines: [LineInput] = []
      for (index, item) in items.enumerated() {
        lines.append(try LineInput(item, at: fields.path("LineItems[\(index)]")))
      }
      self.lines = lines
    }
  }
}

extension InvoiceInput.ContactInput {
  fileprivate init(_ body: JSON, at path: String) throws(Refusal) {
    let fields = try Fields(body, at: path)
    id = try fields.guid("ContactID")
    name = try fields.text("Name")
    number = try fields.text("ContactNumber")
    email = try fields.text("EmailAddress")
    extraFields = (body.members ?? []).map(\.key).filter { $0.lowercased() != "contactid" }
  }
}

extension InvoiceInput.LineInput {
  fileprivate init(_ body: JSON, at path: String) throws(Refusal) {
    let fields = try Fields(body, at: path)
    id = try fields.guid("LineItemID")
    description = try fields.text("Description")
    quantity = try fields.number("Quantity")
    unitAmount = try fields.number("UnitAmount")
    amount = try fields.number("LineAmount")
    taxAmount = try fields.number("TaxAmount")
    discountRate = try fields.number("DiscountRate")
    itemCode = try fields.text("ItemCode")
    accountCode = try fields.text("AccountCode")
    accountID = try fields.guid("AccountID")
    taxType = try fields.text("TaxType")
    for (index, item) in (body["Tracking"]?.items ?? []).enumerated() {
      let tracking = try Fields(item, at: fields.path("Tracking[\(index)]"))
      self.tracking.append(
        .init(
          categoryID: try tracking.guid("TrackingCategoryID"),
          optionID: try tracking.guid("TrackingOptionID"), name: try tracking.text("Name"),
          option: try tracking.text("Option")))
    }
  }
}

/// One object of a body; its readers refuse a wrong type in Xero's words.
struct Fields {
  private let body: JSON
  private let at: String

  init(_ body: JSON, at path: String) throws(Refusal) {
    self.body = body
    at = path
    guard body.members != nil else {
      throw .body("Error converting value to type 'Xero.API.Library.Object'. Path '\(path)'.")
    }
  }

  /// The elements of a request: in a list under the plural of `name`, or a bare object.
  ///
  /// - Parameter read: an element, and where it stands.
  static func elements<Element>(
    of body: JSON, _ name: String, _ read: (JSON, String) throws(Refusal) -> Element
  ) throws(Refusal) -> [Element] {
    guard body.members != nil else {
      throw .body("JSON for post data was invalid, an object was expected.")
    }
    let plural = name + "s"
    guard let list = body[plural] else { return [try read(body, "")] }
    guard let items = list.items else {
      throw .body("Error converting value to type 'Xero.API.Library.\(name)[]'. Path '\(plural)'.")
    }
    var elements: [Element] = []
    for (index, item) in items.enumerated() {
      elements.append(try read(item, "\(plural)[\(index)]"))
    }
    return elements
  }

  func path(_ name: String) -> String { at.isEmpty ? name : at + "." + name }

  func wrong(_ name: String, _ type: String) -> Refusal {
    let value = body[name]?.written(.compact) ?? "null"
    return .body(
      "Error converting value \(value) to type 'Xero.API.Library..\(type)'. Path '\(path(name))'.")
  }

  /// nil where the field is absent or null.
  private func value<Value>(
    _ name: String, _ type: String, _ read: (JSON) -> Value?
  ) throws(Refusal) -> Value? {
    guard let value = body[name], !value.isNull else { return nil }
    guard let read = read(value) else { throw wrong(name, type) }
    return read
  }

  func text(_ name: String) throws(Refusal) -> String? {
    try value(name, "String") { $0.text }
  }

  func flag(_ name: String) throws(Refusal) -> Bool? {
    try value(name, "Boolean") { $0.flag }
  }

  /// A number; its text form in quotes is taken too, as the real server's decoder does.
  func number(_ name: String) throws(Refusal) -> Number? {
    try value(name, "Decimal") { $0.number ?? $0.text.flatMap { Number($0) } }
  }

  func guid(_ name: String) throws(Refusal) -> String? {
    try value(name, "Guid") { $0.text.flatMap(xero_sandbox.guid) }
  }

  func date(_ name: String) throws(Refusal) -> CivilDate? {
    try value(name, "DateTime") { $0.text.flatMap(CivilDate.init(text:)) }
  }

  /// One of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: String, anyCase: Bool
  ) throws(Refusal) -> Choice? {
    try value(name, type) { value in
      guard anyCase, let word = value.text?.lowercased() else {
        return value.text.flatMap(Choice.init(rawValue:))
      }
      return Choice.allCases.first { $0.rawValue.lowercased() == word }
    }
  }
}
