import Activity
import Timesheet
import Workflow

/// What the model wants done outside: the edge does it and tells the outcome.
public enum Effect: Hashable, Sendable {
  case open(CivilDate)
  case apply(Deed)
  case ask(Question)
  /// Whoever asked for a rule no longer waits for it.
  case leaveReckoning
  case redraw
  case suspend
  case quit
}

/// A change of the books. Each is one use case of `Workflow`, the same that a command calls.
public enum Deed: Hashable, Sendable {
  case approve([EntryID])
  case approveDay(CivilDate)
  case reject(EntryID)
  case assign(EntryID, ProjectKey, task: String?)
  case note(EntryID, String)
  case bill(EntryID, Bool)
  /// A time as it was typed, in the grammar of all commands.
  case split(EntryID, at: String)
  case merge(EntryID, EntryID)
  /// Both times as they were typed.
  case edit(EntryID, times: String)
  case writeRule(EntryID)
  case undo
  case redo
}

/// Something to be looked up; nothing changes.
public enum Question: Hashable, Sendable {
  case evidence(EntryID)
  case why(EntryID)
  /// Reckoned a little at a time, while nobody presses a key.
  case rule(EntryID)
  /// Whether a decided entry takes what this key would have a person type.
  case mayChange(EntryID, Action)
}

/// What became of an effect, or what changed without one.
public enum Outcome: Sendable {
  /// A day that was opened, or that looks different now.
  case day(ReviewDay, choices: [WorkChoice])
  /// A change is made; what the day looks like follows.
  case done(String)
  case refused(String)
  case evidence(EntryID, [Page.Line])
  case why(EntryID, [Page.Line])
  case mayChange(EntryID, Action)
  /// How far the reckoning of a rule is.
  case reckoning(EntryID, percent: Int)
  /// The rule that would be written, and what else it would change.
  case rule(EntryID, [Page.Line])
}
