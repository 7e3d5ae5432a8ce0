/// `/Reports`: of all of them the one that tells what a contact owes.
extension Ledger {
  func reports(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    guard call.path[1].lowercased() == "agedreceivablesbycontact" else { throw .notFound }
    guard let id = call.request.parameter("contactId"), !id.isEmpty else {
      throw .validation("The contactID must be specified.")
    }
    guard let contact = organisation.contact(id: id) else { throw .notFound }
    func date(_ name: String) throws(Refusal) -> CivilDate? {
      guard let text = call.request.parameter(name), !text.isEmpty else { return nil }
      guard let date = CivilDate(text: text) else {
        throw .validation("The \(name) value '\(text)' is not valid.")
      }
      return date
    }
    let today = organisation.today(at: call.now)
    let shown = try date("date") ?? today
    let bills = organisation.invoices.filter {
      $0.contactID == contact.id && $0.type == .receivable
        && [.authorised, .paid].contains($0.status)
    }
    let to = try date("toDate") ?? shown
    let report = AgedReceivables(
      contact: contact, bills: bills, from: try date("fromDate") ?? bills.map(\.date).min() ?? to,
      to: to, shown: shown, today: today)
    return call.envelope("Reports", [report.json(at: call.now)], mint: &mint)
  }
}

/// What a contact owes, invoice by invoice. Amounts are text, as in all of Xero's reports.
struct AgedReceivables {
  var contact: Contact
  var bills: [Invoice]
  var from: CivilDate
  var to: CivilDate
  /// Payments count up to this day.
  var shown: CivilDate
  var today: CivilDate

  func json(at now: Milliseconds) -> JSON {
    let headings = ["Date", "Number", "Due Date", "", "Total", "Paid", "Credited", "Due"]
    let opening = bills.filter { $0.date < from }
    let listed = bills.filter { $0.date >= from && $0.date <= to }.sorted { $0.date < $1.date }
    let owed = sum(opening) { $0.totals.total - paid($0) }
    let carried = row([from.text + "T00:00:00", "Opening Balance", "", "", "", "", "", text(owed)])
    let closing = owed + sum(listed) { $0.totals.total - paid($0) }
    return [
      "ReportID": "AgedReceivablesByContact", "ReportName": "Aged Receivables By Contact",
      "ReportType": "AgedReceivablesByContact",
      "ReportTitles": [
        "Invoices", .string(contact.name),
        .string("From \(from.longText) to \(to.longText)"),
        .string("Showing payments to \(shown.longText)"),
      ],
      "ReportDate": .string(today.longText), "UpdatedDateUTC": now.wire, "Fields": [],
      "Rows": [
        ["RowType": "Header", "Cells": cells(headings)],
        section([carried]),
        section(listed.map(row) + [total("Total", listed, text(closing - owed))]),
        section([total("Closing Balance", listed, text(closing))]),
      ],
    ]
  }

  private func paid(_ invoice: Invoice) -> Number {
    invoice.payments.filter { $0.date <= shown }.reduce(Number.zero) { $0 + $1.amount }
  }

  private func sum(_ invoices: [Invoice], _ amount: (Invoice) -> Number) -> Number {
    invoices.reduce(Number.zero) { $0 + amount($1) }
  }

  private func text(_ amount: Number) -> String { amount.text(places: 2) }

  private func section(_ rows: [JSON]) -> JSON {
    ["RowType": "Section", "Title": "", "Rows": .array(rows)]
  }

  private func cells(_ values: [String]) -> JSON {
    .array(values.map { ["Value": .string($0)] })
  }

  private func row(_ values: [String]) -> JSON { ["RowType": "Row", "Cells": cells(values)] }

  /// Each cell names its invoice.
  private func row(_ invoice: Invoice) -> JSON {
    let due = invoice.totals.total - paid(invoice)
    let late = invoice.dueDate.map { shown.days - $0.days } ?? 0
    let values = [
      invoice.date.text + "T00:00:00", invoice.number,
      invoice.dueDate.map { $0.text + "T00:00:00" } ?? "",
      late > 0 && due > .zero ? "\(late) days overdue" : "", text(invoice.totals.total),
      text(paid(invoice)), text(.zero), text(due),
    ]
    let attributes: JSON = [["Value": .string(invoice.id), "Id": "invoiceID"]]
    return [
      "RowType": "Row",
      "Cells": .array(values.map { ["Value": .string($0), "Attributes": attributes] }),
    ]
  }

  private func total(_ name: String, _ invoices: [Invoice], _ due: String) -> JSON {
    let values = [
      name, "", "", "", text(sum(invoices) { $0.totals.total }), text(sum(invoices, paid)),
      text(.zero), due,
    ]
    return ["RowType": "SummaryRow", "Cells": cells(values)]
  }
}

extension CivilDate {
  /// `23 April 2019`, as in a report's titles.
  fileprivate var longText: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let (year, month, day) = civil
    return "\(day) \(months[month - 1]) \(year)"
  }
}
