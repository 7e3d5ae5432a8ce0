import Billing

/// A contact that a client could be, and why.
public struct ContactProposal: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    case number = "its number is the client's key"
    case name = "the same name"
    case alias = "an alias of the client"
    case bareName = "the same name but for its legal form"
    case email = "its e-mail address"
    case words = "words of the name"

    fileprivate var weight: Int {
      switch self {
      case .number, .name: 100
      case .alias: 80
      case .bareName: 60
      case .email: 30
      case .words: 5
      }
    }
  }

  public var contact: OrganisationCopy.Contact
  public var reasons: [Reason]

  var weight: Int { reasons.reduce(0) { $0 + $1.weight } }
}

extension OrganisationCopy {
  /// Whom a client could be, the likeliest first; nobody archived or merged, at most 10.
  ///
  /// By number, name and e-mail address. A proposal is all it is: a person confirms one.
  public func proposals(for client: Client) -> [ContactProposal] {
    let names = [client.name] + client.aliases
    let words = Set(names.flatMap { plainWords($0) })
    let bare = Set(names.map { plainWords($0) }.filter { !$0.isEmpty })
    return contacts.filter(\.isActive).compactMap { contact -> ContactProposal? in
      var reasons: [ContactProposal.Reason] = []
      if let number = contact.number, folded(number) == folded(client.key) {
        reasons.append(.number)
      }
      let own = plainWords(contact.name)
      if folded(contact.name) == folded(client.name) {
        reasons.append(.name)
      } else if client.aliases.contains(where: { folded($0) == folded(contact.name) }) {
        reasons.append(.alias)
      } else if bare.contains(own) {
        reasons.append(.bareName)
      } else if !words.isDisjoint(with: own) {
        reasons.append(.words)
      }
      if let host = mailWord(contact.email), words.contains(host) || host == folded(client.key) {
        reasons.append(.email)
      }
      return reasons.isEmpty ? nil : ContactProposal(contact: contact, reasons: reasons)
    }
    .sorted {
      ($1.weight, $0.contact.name, $0.contact.id) < ($0.weight, $1.contact.name, $1.contact.id)
    }
    .prefix(10).map { $0 }
  }
}

/// Legal forms: they tell no two customers apart. Lower case, without dots.
private let legalForms: Set<String> = [
  "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated",
  "kg", "limited", "llc", "llp", "ltd", "nv", "oy", "plc", "pty", "sa", "sarl", "sas", "srl", "the",
  "and", "und",
]

private func folded(_ text: String) -> String {
  text.lowercased().split(separator: " ").joined(separator: " ")
}

/// The words of a name without marks, case and legal forms.
private func plainWords(_ name: String) -> [String] {
  let joined = name.lowercased().filter { $0 != "." && $0 != "'" && $0 != "’" }
  return joined.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    .filter { !legalForms.contains($0) && $0.count > 1 }
}

/// `brightside` of `office@brightside.example`; nil where there is none. Mail hosts of everybody
/// name nobody.
private func mailWord(_ address: String) -> String? {
  guard let host = address.lowercased().split(separator: "@").dropFirst().last else { return nil }
  let labels = host.split(separator: ".").map(String.init)
  let everybody: Set<String> = [
    "gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "gmx", "web",
    "proton", "protonmail", "xtra",
  ]
  guard labels.count > 1, let word = labels.first(where: { $0 != "www" && $0 != "mail" }),
    !everybody.contains(word)
  else { return nil }
  return word
}
