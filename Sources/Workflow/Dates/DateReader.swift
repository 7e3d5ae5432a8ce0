import Activity
import ConfigurationFiles
import Foundation

/// Reads the dates and times that a person writes: one grammar for every command.
///
/// `docs/dates.md` is its page. Nothing is guessed: what is ambiguous or impossible is refused with
/// what could be written instead.
public struct DateReader: Sendable {
  public let days: WorkingDays
  public let now: Instant
  /// Whether `20.11.2026` is a date.
  public let order: DateOrder
  /// The first working day that anything is known of, for `until`.
  let beginning: @Sendable () throws -> CivilDate

  public init(
    days: WorkingDays, now: Instant, order: DateOrder,
    beginning: @escaping @Sendable () throws -> CivilDate
  ) {
    self.days = days
    self.now = now
    self.order = order
    self.beginning = beginning
  }

  /// The working day that is now: at 01:30 it is yesterday's.
  public var today: CivilDate { days.date(at: now.flooredSeconds) }

  /// - Throws: `Refusal` (2) with examples.
  public func range(_ text: String) throws -> DateRange {
    guard let range = try rangeIfAny(text) else {
      throw Refusal(
        .usage, "\"\(text)\" is no day or range of days. Use one such as \(DateRange.examples).")
    }
    return range
  }

  /// Nil where `text` does not look like a range, for words that may be something else.
  ///
  /// - Throws: `Refusal` (2) for a range that can't be, such as `2026-02-30`.
  public func rangeIfAny(_ text: String) throws -> DateRange? {
    let lower = text.lowercased()
    if let rest = lower.after("since ") { return try since(rest, text) }
    if let rest = lower.after("until ") { return try until(rest) }
    guard let dots = lower.range(of: "..") else { return try simple(lower) }
    let (first, last) = (String(lower[..<dots.lowerBound]), String(lower[dots.upperBound...]))
    if last.isEmpty { return try since(first, text) }
    if first.isEmpty { return try until(last) }
    guard let from = try simple(first)?.days.lowerBound,
      let to = try simple(last)?.days.upperBound
    else { return nil }
    guard from <= to else {
      throw Refusal(
        .usage,
        "\"\(text)\" ends before it begins: \(from) is after \(to). Write the earlier day first.")
    }
    return DateRange(days: from...to)
  }

  /// A single day, in any form that is one.
  public func day(_ text: String) throws -> CivilDate {
    guard let day = try simple(text.lowercased())?.only else {
      throw Refusal(
        .usage, "\"\(text)\" is no day. Write one such as 2026-11-20, today, yesterday or monday.")
    }
    return day
  }

  private func since(_ first: String, _ text: String) throws -> DateRange? {
    guard let from = try simple(first)?.days.lowerBound else { return nil }
    guard from <= today else {
      throw Refusal(
        .usage,
        "\"\(text)\" begins after today, \(today). Write both days, such as "
          + "\(from)..\(from.adding(days: 6)).")
    }
    return DateRange(days: from...today)
  }

  private func until(_ last: String) throws -> DateRange? {
    guard let to = try simple(last)?.days.upperBound else { return nil }
    return DateRange(days: min(try beginning(), to)...to)
  }

  // MARK: - Forms without a border

  /// What may stand by itself or on either side of `..`, in lower case; nil for anything else.
  func simple(_ text: String) throws(Refusal) -> DateRange? {
    var found = word(text)
    if found == nil { found = try DateForm(text, order)?.range() }
    guard let range = found else { return nil }
    if let day = range.only { try refuseSkipped(day, text) }
    return range
  }

  private func word(_ text: String) -> DateRange? {
    let today = today
    switch text {
    case "today": return DateRange(day: today)
    case "yesterday": return DateRange(day: days.before(today))
    case "this-week": return .week(of: today)
    case "last-week": return .week(of: today.adding(days: -7))
    case "this-month": return .month(of: today)
    case "last-month": return .month(of: before(.month(of: today)))
    case "this-quarter": return .quarter(of: today)
    case "last-quarter": return .quarter(of: before(.quarter(of: today)))
    case "this-year": return .year(of: today)
    case "last-year": return .year(of: before(.year(of: today)))
    default: return weekday(text)
    }
  }

  private func before(_ range: DateRange) -> CivilDate { range.days.lowerBound.adding(days: -1) }

  /// The last one, today included.
  private func weekday(_ text: String) -> DateRange? {
    guard
      let index = CivilDate.weekdayNames.firstIndex(where: { $0.lowercased() == text })
    else { return nil }
    let back = (today.weekday - (index + 1) + 7) % 7
    return DateRange(day: today.adding(days: -back))
  }

  /// A zone that moves across the date line has a day less.
  private func refuseSkipped(_ day: CivilDate, _ text: String) throws(Refusal) {
    guard days.isSkipped(day) else { return }
    throw Refusal(
      .usage,
      "\"\(text)\" is no day in \(days.zone.identifier): after \(days.before(day)) came "
        + "\(days.after(day)). Use one of those.")
  }
}

extension DateRange {
  /// The day, where it is one alone.
  var only: CivilDate? { days.lowerBound == days.upperBound ? days.lowerBound : nil }
}

extension String {
  /// What follows `prefix`; nil without it.
  func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
