/// What a sign-in may do at Xero, by the names of scopes.
///
/// Xero's description still lists the broad names alone; since 2 March 2026 new apps get granular
/// ones. Source: developer.xero.com, "Scopes" and the FAQ on granular scopes.
public enum Scopes {
  /// What Daybook needs. Payments are not among it: an invoice tells its own.
  public static let standard = [
    "openid", "profile", "email", "offline_access", "accounting.invoices",
    "accounting.contacts.read", "accounting.settings.read",
  ]

  /// Something that Daybook does, and the scopes of which one is enough for it.
  public enum Need: CaseIterable, Sendable {
    case stay, invoices, contacts, settings
    /// Asked for only with `--add-scopes`.
    case makeContacts, attachments

    public static let required: [Need] = [.stay, .invoices, .contacts, .settings]

    public var sentence: String {
      switch self {
      case .stay: "stay signed in"
      case .invoices: "make draft invoices and see what became of them"
      case .contacts: "read contacts"
      case .settings: "read the organisation, accounts and tax rates"
      case .makeContacts: "make a contact (xero link --create-contact)"
      case .attachments: "attach timesheets to drafts"
      }
    }

    /// The one to ask for, first.
    public var scopes: [String] {
      switch self {
      case .stay: ["offline_access"]
      // An app of before March 2026 may have the broad one, which holds the granular one.
      case .invoices: ["accounting.invoices", "accounting.transactions"]
      case .contacts: ["accounting.contacts.read", "accounting.contacts"]
      case .settings: ["accounting.settings.read", "accounting.settings"]
      case .makeContacts: ["accounting.contacts"]
      case .attachments: ["accounting.attachments"]
      }
    }

    public func isMet(by granted: [String]) -> Bool {
      scopes.contains { granted.contains($0) }
    }
  }

  /// Reads `accounting.invoices offline_access`, blanks or commas between.
  ///
  /// - Throws: `.badSettings` for what can't be a scope (RFC 6749 section 3.3).
  public static func list(_ text: String) throws(XeroError) -> [String] {
    let words = text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.map(String.init)
    for word in words
    where !word.utf8.allSatisfy({
      $0 == 0x21 || (0x23...0x5b).contains($0) || (0x5d...0x7e).contains($0)
    }) {
      throw XeroError(
        .badSettings, "\"\(word)\" is no scope. Xero's are such as accounting.attachments.")
    }
    return words
  }

  /// What a sign-in asks for.
  ///
  /// - Parameters:
  ///   - instead: in place of the standard ones.
  ///   - added: to those and to what was granted before.
  /// - Throws: `.badSettings` without `offline_access`: each command would need a new sign-in.
  static func asked(
    instead: [String]?, added: [String], granted: [String]
  ) throws(XeroError) -> [String] {
    var all: [String] = []
    for scope in (instead ?? standard) + (added.isEmpty ? [] : granted) + added
    where !all.contains(scope) {
      all.append(scope)
    }
    guard Need.stay.isMet(by: all) else {
      throw XeroError(
        .badSettings,
        "The scopes lack offline_access, without which a sign-in ends after 30 minutes. Add it.")
    }
    return all
  }
}
