extension RepeatingInvoice {
  func json(in organisation: Organisation) -> JSON {
    var schedule: [JSON.Member] = [
      .init(key: "Period", value: .int(period)), .init(key: "Unit", value: .string(unit)),
      .init(key: "DueDate", value: .int(20)),
      .init(key: "DueDateType", value: "OFFOLLOWINGMONTH"),
      .init(key: "StartDate", value: start.wire),
    ]
    for (key, date) in [("NextScheduledDate", next), ("EndDate", end)] {
      if let date { schedule.append(.init(key: key, value: date.wire)) }
    }
    let contact = organisation.contact(id: contactID)
    let totals = totals
    return [
      "Schedule": .object(schedule), "RepeatingInvoiceID": .string(id),
      "Type": .string(type.rawValue), "Reference": .string(reference), "HasAttachments": false,
      "ApprovedForSending": false, "SendCopy": false, "MarkAsSent": false, "IncludePDF": false,
      "ID": .string(id),
      "Contact": [
        "ContactID": .string(contactID), "Name": .text(contact?.name), "Addresses": [],
        "Phones": [], "ContactGroups": [], "ContactPersons": [], "HasValidationErrors": false,
      ],
      "Status": .string(status), "LineAmountTypes": "Exclusive",
      "LineItems": .array(lines.map(line)), "SubTotal": .money(totals.subtotal),
      "TotalTax": .money(totals.tax), "Total": .money(totals.total),
      "CurrencyCode": .string(currency),
    ]
  }

  private func line(_ line: Invoice.Line) -> JSON {
    [
      "Description": .text(line.description),
      "UnitAmount": .number((line.unitAmount ?? .zero).text(places: 2)),
      "TaxType": .text(line.taxType), "TaxAmount": .money(line.tax),
      "LineAmount": .money(line.amount), "AccountCode": .text(line.accountCode), "Tracking": [],
      "Quantity": .number((line.quantity ?? .zero).text(places: 4)),
      "LineItemID": .string(line.id),
    ]
  }
}
