/// An invoice as a PDF of one page: enough to see that it is one, and whose.
///
/// The real server gives one at the invoice's own address where `application/pdf` is asked for;
/// the description's path `…/pdf` does not exist.
extension Invoice {
  func pdf(of organisation: Organisation) -> [UInt8] {
    let lines = [
      organisation.name, "\(number)  \(status.rawValue)",
      organisation.contact(id: contactID)?.name ?? "",
      "\(currency) \(totals.total.text(places: 2))",
    ]
    let drawn = lines.map { "(\(Self.escaped($0))) Tj T*" }.joined(separator: "\n")
    let text = "BT /F1 14 Tf 20 TL 72 760 Td\n\(drawn)\nET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Array(file.utf8)
  }

  /// ASCII alone: the font knows no more without a table of its own.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "(", ")", "\\": "\\" + String(scalar)
      case " "..."~": String(scalar)
      default: "?"
      }
    }.joined()
  }
}
