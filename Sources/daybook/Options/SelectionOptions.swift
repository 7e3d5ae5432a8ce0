import ArgumentParser
import Workflow

/// The filters of commands on entries.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this client's, by its key.", valueName: "CLIENT"), completion: .client)
  var client: String?

  @Option(
    help: ArgumentHelp("Only this project's: 'acme/website' or 'website'.", valueName: "PROJECT"),
    completion: .project)
  var project: String?

  @Option(
    help: ArgumentHelp("Only proposed, approved, invoiced or rejected ones.", valueName: "STATE"),
    completion: .list(["proposed", "approved", "invoiced", "rejected"]))
  var state: String?

  @Flag(help: "Only time that no rule places.")
  var unassigned = false

  @Flag(name: .customLong("presence-only"), help: "Only hands-off time.")
  var handsOff = false

  var isEmpty: Bool {
    client == nil && project == nil && state == nil && !unassigned && !handsOff
  }

  /// Which words are ids of entries, and which are days.
  ///
  /// - Parameter unknown: what a word is that could be neither. Where entries are to be changed, an
  ///   id that matches nothing; where days are listed, a slip in a day.
  static func sorted(
    _ words: [String], in home: Home, unknown: Refusal.Kind
  ) throws -> (ids: [String], ranges: [DateRange]) {
    var ids: [String] = []
    var ranges: [DateRange] = []
    for word in joinedDates(words) {
      if let range = try home.dates.rangeIfAny(word) {
        try home.refuseYearThatIsAnID(word)
        ranges.append(range)
      } else if word.wholeMatch(of: /[0-9a-f]{1,12}/) != nil {
        ids.append(word)
      } else {
        throw Refusal(
          word.wholeMatch(of: /[0-9A-Za-z]{1,12}/) == nil ? .usage : unknown,
          "\"\(word)\" is neither a day nor an entry's id. Use a day such as "
            + "\(DateRange.examples), or an id that \"daybook entries\" lists.")
      }
    }
    return (ids, ranges)
  }

  /// The entries that words mean without a filter.
  static func plainSelection(
    of words: [String], in home: Home, unknown: Refusal.Kind = .usage
  ) throws -> EntrySelection {
    let (ids, ranges) = try sorted(words, in: home, unknown: unknown)
    guard ranges.count <= 1, ranges.isEmpty || ids.isEmpty else {
      throw Refusal(.usage, "Give one range of days, or ids of entries, not both.")
    }
    return EntrySelection(ids: ids, range: try ranges.first ?? home.range(nil))
  }

  /// The entries that words and filters mean.
  func selection(
    of words: [String], in home: Home, unknown: Refusal.Kind = .usage
  ) throws -> EntrySelection {
    var selection = try FilterOptions.plainSelection(of: words, in: home, unknown: unknown)
    selection.client = client
    selection.project = project
    selection.state = state
    selection.unassignedOnly = unassigned
    selection.handsOffOnly = handsOff
    return selection
  }

  /// The same for what should not be done to a whole day by a slip.
  func deliberateSelection(of words: [String], in home: Home) throws -> EntrySelection {
    guard !words.isEmpty || !isEmpty else {
      throw Refusal(
        .usage,
        "Say which entries: by ids that \"daybook entries\" lists, by a day such as today, or by "
          + "a filter such as --unassigned.")
    }
    return try selection(of: words, in: home, unknown: .noMatch)
  }
}

/// `[RANGE | ID...]` and the filters, for commands on entries.
struct SelectionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A day or range such as 'today', '2026-11-20' or 'last-month', or ids of entries.",
      valueName: "RANGE-OR-ID"), completion: .dayOrEntry)
  var words: [String] = []

  @OptionGroup var filter: FilterOptions

  /// Today, all of it.
  var isEmpty: Bool { words.isEmpty && filter.isEmpty }

  func selection(in home: Home, unknown: Refusal.Kind = .usage) throws -> EntrySelection {
    try filter.selection(of: words, in: home, unknown: unknown)
  }

  func deliberateSelection(in home: Home) throws -> EntrySelection {
    try filter.deliberateSelection(of: words, in: home)
  }
}

/// What every command takes that changes the entries it is given.
struct EntryEditOptions: ParsableArguments {
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  /// Changes the entries that are meant, and tells what it did.
  ///
  /// - Parameters:
  ///   - verb: as in "would reject".
  ///   - done: as in "Rejected".
  ///   - needsRules: false for what a bad rule file must not keep from going on.
  func run(
    _ verb: String, _ done: String, needsRules: Bool = true,
    _ edit: (Home, EntrySelection, ChangeOptions) throws -> EditOutcome
  ) throws {
    let home = try common.home(needsRules: needsRules)
    let outcome = try edit(home, try selection.deliberateSelection(in: home), change)
    try EditOutput(home, list, change).show(outcome, verb, done)
  }
}
