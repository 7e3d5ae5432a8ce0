/// Reads one line of a request into a line of the books, or says what is wrong with it.
struct LineRules {
  var organisation: Organisation
  var amounts: Invoice.LineAmounts
  /// 2, or 4 with `unitdp=4`.
  var unitPlaces: Int
  /// Approved documents need what a draft may leave open.
  var isApproved: Bool
  var switches: Ledger.Switches

  /// - Parameter messages: what is wrong, in Xero's words.
  func line(
    _ input: InvoiceInput.LineInput, id: String, messages: inout [String]
  ) -> Invoice.Line {
    var input = input
    fillFromItem(&input, &messages)
    if let text = input.description, text.count > 4000 {
      if !switches.cutsLongText {
        messages.append("Description must not be more than 4000 characters.")
      }
      input.description = String(text.prefix(4000))
    }
    checkSizes(&input, &messages)
    let account = account(of: input, &messages)
    let tax = tax(of: input, account, &messages)
    let amount = amount(of: input, &messages)
    return Invoice.Line(
      id: id, description: input.description, quantity: input.quantity?.rounded(to: 4),
      unitAmount: input.unitAmount?.rounded(to: unitPlaces).rounded(to: 4),
      discountRate: input.discountRate?.rounded(to: 2), itemCode: input.itemCode,
      accountCode: account?.code, taxType: tax?.type, tracking: tracking(of: input, &messages),
      amount: amount,
      tax: Totals.tax(on: amount, rate: tax?.effectiveRate ?? .zero, amounts: amounts))
  }

  private func fillFromItem(_ input: inout InvoiceInput.LineInput, _ messages: inout [String]) {
    guard let code = input.itemCode else { return }
    guard let item = organisation.items.first(where: { $0.code == code }) else {
      messages.append("Item code '\(code)' is not valid")
      return
    }
    input.description = input.description ?? item.description
    input.unitAmount = input.unitAmount ?? item.unitPrice
    if input.accountID == nil { input.accountCode = input.accountCode ?? item.accountCode }
    input.taxType = input.taxType ?? item.taxType
  }

  /// Out of range numbers are refused and taken as zero, so that no sum can overflow.
  private func checkSizes(_ input: inout InvoiceInput.LineInput, _ messages: inout [String]) {
    if let quantity = input.quantity, quantity.isNegative {
      messages.append(
        "The quantity value '\(quantity.text(places: 4))' is invalid. "
          + "Quantity must not be less than zero.")
    }
    let limit = Number(units: 999_999_999_999, places: 2)
    for path in [\InvoiceInput.LineInput.quantity, \.unitAmount, \.amount, \.discountRate] {
      guard let value = input[keyPath: path] else { continue }
      let size = value.isNegative ? Number.zero - value : value
      guard size > limit else { continue }
      messages.append("The value \(value.text(places: 2)) is larger than 9999999999.99")
      input[keyPath: path] = .zero
    }
  }

  private func account(
    of input: InvoiceInput.LineInput, _ messages: inout [String]
  ) -> Account? {
    guard input.accountCode != nil || input.accountID != nil else {
      let needsAccount = isApproved || switches.draftsNeedAccount ?? false
      if needsAccount, input.quantity != nil || input.unitAmount != nil {
        messages.append("Account must be valid")
      }
      return nil
    }
    let code = input.accountCode ?? ""
    let found =
      input.accountID.flatMap { id in organisation.accounts.first { $0.id == id } }
      ?? organisation.account(code: code)
    guard let account = found, account.takesSales else {
      messages.append(
        "Account code '\(found?.code ?? code)' is not a valid code for this document.")
      return nil
    }
    guard account.status == "ACTIVE" else {
      messages.append(
        "Account code '\(account.code)' has been archived, or has been deleted. "
          + "Each line item must reference a valid account.")
      return nil
    }
    return account
  }

  private func tax(
    of input: InvoiceInput.LineInput, _ account: Account?, _ messages: inout [String]
  ) -> TaxRate? {
    if amounts == .noTax { return organisation.taxRate("NONE") }
    guard let type = input.taxType ?? account?.taxType else { return nil }
    guard let rate = organisation.taxRate(type), rate.status == "ACTIVE" else {
      messages.append(
        "The TaxType code '\(type)' does not exist or cannot be used with this type of "
          + "transaction.")
      return nil
    }
    if let account, !fits(rate, account) {
      messages.append(
        "The TaxType code '\(type)' cannot be used with account code '\(account.code)'.")
      return nil
    }
    return rate
  }

  private func fits(_ rate: TaxRate, _ account: Account) -> Bool {
    switch account.group {
    case "REVENUE": rate.appliesToRevenue
    case "EXPENSE": rate.appliesToExpenses
    default: true
    }
  }

  private func amount(
    of input: InvoiceInput.LineInput, _ messages: inout [String]
  ) -> Number {
    guard input.quantity != nil || input.unitAmount != nil else {
      return (input.amount ?? .zero).rounded(to: 2)
    }
    guard let unitAmount = input.unitAmount else {
      // A price follows from the total where only that was sent.
      return (input.amount ?? .zero).rounded(to: 2)
    }
    let expected = Totals.line(
      quantity: input.quantity ?? Number(1), unitAmount: unitAmount,
      discount: input.discountRate, cuts: switches.cutsDiscounts ?? false,
      unitPlaces: unitPlaces)
    if let sent = input.amount, sent.rounded(to: 2) != expected {
      messages.append(
        "The line total \(sent.text(places: 2)) does not match the expected line total "
          + expected.text(places: 2))
    }
    return expected
  }

  private func tracking(
    of input: InvoiceInput.LineInput, _ messages: inout [String]
  ) -> [Invoice.Tracking] {
    if input.tracking.count > 2 {
      messages.append("No more than 2 tracking options can be specified.")
    }
    return input.tracking.compactMap { wanted in
      let category = organisation.trackingCategories.first { category in
        category.id == wanted.categoryID || category.name == wanted.name
      }
      let option = category?.options.first { option in
        option.id == wanted.optionID || option.name == wanted.option
      }
      guard let category, let option, option.status == "ACTIVE" else {
        if switches.ignoresUnknownTracking ?? false { return nil }
        messages.append(
          "The tracking option '\(wanted.option ?? wanted.optionID ?? "")' is not valid.")
        return nil
      }
      return Invoice.Tracking(categoryID: category.id, optionID: option.id)
    }
  }
}
