import Timesheet

/// Text to read in place of the list: evidence, why, help, a rule on offer.
public struct Page: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// Put before the text, right-aligned in a column of its own: a length, a field's name.
    public var lead: String
    public var text: String
    public var look: Look

    public enum Look: Hashable, Sendable { case heading, plain, dim, good, warning }

    public init(_ text: String, lead: String = "", _ look: Look = .plain) {
      self.text = text
      self.lead = lead
      self.look = look
    }
  }

  enum Kind: Hashable, Sendable {
    case evidence(EntryID)
    case why(EntryID)
    case help
    /// Any key leaves it.
    case reckoning(EntryID)
    /// Waits for a yes or a no.
    case rule(EntryID)
  }

  var kind: Kind
  var title: String
  var lines: [Line]
  var top = 0

  var isReckoning: Bool {
    if case .reckoning = kind { true } else { false }
  }
}
