import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry

/// The review screen as a value: a key goes in, effects come out, and it can be drawn at any time.
///
/// It knows no terminal, no clock and no database: what it wants done it returns, and the outcome
/// is told to it.
public struct ReviewModel: Sendable {
  public internal(set) var size: ScreenSize
  public let glyphs: Glyphs
  /// Without, letters tell the projects apart.
  public let hasColours: Bool
  public let today: CivilDate
  /// The days that were asked for; one may leave them.
  public let days: ClosedRange<CivilDate>
  public internal(set) var day: ReviewDay?
  public internal(set) var choices: [WorkChoice] = []
  /// The entry under the cursor.
  public internal(set) var cursor: EntryID?
  /// Where it was, for when it is gone.
  var cursorStart: Int64?
  /// The first line of the list that is shown.
  var top = 0
  var filter = ""
  /// Time without a project that is shorter than a minute is listed too.
  var showsFragments = false
  var mode = Mode.list
  var notice: Notice?
  /// A day that came while the person was typing.
  var waiting: (day: ReviewDay, choices: [WorkChoice])?
  /// A line that was typed and is being carried out.
  var submitted: Prompt?
  /// The last entry whose project or task was set by hand here.
  var corrected: EntryID?
  /// Nothing was ever approved: say more.
  var isFirstTime: Bool
  let isDemo: Bool

  enum Mode: Hashable, Sendable {
    case list
    case picking(Picker)
    case typing(Prompt)
    case reading(Page)
  }

  /// A sentence on the last line but one, until the next key.
  struct Notice: Hashable, Sendable {
    var text: String
    var isRefusal: Bool
  }

  public init(
    days: ClosedRange<CivilDate>, today: CivilDate, size: ScreenSize, glyphs: Glyphs = .unicode,
    hasColours: Bool = true, isFirstTime: Bool = false, isDemo: Bool = false
  ) {
    self.days = days
    self.today = today
    self.size = size
    self.glyphs = glyphs
    self.hasColours = hasColours
    self.isFirstTime = isFirstTime
    self.isDemo = isDemo
  }

  /// What to do first.
  public var start: [Effect] { [.open(min(days.lowerBound, today))] }

  public mutating func resize(_ size: ScreenSize) {
    self.size = size
    keepCursorInView()
  }

  /// Tells what became of an effect, or that the day looks different now.
  public mutating func receive(_ outcome: Outcome) {
    switch outcome {
    case .day(let day, let choices):
      if mode.waits { waiting = (day, choices) } else { show(day, choices) }
    case .done(let sentence):
      notice = Notice(text: sentence, isRefusal: false)
      isFirstTime = false
      submitted = nil
    case .refused(let sentence):
      notice = Notice(text: sentence, isRefusal: true)
      if case .reading(let page) = mode, page.isReckoning { backToList() }
      if let submitted { mode = .typing(submitted) }
      submitted = nil
    case .mayChange(let id, let action):
      if let booked = entry(id) { open(action, on: booked) }
    case .reckoning(let entry, let percent):
      read(.reckoning(entry), "A rule of", entry, [Page.Line("reckoning… \(percent) %", .dim)])
    case .evidence(let entry, let lines):
      read(.evidence(entry), "Windows of", entry, lines)
    case .why(let entry, let lines):
      read(.why(entry), "Why", entry, lines)
    case .rule(let entry, let lines):
      read(.rule(entry), "A rule of", entry, lines)
    }
  }

  private mutating func read(
    _ kind: Page.Kind, _ title: String, _ entry: EntryID, _ lines: [Page.Line]
  ) {
    let when = self.entry(entry).map { " " + times(of: $0) } ?? ""
    mode = .reading(Page(kind: kind, title: title + when, lines: lines))
  }

  /// Puts a day in place without moving anything under the person's fingers: the cursor stays on
  /// its entry, and the entry on its line of the screen.
  mutating func show(_ new: ReviewDay, _ choices: [WorkChoice]) {
    let isSameDay = day?.date == new.date
    let line = cursorLine.map { $0 - top }
    day = new
    self.choices = choices
    waiting = nil
    if !isSameDay {
      cursor = nil
      cursorStart = nil
      top = 0
      corrected = nil
      filter = ""
    }
    keepCursorInView()
    if isSameDay, let line, let now = cursorLine { top = max(0, now - line) }
    keepCursorInView()
  }

  /// The entry that takes the place of one that is gone; on a new day, the first that is open.
  func successor() -> EntryID? {
    let shown = shownEntries
    guard let cursorStart else {
      return (shown.first { $0.isOpen } ?? shown.first)?.entry.id
    }
    return
      (shown.first { $0.entry.start <= cursorStart && cursorStart < $0.entry.end }
      ?? shown.min { abs($0.entry.start - cursorStart) < abs($1.entry.start - cursorStart) })?
      .entry.id
  }

  mutating func backToList() {
    mode = .list
    if let waiting { show(waiting.day, waiting.choices) }
  }

  mutating func moveCursor(to id: EntryID?) {
    cursor = id
    cursorStart = entry(id)?.entry.start ?? cursorStart
    keepCursorInView()
  }

  func entry(_ id: EntryID?) -> BookedEntry? {
    guard let id else { return nil }
    return day?.entries.first { $0.entry.id == id }
  }

  var selected: BookedEntry? { entry(cursor) }

  func times(of booked: BookedEntry) -> String {
    guard let day else { return "" }
    return "\(day.clock.time(booked.entry.start))–\(day.clock.time(booked.entry.end))"
  }
}

extension ReviewModel.Mode {
  /// While a person types, reads or picks, nothing moves.
  var waits: Bool { self != .list }

  var isHelp: Bool {
    guard case .reading(let page) = self else { return false }
    return page.kind == .help
  }
}

extension BookedEntry {
  /// Wants a decision.
  var isOpen: Bool { entry.state == .proposed && !isFragment }

  /// Time without a project that is too short to ask about: it is counted, and folded away.
  var isFragment: Bool {
    entry.state == .proposed && entry.subject == .unassigned(.plain) && entry.seconds < 60
  }

  /// Asks for a decision of its own: whether it was work at all.
  var asksWhetherWork: Bool { entry.handsOff || entry.subject == .unassigned(.private) }
}
