/// A payment as a client wrote it.
struct PaymentInput: Equatable, Sendable {
  /// The invoice's id or number.
  var invoice: String?
  var accountID: String?
  var accountCode: String?
  var date: CivilDate?
  var amount: Number?
  var reference: String?

  /// The elements of a request: under `Payments`, or a bare object.
  static func list(_ body: JSON) throws(Refusal) -> [PaymentInput] {
    try Fields.elements(of: body, "Payment") { item, path throws(Refusal) in
      try PaymentInput(item, at: path)
    }
  }

  private init(_ body: JSON, at path: String) throws(Refusal) {
    let fields = try Fields(body, at: path)
    date = try fields.date("Date")
    amount = try fields.number("Amount")
    reference = try fields.text("Reference")
    invoice = try fields.text("InvoiceNumber")
    if let named = body["Invoice"], !named.isNull {
      let inner = try Fields(named, at: fields.path("Invoice"))
      let number = try inner.text("InvoiceNumber")
      invoice = try inner.guid("InvoiceID") ?? number ?? invoice
    }
    accountCode = try fields.text("Code")
    if let named = body["Account"], !named.isNull {
      let inner = try Fields(named, at: fields.path("Account"))
      accountID = try inner.guid("AccountID")
      accountCode = try inner.text("Code") ?? accountCode
    }
  }
}

/// How a payment is told.
struct PaymentView {
  var organisation: Organisation
  /// `summarizeErrors=false` was said, so each element tells how it fared.
  var tellsStatus = false

  func json(
    _ payment: Invoice.Payment, of invoice: Invoice?, errors: [String] = []
  ) -> JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    // The all-zero id says that nothing was made.
    add("PaymentID", .string(errors.isEmpty ? payment.id : emptyGUID))
    add("Date", payment.date.wire)
    add("BankAmount", .money(payment.amount))
    add("Amount", .money(payment.amount))
    add("Reference", .string(payment.reference ?? ""))
    add("CurrencyRate", .number("1.0000000000"))
    add("PaymentType", invoice?.type == .payable ? "ACCPAYPAYMENT" : "ACCRECPAYMENT")
    add("Status", "AUTHORISED")
    if let made = payment.made {
      add("UpdatedDateUTC", made.wireWithOffset)
      add("UpdatedDateUTCString", .string(made.utcText + "Z"))
    }
    let account = payment.accountCode.flatMap { organisation.account(code: $0) }
    add("HasAccount", .bool(account != nil))
    add("IsReconciled", false)
    if let account {
      add(
        "Account",
        [
          "AccountID": .string(account.id), "Code": .string(account.code),
          "Name": .string(account.name),
        ])
    }
    if let invoice {
      add("Invoice", InvoiceView(depth: .full, unitPlaces: 2).json(invoice, in: organisation))
    }
    if tellsStatus { add("StatusAttributeString", errors.isEmpty ? "OK" : "ERROR") }
    add("HasValidationErrors", .bool(!errors.isEmpty))
    if !errors.isEmpty {
      add("ValidationErrors", .array(errors.map { ["Message": .string($0)] }))
    }
    return .object(members)
  }
}
