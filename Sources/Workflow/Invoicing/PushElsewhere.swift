import Books
import Xero

/// A push that was left open at another Xero than the one that is asked now, such as a stand-in. Only
/// there can anybody say what became of it, and until then it holds its entries.
public struct PushElsewhere: Sendable {
  public var id: String
  public var reference: String
  public var client: String
  public var environment: String
  public var entries: Int

  init(_ push: PushRecord) {
    id = push.id
    reference = push.draft.reference
    client = push.draft.client
    environment = push.environment
    entries = push.draft.lines.reduce(0) { $0 + $1.shares.count }
  }

  /// Nothing at a stand-in on this machine is an invoice to anybody.
  public var canBeGivenUp: Bool { Addresses.isLoopback(environmentName: environment) }

  public var sentence: String {
    "A push of \(client), \"\(reference)\", is not settled at \(environment), and holds "
      + "\(plural(entries, "entry", "entries")). Point the DAYBOOK_XERO addresses there and push, which "
      + "settles it"
      + (canBeGivenUp ? "; or give it up: daybook invoice push --give-up '\(reference)'." : ".")
  }
}

extension Home {
  /// Lets go of what such a push holds: its entries can be billed again.
  ///
  /// - Throws: `Refusal` (3) where none has this reference, (5) where an invoice may have come of it.
  public func giveUp(_ reference: String, why: String, confirm: (PushElsewhere) throws -> Void)
    throws
  {
    let environment = try Addresses(environment: world.environment).environmentName
    let lock = try PushLock(directory: places.data)
    defer { withExtendedLifetime(lock) {} }
    let books = try books()
    let found = try books.openPushes().first {
      $0.environment != environment && $0.draft.reference == reference
    }
    guard let found = found.map(PushElsewhere.init) else {
      throw Refusal(.noMatch, "No push \"\(reference)\" is left open at another Xero.")
    }
    guard found.canBeGivenUp else {
      throw Refusal(
        .locked,
        "An invoice may have come of \"\(reference)\" at \(found.environment). Point the DAYBOOK_XERO "
          + "addresses there and push, which settles it.")
    }
    try confirm(found)
    let what = "gave up \(reference) at \(found.environment)"
    try books.change(reason("invoice push --give-up", why: why.isEmpty ? what : "\(what): \(why)"))
    {
      try $0.setState(PushState.notCreated.text, isOpen: false, ofPush: found.id)
      try $0.freeEntries(ofPush: found.id)
    }
  }
}
