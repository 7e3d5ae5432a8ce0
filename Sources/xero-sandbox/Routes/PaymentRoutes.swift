/// `/Payments`: what really pays an approved invoice. A drafting client has no business here.
extension Ledger {
  mutating func payments(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    switch (call.request.method, call.path.count) {
    case ("PUT", 1), ("POST", 1): return try pay(call, organisation, &mint)
    case ("GET", 1...2):
      let id = call.path.count == 2 ? call.path[1].lowercased() : nil
      let found = organisation.invoices.flatMap { invoice in
        invoice.payments.filter { id == nil || $0.id == id }.map { payment in
          PaymentView(organisation: organisation).json(payment, of: invoice)
        }
      }
      if id != nil, found.isEmpty { throw .notFound }
      let (shown, pagination) = try Listing(call.request).cut(found)
      return call.envelope("Payments", .array(shown), pagination: pagination, mint: &mint)
    default: throw .notFound
    }
  }

  /// A refused payment comes inside a 200, as the description's own example has it; a 400 of the
  /// whole only where `summarizeErrors=true` asks for one.
  private mutating func pay(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    let inputs = try PaymentInput.list(call.body())
    let summarizes = call.request.flag("summarizeErrors")
    var changed = organisation
    var view = PaymentView(organisation: organisation)
    view.tellsStatus = summarizes == false
    var elements: [JSON] = []
    var refused: [JSON] = []
    for input in inputs {
      let payment = changed.payment(input, at: call.now, &mint)
      let messages = changed.refusals(of: payment, input)
      if messages.isEmpty, let index = changed.index(input.invoice ?? "") {
        changed.invoices[index].take(payment)
        changed.invoices[index].updated = call.now
      }
      view.organisation = changed
      let invoice = changed.index(input.invoice ?? "").map { changed.invoices[$0] }
      elements.append(view.json(payment, of: invoice, errors: messages))
      if !messages.isEmpty { refused.append(elements[elements.count - 1]) }
    }
    if summarizes == true, !refused.isEmpty {
      return Refusal.reply(
        10, "ValidationException", "A validation exception occurred", elements: refused)
    }
    self[tenant: call.tenant] = changed
    return call.envelope("Payments", .array(elements), mint: &mint)
  }
}

extension Organisation {
  fileprivate func payment(
    _ input: PaymentInput, at now: Milliseconds, _ mint: inout Mint
  ) -> Invoice.Payment {
    let account = accounts.first { $0.id == input.accountID } ?? input.accountCode.flatMap(account)
    return Invoice.Payment(
      id: mint.guid(), date: input.date ?? today(at: now),
      amount: (input.amount ?? .zero).rounded(to: 2), accountCode: account?.code,
      reference: input.reference, made: now)
  }

  /// Why the invoice can't be paid like that; empty where it can.
  fileprivate func refusals(of payment: Invoice.Payment, _ input: PaymentInput) -> [String] {
    guard let index = index(input.invoice ?? "") else { return ["Invoice could not be found"] }
    let invoice = invoices[index]
    guard [.authorised, .paid].contains(invoice.status) else {
      return ["Payments can only be made against Authorised documents"]
    }
    var messages: [String] = []
    let account = payment.accountCode.flatMap(account)
    if account?.type != "BANK" || account?.status != "ACTIVE" {
      messages.append("Account must be valid")
    }
    if payment.amount <= .zero { messages.append("Payment amount must be greater than 0") }
    if payment.amount > invoice.due {
      messages.append("Payment amount exceeds the amount outstanding on this document")
    }
    if let message = lockRefusal(of: payment.date) { messages.append(message) }
    return messages
  }
}
