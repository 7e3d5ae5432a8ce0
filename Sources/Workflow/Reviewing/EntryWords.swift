import Activity
import Foundation
import Timesheet

/// An entry as a person writes it in one line: `acme/website 9:00-10:30 Kick-off call`; whatever
/// is left out is nil.
public struct EntryWords: Hashable, Sendable {
  /// `acme/website`, `acme/website/development`.
  public var project: String?
  public var task: String?
  /// `9:00-10:30`.
  public var times: String?
  public var start: String?
  public var end: String?
  public var note: String?
  public var billable: Bool?

  public init() {}

  /// A first word with a slash, or before the times, is the project; a next one that reads as both
  /// ends of a stretch, or tries to, the times; the rest the note.
  public init(_ words: [String]) {
    var words = words[...]
    if let first = words.first, !first.contains(" "),
      first.contains("/") || words.dropFirst().first.map(EntryWords.looksLikeTimes) == true,
      !EntryWords.looksLikeTimes(first)
    {
      project = words.removeFirst()
    }
    if let next = words.first, EntryWords.looksLikeTimes(next) { times = words.removeFirst() }
    if !words.isEmpty { note = words.joined(separator: " ") }
  }

  /// Reads as times, or is made of nothing but digits and what stands between them in times: such a
  /// word is refused as times, never taken for a note.
  static func looksLikeTimes(_ word: String) -> Bool {
    TimeHalves(word) != nil
      || word.prefixMatch(
        of:
          /[0-9]{1,2}(:[0-9]{2}(:[0-9]{2})?)?([AaPp][Mm])?(Z|[+-][0-9]{2}:?[0-9]{2})?(-|\.\.)(now|[0-9])/
      ) != nil && !word.contains(" ")
      || word.wholeMatch(of: /[0-9][0-9.:T ]*(-|\.\.)[0-9.:T -]*[0-9]/) != nil
  }
}

extension Home {
  /// What the words mean for an entry, whose day its times are of.
  public func entryEdit(_ words: EntryWords, of id: String) throws -> EntryEdit {
    let entry = try entry(withPrefix: id, in: books()).entry
    var edit = EntryEdit(billable: words.billable, note: words.note)
    if let times = words.times {
      guard words.start == nil, words.end == nil else {
        throw Refusal(.usage, "Give the times in the line or with --start and --end, not both.")
      }
      let range = try timeRange(times, on: entry.day).seconds
      edit.start = range.lowerBound
      edit.end = range.upperBound
    }
    if let start = words.start { edit.start = try time(start, on: entry.day).seconds }
    if let end = words.end { edit.end = try time(end, on: entry.day).seconds }
    if let project = words.project {
      edit.target = try target(project, task: words.task)
    } else if let task = words.task {
      guard let project = entry.key?.project else { throw withoutProject(entry) }
      edit.target = try checked(WorkTarget(project: project, task: task))
    }
    guard edit != EntryEdit() else {
      throw Refusal(
        .usage, "Say what changes, such as 9:00-10:30, --project acme/website or --note TEXT.")
    }
    return edit
  }

  /// Times of an entry's day.
  public func times(_ words: [String], ofEntry id: String) throws -> [Int64] {
    let day = try entry(withPrefix: id, in: books()).entry.day
    return try words.map { try time($0, on: day).seconds }
  }

  /// Stretches such as `9:00-10:30` of an entry's day.
  public func stretches(_ words: [String], ofEntry id: String) throws -> [Visit] {
    let day = try entry(withPrefix: id, in: books()).entry.day
    return try words.map {
      let range = try timeRange($0, on: day).seconds
      return Visit(start: range.lowerBound, end: range.upperBound)
    }
  }

  /// Reads `acme/website:60%`, or `60%` for the entry's own project.
  public func splitPart(_ word: String) throws -> SplitPart {
    guard let match = word.wholeMatch(of: /(?:(.+):)?([0-9]{1,3})(?:\.([0-9]{1,2}))?%/),
      let whole = Int64(match.2),
      let hundredths = Int64(
        (match.3.map(String.init) ?? "").padding(
          toLength: 2, withPad: "0", startingAt: 0))
    else {
      throw Refusal(
        .usage,
        "\"\(word)\" is no part of an entry. Write a project and its percentage, such as "
          + "acme/website:60%.")
    }
    return SplitPart(
      target: try match.1.map { try target(String($0)) }, share: whole * 100 + hundredths)
  }
}
