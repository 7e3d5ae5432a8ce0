import Activity

/// Something that windows may have in common, and that a rule can ask for.
enum WindowTrait: Hashable {
  /// A part of a title or a word of it, in one program or (nil) in any.
  case title(app: String?, text: String)
  /// A directory and all below it.
  case directory(String)
  /// A host, or a host with the first part of the path.
  case address(String)
  case workspace(String)
  case app(String)

  /// What catching an hour by it is worth, in percent: what is more telling wins over what is
  /// wider.
  var worth: Int64 {
    switch self {
    case .directory, .address: 110
    case .title(.some, _): 100
    case .title(nil, _): 95
    case .workspace: 60
    case .app: 50
    }
  }

  /// For people, as a rule's name.
  var name: String {
    switch self {
    case .title(let app?, let text): "\(text) in \(app)"
    case .title(nil, let text): text
    case .directory(let path): "In \(path)"
    case .address(let address): "On \(address)"
    case .workspace(let workspace): "Workspace \(workspace)"
    case .app(let app): app
    }
  }

  /// Nil where no pattern can say it.
  var condition: Condition? {
    switch self {
    case .title(let app, let text):
      guard let title = WindowTrait.test(.title, bounded(text)) else { return nil }
      return .every((app.map { [WindowTrait.whole(.app, $0)] } ?? []) + [title])
    case .directory(let path): return WindowTrait.test(.directory, "^\(escaped(path))(?:/|$)")
    case .address(let address):
      return WindowTrait.test(.url, "://(?:www\\.)?\(escaped(address))(?:[/:?#]|$)")
    case .workspace(let workspace): return WindowTrait.whole(.workspace, workspace)
    case .app(let app): return WindowTrait.whole(.app, app)
    }
  }

  private static func test(_ fact: Fact, _ pattern: String) -> Condition? {
    guard let pattern = try? Pattern(pattern, engine: .interpreter) else { return nil }
    return .text(fact, .pattern(pattern))
  }

  private static func whole(_ fact: Fact, _ text: String) -> Condition {
    .text(fact, .whole(text))
  }
}

extension WindowTrait {
  /// The traits of a window, the more telling parts of its title first.
  static func all(of window: Window) -> [WindowTrait] {
    var traits: [WindowTrait] = []
    let app = isPlain(window.app) ? window.app : ""
    for text in TitleParts(of: window).texts {
      if !app.isEmpty { traits.append(.title(app: app, text: text)) }
      if app.isEmpty || text.unicodeScalars.count >= 5 {
        traits.append(.title(app: nil, text: text))
      }
    }
    traits += directories(window.directory).map(WindowTrait.directory)
    traits += addresses(window.url).map(WindowTrait.address)
    if isPlain(window.workspace) { traits.append(.workspace(window.workspace)) }
    if !app.isEmpty { traits.append(.app(app)) }
    return traits
  }

  /// The directory and those above it, down to the third level: `/home/me` is everything.
  private static func directories(_ path: String) -> [String] {
    guard path.utf8.first == UInt8(ascii: "/"), isPlain(path) else { return [] }
    let parts = path.split(separator: "/").prefix(8)
    guard parts.count >= 3 else { return [] }
    return (3...parts.count).reversed().map { "/" + parts.prefix($0).joined(separator: "/") }
  }

  /// `github.com/acme` and `github.com` of `https://github.com/acme/website?tab=1`.
  private static func addresses(_ url: String) -> [String] {
    guard isPlain(url), let colon = url.firstIndex(of: ":"),
      url[colon...].hasPrefix("://")
    else { return [] }
    let rest = url[url.index(colon, offsetBy: 3)...]
    let place = rest.prefix { $0 != "?" && $0 != "#" }
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    var host = (parts.first ?? "").lowercased()
    // Whoever signs in by address would have a password in the rule.
    guard !host.utf8.contains(UInt8(ascii: "@")) else { return [] }
    if host.hasPrefix("www.") { host = String(host.dropFirst(4)) }
    guard !host.isEmpty else { return [] }
    guard parts.count > 1, !parts[1].isEmpty else { return [host] }
    return ["\(host)/\(parts[1])", host]
  }

  /// One short line without hidden characters, so that a rule can name it.
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        !$0.isHidden && ![.privateUse, .unassigned].contains($0.properties.generalCategory)
      } && text.unicodeScalars.count <= 150
  }
}

/// What a title says, without the name of the program that shows it.
struct TitleParts {
  /// Parts between separators, from the last to the first, then their words.
  private(set) var texts: [String] = []

  init(of window: Window) {
    let own = Set(
      (TitleParts.words(of: window.app) + TitleParts.words(of: window.instance))
        .flatMap { $0.split { !$0.isLetter } }.map { $0.lowercased() })
    func isOwnName(_ text: String) -> Bool {
      TitleParts.words(of: text).contains { own.contains($0.lowercased()) }
    }
    let parts = TitleParts.parts(of: window.title)
    let telling = parts.enumerated().filter { index, part in
      // The last part is the program's own: "… - Visual Studio Code".
      !(index == parts.count - 1 && isOwnName(part))
    }.map(\.element).reversed()
    for part in telling where part.unicodeScalars.count <= 60 && TitleParts.tells(part) {
      add(part)
    }
    for part in telling {
      for word in TitleParts.words(of: part)
      where (4...40).contains(word.unicodeScalars.count) && TitleParts.tells(word)
        && !own.contains(word.lowercased())
      {
        add(word)
      }
    }
  }

  static func last(of title: String) -> String? { parts(of: title).last }

  private mutating func add(_ text: String) {
    if texts.count < 24, !texts.contains(text) { texts.append(text) }
  }

  /// Three letters or more: numbers and dates come and go. Nothing that was redacted.
  private static func tells(_ text: String) -> Bool {
    text.unicodeScalars.count { $0.properties.isAlphabetic } >= 3 && WindowTrait.isPlain(text)
      && !text.unicodeScalars.contains("…")
  }

  /// Cut at ` - `, ` — `, ` · `, ` | ` and the like, and at `: `.
  private static func parts(of title: String) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    let scalars = Array(title.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let after = index + 2 < scalars.count ? scalars[index + 2] : nil
      if scalars[index] == " ", let next, after == " ", "-—–·|•".unicodeScalars.contains(next) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        index += 3
      } else if scalars[index] == ":", next == " " {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        index += 2
      } else {
        part.append(scalars[index])
        index += 1
      }
    }
    return (parts + [String(part)]).map(\.trimmed).filter { !$0.isEmpty }
  }

  /// Runs of letters, digits, `_` and `-`, with a letter or digit at either end.
  private static func words(of text: String) -> [String] {
    text.unicodeScalars
      .split { !($0.isWordLetter || $0 == "-") }
      .compactMap { word in
        guard let first = word.firstIndex(where: \.isWordLetter),
          let last = word.lastIndex(where: \.isWordLetter)
        else { return nil }
        return String(word[first...last])
      }
  }
}

extension Unicode.Scalar {
  /// What `\w` matches.
  fileprivate var isWordLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: self == "_"
    }
  }
}

/// `text` as a pattern that finds it, not within a longer word.
private func bounded(_ text: String) -> String {
  let before = text.unicodeScalars.first?.isWordLetter == true ? "\\b" : ""
  let after = text.unicodeScalars.last?.isWordLetter == true ? "\\b" : ""
  return before + escaped(text) + after
}

/// `text` as a pattern that finds just it.
private func escaped(_ text: String) -> String {
  var pattern = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if "\\^$.[]|()?*+{}".unicodeScalars.contains(scalar) { pattern.append("\\") }
    pattern.append(scalar)
  }
  return String(pattern)
}
