import Rules
import Timesheet
import Workflow

import struct Books.BookedEntry

/// The page behind `?`. It names rules, files and lines; raw titles it leaves to the evidence.
enum WhyPage {
  static func lines(
    _ booked: BookedEntry, _ why: Explanation?, clock: (Int64) -> String
  ) -> [Page.Line] {
    placed(booked.entry) + (why.map { fields(of: $0, clock(booked.entry.start)) } ?? [])
      + decided(booked.entry, clock)
  }

  private static func placed(_ entry: Entry) -> [Page.Line] {
    if let reason = entry.reason, entry.source == .rules {
      return [
        Page.Line("Most of its time was placed by", .heading),
        Page.Line("“\(reason.name)”", lead: "rule"),
        Page.Line("\(reason.place)", lead: "at", .good), Page.Line(""),
      ]
    }
    let sentence =
      entry.key == nil ? "No rule knew this time." : "A person placed it, no rule."
    return [Page.Line(sentence, .heading), Page.Line("")]
  }

  private static func fields(of why: Explanation, _ time: String) -> [Page.Line] {
    var lines = [Page.Line("As the rules stand now, at \(time)", .heading)]
    if let rule = why.excludedBy {
      lines.append(Page.Line("“\(rule.name)” (\(rule.place))", lead: "excluded by"))
    }
    for rule in why.redactedBy {
      lines.append(Page.Line("“\(rule.name)” (\(rule.place))", lead: "redacted by"))
    }
    if why.fields.isEmpty { lines.append(Page.Line("No rule sets anything: it is unassigned.")) }
    for field in why.fields {
      lines.append(Page.Line(field.value, lead: field.field.name))
      lines.append(Page.Line("by “\(field.rule.name)” (\(field.rule.place))", .dim))
    }
    lines += why.remarks.map { Page.Line($0, .dim) }
    if !why.lost.isEmpty {
      let rules = plural(why.lost.count, "rule", "rules")
      lines.append(
        Page.Line("\(rules) had no part in it: \"daybook rules why\" says why not.", .dim))
    }
    return lines
  }

  private static func decided(_ entry: Entry, _ clock: (Int64) -> String) -> [Page.Line] {
    guard let approval = entry.state.approval else { return [] }
    return [
      Page.Line(""),
      Page.Line(
        "Approved by \(approval.by) at \(clock(approval.at.flooredSeconds)).", .good),
    ]
  }
}
