import Activity
import Foundation

/// Something in a text for a client that is nothing for that client.
public struct SafetyHit: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Another client's name or alias.
    case name
    /// Another client's domain.
    case domain
    /// A window's title, as it was recorded.
    case title
    case email
    /// What looks like a password, key or token.
    case secret
    /// A note made of time that is forgotten by now.
    case forgotten
  }

  public var kind: Kind
  /// As it stands there; for a forgotten note the entry's id.
  public var text: String
  /// `line 2`, `the reference`.
  public var place: String
  /// Names the hit to a person and in the history, where its text must not be: `hit:1f3a9c20`.
  public var id: String

  public init(_ kind: Kind, _ text: String, at place: String, of client: String) {
    self.kind = kind
    self.text = text
    self.place = place
    var digest = Digest()
    digest.add("\(client)\u{0}\(kind.rawValue)\u{0}\(text.lowercased())".utf8)
    let digits = String(digest.value, radix: 16)
    id =
      SafetyHit.prefix
      + (String(repeating: "0", count: 16 - digits.utf8.count) + digits).prefix(8)
  }

  public static let prefix = "hit:"
}

/// Looks through what is about to reach a client for other clients' names, addresses and secrets.
///
/// The draft's own client, project and task names are taken out first.
public struct SafetyScan: Sendable {
  private let client: String
  /// Longest first.
  private let own: [Words]
  private let others: [(kind: SafetyHit.Kind, words: Words)]

  /// - Parameter projects: keys of the draft's projects; all of the client's tasks in them are its
  ///   own words.
  public init(for client: Client, projects: Set<String>, in list: ClientList) {
    self.client = client.key
    let projects = client.projects.filter { projects.contains($0.key) }
    let names =
      [client.name] + client.aliases + client.domains
      + projects.flatMap { [$0.name] + $0.aliases }
      + projects.flatMap(\.tasks).flatMap { [$0.name] + $0.aliases }
    own = names.map(Words.init).filter { !$0.characters.isEmpty }
      .sorted { $0.characters.count > $1.characters.count }
    others = list.clients.filter { $0.key != client.key }.flatMap { other in
      ([other.name] + other.aliases).map { (.name, Words($0)) }
        + other.domains.map { (.domain, Words($0)) }
    }
  }

  /// What in `text` is nothing for this client, each once.
  public func hits(in text: String, at place: String) -> [SafetyHit] {
    let left = Words(text).without(own)
    var hits = others.filter { left.holds($0.words) }
      .map { SafetyHit($0.kind, $0.words.text, at: place, of: client) }
    let plain = String(left.characters)
    for (kind, pattern) in SafetyScan.patterns {
      hits += pattern.matches(in: plain).map { SafetyHit(kind, $0, at: place, of: client) }
    }
    var seen: Set<String> = []
    return hits.filter { seen.insert($0.id).inserted }
  }

  /// A recorded title that stands whole in a note made by rules. Nil where, but for own names, too
  /// little of it is left to give anything away.
  public func hit(title: String, at place: String) -> SafetyHit? {
    guard title.count >= SafetyScan.titleLength else { return nil }
    let left = Words(title).without(own).characters.filter { $0 != Words.gap }
    guard left.count >= SafetyScan.titleLength else { return nil }
    return SafetyHit(.title, title, at: place, of: client)
  }

  /// Shorter titles are everybody's words.
  public static let titleLength = 12

  /// The prefixes by which GitHub, GitLab, Slack, Stripe, AWS and Google tell their own keys, JSON Web
  /// Tokens, what anyone calls a password, and what is too long and too mixed to be a word.
  private static let forms: [(kind: SafetyHit.Kind, pattern: String)] = [
    (.email, #"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+"#),
    (
      .secret,
      #"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|sk_live_|rk_live_|pk_live_)[A-Za-z0-9_-]{12,}"#
    ),
    (.secret, #"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"#),
    (.secret, #"\bAIza[A-Za-z0-9_-]{30,}"#),
    (.secret, #"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"#),
    (.secret, #"-----BEGIN [A-Z ]*PRIVATE KEY-----"#),
    (
      .secret,
      #"(?i)\b(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key)\s*[:=]\s*[^\s;,]{4,}"#
    ),
    (.secret, #"(?i)\bbearer\s+[A-Za-z0-9._~+/-]{16,}"#),
    (.secret, #"://[^/\s:@]+:[^/\s@]+@"#),
    (.secret, #"\b[0-9a-fA-F]{32,}\b"#),
    (
      .secret,
      #"(?<![A-Za-z0-9+/_-])(?=[A-Za-z0-9+/_-]*[0-9])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{40,}={0,2}"#
    ),
  ]

  private static let patterns = forms.map { (kind: $0.kind, pattern: TextPattern($0.pattern)) }
}

/// A regular expression that is part of the program.
private struct TextPattern: @unchecked Sendable {
  // NSRegularExpression is immutable and documented as safe for use from many threads.
  private let expression: NSRegularExpression?

  init(_ pattern: String) {
    expression = try? NSRegularExpression(pattern: pattern)
    assert(expression != nil, pattern)
  }

  func matches(in text: String) -> [String] {
    let all = NSRange(text.startIndex..., in: text)
    return (expression?.matches(in: text, range: all) ?? []).compactMap { match in
      Range(match.range, in: text).map { String(text[$0]) }
    }
  }
}

/// A text in which whole words are looked for, without regard to case.
private struct Words: Sendable {
  let text: String
  var characters: [Character]
  private var folded: [Character]

  /// Stands where words were taken out: no letter, so that what is beside it stays whole words.
  static let gap: Character = "\u{fffc}"

  init(_ text: String) {
    self.text = text
    characters = Array(text)
    folded = characters.map(Words.fold)
  }

  /// One character stays one, so that places in both are the same.
  private static func fold(_ character: Character) -> Character {
    let lower = character.lowercased()
    return lower.count == 1 ? lower.first ?? character : character
  }

  func holds(_ words: Words) -> Bool { find(words, from: 0) != nil }

  func without(_ taken: [Words]) -> Words {
    var left = self
    for words in taken {
      var start = 0
      while let place = left.find(words, from: start) {
        let range = place..<place + words.characters.count
        left.characters.replaceSubrange(range, with: [Words.gap])
        left.folded.replaceSubrange(range, with: [Words.gap])
        start = place + 1
      }
    }
    return left
  }

  /// Where `words` stand, with no letter or digit beside them.
  private func find(_ words: Words, from start: Int) -> Int? {
    let wanted = words.folded
    guard let first = wanted.first, folded.count >= wanted.count, start <= folded.count else {
      return nil
    }
    var place = start
    while place + wanted.count <= folded.count {
      if folded[place] == first, folded[place..<place + wanted.count].elementsEqual(wanted),
        isBorder(place - 1), isBorder(place + wanted.count)
      {
        return place
      }
      place += 1
    }
    return nil
  }

  private func isBorder(_ place: Int) -> Bool {
    guard folded.indices.contains(place) else { return true }
    return !folded[place].isLetter && !folded[place].isNumber
  }
}
