import Testing

@testable import xero_sandbox

@Suite struct TotalsTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var quantity, unit, rate: String
    var amounts = Invoice.LineAmounts.exclusive
    var places = 4
    var discount: String?
    var line, tax: String

    var testDescription: String { "\(quantity) × \(unit) at \(rate) %" }
  }

  static let golden = [
    Vector(quantity: "1.25", unit: "120.5555", rate: "15", line: "150.69", tax: "22.60"),
    Vector(quantity: "1.25", unit: "120.5555", rate: "15", places: 2, line: "150.70", tax: "22.61"),
    Vector(quantity: "0.3333", unit: "120", rate: "20", line: "40.00", tax: "8.00"),
    Vector(quantity: "0.0167", unit: "95", rate: "10", line: "1.59", tax: "0.16"),
    Vector(
      quantity: "2.0833", unit: "87.5", rate: "10", amounts: .inclusive, line: "182.29",
      tax: "16.57"),
    Vector(
      quantity: "7.5", unit: "133.3333", rate: "15", discount: "10", line: "900.00", tax: "135.00"),
    Vector(
      quantity: "1", unit: "541.25", rate: "15", amounts: .inclusive, line: "541.25", tax: "70.60"),
    Vector(quantity: "0.0001", unit: "1", rate: "15", line: "0.00", tax: "0.00"),
    Vector(quantity: "1", unit: "1.005", rate: "15", amounts: .noTax, line: "1.01", tax: "0.00"),
    Vector(quantity: "12.75", unit: "120.5555", rate: "15", line: "1537.08", tax: "230.56"),
  ]

  @Test(.rule(.totals), .rule(.unitPlaces), arguments: golden)
  func `lines and tax are those of the golden vectors`(vector: Vector) throws {
    let line = Totals.line(
      quantity: try #require(Number(vector.quantity)),
      unitAmount: try #require(Number(vector.unit)),
      discount: vector.discount.flatMap { Number($0) }, unitPlaces: vector.places)
    let tax = Totals.tax(
      on: line, rate: try #require(Number(vector.rate)), amounts: vector.amounts)
    #expect(line.text(places: 2) == vector.line)
    #expect(tax.text(places: 2) == vector.tax)
  }

  private func document(
    _ lines: [String], rate: String, _ amounts: Invoice.LineAmounts
  ) throws -> Totals {
    let lines = try lines.map { text in
      let amount = try #require(Number(text))
      return Invoice.Line(
        id: "", amount: amount,
        tax: Totals.tax(on: amount, rate: try #require(Number(rate)), amounts: amounts))
    }
    return Totals(lines: lines, amounts: amounts)
  }

  @Test func `tax is rounded on each line and then summed`() throws {
    let totals = try document(["25.06", "25.61", "25.63"], rate: "15", .exclusive)
    #expect(totals.tax.text(places: 2) == "11.44")
    #expect(totals.total.text(places: 2) == "87.74")
  }

  @Test func `inclusive lines hold their tax`() throws {
    let totals = try document(["541.25"], rate: "15", .inclusive)
    #expect(totals.subtotal.text(places: 2) == "470.65")
    #expect(totals.total.text(places: 2) == "541.25")
  }

  @Test(.rule(.totals)) func `compound components are applied in their order`() throws {
    let rate = try #require(Ledger.example.organisations[0].taxRate("TAX001"))
    #expect(rate.effectiveRate.text(places: 4) == "20.7500")
  }

  @Test(arguments: UInt64(0)..<300)
  func `subtotal and tax make the total`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let amounts: Invoice.LineAmounts = [.exclusive, .inclusive, .noTax][Int(seed % 3)]
    let lines = (0..<20).map { _ in
      let amount = Number(units: Int128(random.next() % 10_000_000), places: 2)
      let rate = Number(units: Int128(random.next() % 300_000), places: 4)
      return Invoice.Line(
        id: "", amount: amount, tax: Totals.tax(on: amount, rate: rate, amounts: amounts))
    }
    let totals = Totals(lines: lines, amounts: amounts)
    #expect(totals.subtotal + totals.tax == totals.total)
  }
}
