import Billing
import Foundation
import Testing

@testable import Xero

@Test func `the body is the canonical example to the byte`() {
  #expect(
    String(decoding: Sample.body.bytes, as: UTF8.self) == """
      {"Invoices":[{"Contact":{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8"},\
      "CurrencyCode":"NZD","Date":"2026-11-30","DueDate":"2026-12-20",\
      "LineAmountTypes":"Exclusive","LineItems":[{"AccountCode":"200",\
      "Description":"Website - Implementation (Nov 2026)","Quantity":12.75,\
      "TaxType":"OUTPUT2","UnitAmount":120.5555}],"Reference":"Nov 2026 DB-7F3K9QXA",\
      "Status":"DRAFT","Type":"ACCREC"}]}
      """)
}

@Test func `hostile text stays one JSON string`() throws {
  var draft = Sample.draft()
  draft.lines[0].description = "a\"b\\c\n\t\u{1}\u{7f}/é\u{1F600}\u{2028}"
  let body = try DraftBody(draft: draft, contact: Sample.contact)
  let text = String(decoding: body.bytes, as: UTF8.self)
  #expect(text.contains(#""a\"b\\c\n\t\u0001\u007f/é😀"#))
  #expect(try DraftBody(stored: body.bytes) == body)
}

@Test func `numbers are plain decimals, however large or small`() throws {
  var draft = Sample.draft()
  draft.lines[0].quantity = decimal("0.0001")
  draft.lines[0].unitAmount = decimal("-9999999999.99")
  let text = String(
    decoding: try DraftBody(draft: draft, contact: Sample.contact).bytes, as: UTF8.self)
  #expect(text.contains(#""Quantity":0.0001,"#))
  #expect(text.contains(#""UnitAmount":-9999999999.99}"#))
}

@Test func `a stored body is taken back only as it was written`() throws {
  #expect(try DraftBody(stored: Sample.body.bytes) == Sample.body)
  let text = String(decoding: Sample.body.bytes, as: UTF8.self)
  let changes: [(String, String)] = [
    ("DRAFT", "AUTHORISED"), ("DRAFT", "draft"), ("ACCREC", "ACCPAY"),
    (#""Status":"DRAFT""#, #""Status":"DRAFT","SentToContact":true"#),
    (#""Status":"DRAFT""#, #""Status":"AUTHORISED","Status":"DRAFT""#),
    (#""Type":"ACCREC""#, #""Type":"ACCREC","InvoiceID":"\#(Sample.invoice)""#),
    (#","Status":"DRAFT""#, ""), ("12.75", "12.750"), (#"[{"Contact"#, #"[ {"Contact"#),
    (#""ContactID""#, #""Name":"x","ContactID""#), (#""Quantity""#, #""LineAmount":1,"Quantity""#),
  ]
  for (from, to) in changes {
    let changed = text.replacing(from, with: to, maxReplacements: 1)
    #expect(changed != text)
    #expect(throws: XeroError.self) { try DraftBody(stored: Data(changed.utf8)) }
  }
  let twice = text.dropLast(2) + "," + text.dropFirst(#"{"Invoices":["#.count)
  #expect(throws: XeroError.self) { try DraftBody(stored: Data(twice.utf8)) }
}

@Test func `Xero's limits are checked before anything is sent`() {
  func refused(_ change: (inout InvoiceDraft) -> Void) -> Bool {
    var draft = Sample.draft()
    change(&draft)
    return (try? DraftBody(draft: draft, contact: Sample.contact)) == nil
  }
  let text = { String(repeating: "x", count: $0) }
  #expect(!refused { _ in })
  #expect(!refused { $0.reference = text(255) })
  #expect(refused { $0.reference = text(256) })
  #expect(refused { $0.reference = "" })
  #expect(!refused { $0.lines[0].description = text(4000) })
  #expect(refused { $0.lines[0].description = text(4001) })
  #expect(refused { $0.lines[0].description = "" })
  #expect(refused { $0.lines[0].quantity = decimal("0.00001") })
  #expect(refused { $0.lines[0].quantity = decimal("-1") })
  #expect(refused { $0.lines[0].quantity = .nan })
  #expect(refused { $0.lines[0].unitAmount = decimal("1.00001") })
  #expect(refused { $0.lines[0].taxType = nil })
  #expect(refused { $0.lines[0].account = "" })
  #expect(refused { $0.lines = [] })
  #expect((try? DraftBody(draft: Sample.draft(), contact: "Acme")) == nil)
  #expect((try? DraftBody(draft: Sample.draft(), contact: Invoice.noID)) == nil)
}

@Test func `a reference token is twelve characters of Crockford's base32`() {
  func batch(_ digest: [UInt8]) -> String { ReferenceToken(batchDigest: digest, books: "a").batch }
  #expect(batch([0, 0, 0, 0, 0]) == "00000000")
  #expect(batch([255, 255, 255, 255, 255, 9]) == "ZZZZZZZZ")
  #expect(batch([0x08, 0x86, 0x42, 0x98, 0xe8]) == "12345678")
  #expect(batch([]) == "00000000")
  let token = ReferenceToken(batchDigest: [1, 2, 3, 4, 5], books: "a")
  #expect(token.text.wholeMatch(of: /DB-[0-9A-HJKMNP-TV-Z]{8}-[0-9A-HJKMNP-TV-Z]{4}/) != nil)
  #expect(token.mark == ReferenceToken(batchDigest: [9], books: "a").mark)
  #expect(token.mark != ReferenceToken(batchDigest: [1, 2, 3, 4, 5], books: "b").mark)
}

@Test func `a token is found wherever it stands in a reference`() {
  let token = ReferenceToken(batchDigest: [1, 2, 3, 4, 5], books: "a")
  for text in [token.text, "Nov \(token.text)", "\(token.text), Nov", token.text.lowercased()] {
    #expect(ReferenceToken(in: text) == token)
  }
  for text in ["", "Nov 2026", "DB-7F3K9QXA", token.text + "0", "DB-7F3K9QXU-0000"] {
    #expect(ReferenceToken(in: text) == nil)
  }
}

@Test func `number, theme, item and tracking are sent as Xero names them, and only where wanted`()
  throws
{
  var draft = Sample.draft()
  #expect(!String(decoding: Sample.body.bytes, as: UTF8.self).contains("Tracking"))
  draft.number = "DB-1"
  draft.brandingTheme = Sample.tenant
  draft.lines[0].tracking = [TrackingChoice(category: Sample.contact, option: Sample.invoice)]
  draft.lines[0].item = "DEV"
  let body = try DraftBody(draft: draft, contact: Sample.contact)
  let text = String(decoding: body.bytes, as: UTF8.self)
  #expect(text.contains(#""InvoiceNumber":"DB-1""#))
  #expect(text.contains(#""BrandingThemeID":"\#(Sample.tenant)""#))
  #expect(
    text.contains(
      #""Tracking":[{"TrackingCategoryID":"\#(Sample.contact)","TrackingOptionID":"\#(Sample.invoice)"}]"#
    ))
  #expect(text.contains(#""ItemCode":"DEV""#))
  #expect(try DraftBody(stored: body.bytes) == body)
  draft.lines[0].item = String(repeating: "D", count: 31)
  #expect((try? DraftBody(draft: draft, contact: Sample.contact)) == nil)
  draft.lines[0].item = nil
  draft.lines[0].tracking = [TrackingChoice(category: "Region", option: "North")]
  #expect((try? DraftBody(draft: draft, contact: Sample.contact)) == nil)
}
