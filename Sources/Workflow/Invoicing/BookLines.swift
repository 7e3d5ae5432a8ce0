import Activity
import Billing
import Books
import Foundation
import Timesheet

/// How a client's lines are booked in an organisation: what clients.yaml names, looked up in what
/// was fetched.
extension Home {
  /// - Parameter keys: the work that is to be billed; what other work names is not looked up.
  func booking(
    of client: Client, for keys: Set<WorkKey>, in copy: OrganisationCopy?
  ) throws -> (Booking, InvoiceDraft.LineAmountTypes) {
    guard let copy else {
      return (
        Booking(account: client.xero.account ?? "", taxType: client.xero.tax, taxPercent: nil),
        .exclusive
      )
    }
    var (booking, types) = try accountAndTax(of: client, in: copy)
    for key in keys {
      if let (code, place) = client.item(for: key), booking.items[code] == nil {
        booking.items[code] = try item(code, place, in: copy)
      }
      let (options, place) = client.tracking(for: key)
      for named in options where booking.tracking[named] == nil {
        booking.tracking[named] = try tracking(named, place, in: copy)
      }
    }
    return (booking, types)
  }

  private func accountAndTax(
    of client: Client, in copy: OrganisationCopy
  ) throws -> (Booking, InvoiceDraft.LineAmountTypes) {
    guard let code = client.xero.account else {
      throw Refusal(
        .usage,
        "clients.yaml names no account for \(client.key). Add xero: { account: \"200\" } with one "
          + "of \(salesAccounts(of: copy)). \(Home.whatIsNew)")
    }
    guard let account = copy.accounts.first(where: { $0.code == code }), account.takesSales else {
      throw Refusal(
        .usage,
        "\(copy.name) has no sales account \"\(code)\" (\(client.place)). Use one of "
          + "\(salesAccounts(of: copy)). \(Home.whatIsNew)")
    }
    guard copy.paysTax else {
      return (Booking(account: code, taxType: "NONE", taxPercent: 0), .noTax)
    }
    let type = client.xero.tax ?? account.taxType
    guard let type,
      let rate = copy.taxRates.first(where: { $0.type == type && $0.appliesToSales }),
      let percent = Decimal(plain: rate.effectiveRate)
    else {
      let known = copy.taxRates.filter(\.appliesToSales).map(\.type).joined(separator: ", ")
      throw Refusal(
        .usage,
        "\(copy.name) has no tax rate \"\(type ?? "")\" for sales (\(client.place)). Use one of "
          + "\(known). \(Home.whatIsNew)")
    }
    return (Booking(account: code, taxType: type, taxPercent: percent), .exclusive)
  }

  private func salesAccounts(of copy: OrganisationCopy) -> String {
    copy.accounts.filter(\.takesSales).map { "\($0.code) (\($0.name))" }.joined(separator: ", ")
  }

  /// - Returns: the code as Xero spells it.
  private func item(_ code: String, _ place: Place, in copy: OrganisationCopy) throws -> String {
    let sold = copy.items.filter(\.isSold)
    guard let item = sold.first(where: { $0.code.lowercased() == code.lowercased() }) else {
      throw Refusal(
        .usage,
        "\(copy.name) sells no item \"\(code)\" (\(place)). There is "
          + Home.listed(sold.map { "\($0.code) (\($0.name))" }) + ". \(Home.whatIsNew)")
    }
    return item.code
  }

  private func tracking(
    _ named: NamedTracking, _ place: Place, in copy: OrganisationCopy
  ) throws -> TrackingChoice {
    let active = copy.tracking.filter(\.isActive)
    guard
      let category = active.first(where: { $0.name.lowercased() == named.category.lowercased() })
    else {
      throw Refusal(
        .usage,
        "\(copy.name) has no tracking category \"\(named.category)\" (\(place)). There is "
          + Home.listed(active.map(\.name)) + ". \(Home.whatIsNew)")
    }
    let options = category.options.filter(\.isActive)
    guard let option = options.first(where: { $0.name.lowercased() == named.option.lowercased() })
    else {
      throw Refusal(
        .usage,
        "The tracking category \(category.name) has no option \"\(named.option)\" (\(place)). There "
          + "is " + Home.listed(options.map(\.name)) + ". \(Home.whatIsNew)")
    }
    return TrackingChoice(category: category.id, option: option.id)
  }

  /// A draft is looked at by what was fetched, and stops before anything is fetched anew.
  private static let whatIsNew = "What is new in Xero comes with \"daybook xero sync\"."

  private static func listed(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
