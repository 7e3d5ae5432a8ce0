/// Rules for a first client in the programs that a person has; each is tested where it stands.
enum StarterRules {
  static func file(for client: StarterClient, _ programs: InstalledPrograms) -> String {
    let parts = [
      editors(client, programs), terminal(client, programs), calls(client, programs),
      mail(client, programs), anyTitle(client),
    ].compactMap { $0 }
    return """
      # Which windows are \(neutralised(client.name))'s work. Read in the order of the files' names, then
      # top to bottom; each field is set by the first rule that names it. "daybook rules why 10:15"
      # says which rule did what; "daybook rules suggest" knows more of them after some days.
      rules:
      \(parts.joined(separator: "\n"))
      """
  }

  private static func rule(
    _ name: String, _ when: String, _ set: String, _ client: StarterClient
  ) -> String {
    """
      - name: \(StarterClient.quoted(name))
        when: \(when)
        set: { project: \(client.key)/\(client.projectKey), \(set) }

    """
  }

  /// A folder called as the project, in the editors that name it.
  private static func editors(_ client: StarterClient, _ programs: InstalledPrograms) -> String? {
    let folder = "(?i)\(client.projectKey.replacing("-", with: "[-_ ]?"))"
    let file = "(?<file>[^/—–]+?)"
    var rules = ""
    if programs.has(.vscode) {
      rules += rule(
        "The project's folder in VS Code, VSCodium or Cursor",
        "{ title: '^(● )?\(file) - \(folder) - (Visual Studio Code|VSCodium|Cursor|Code - OSS)$' }",
        "task: development, note: 'Edited {file}'", client)
    }
    if programs.has(.jetbrains) {
      rules += rule(
        "The project's folder in a JetBrains editor",
        "{ app: /^jetbrains-/, title: '^\(folder)( \\[.+\\])? – (.+/)?\(file)$' }",
        "task: development, note: 'Edited {file}'", client)
    }
    if programs.has(.sublime) {
      rules += rule(
        "The project's folder in Sublime Text",
        "{ app: sublime_text, title: '^(.+/)?\(file)( •)? \\(\(folder)\\) - Sublime Text' }",
        "task: development, note: 'Edited {file}'", client)
    }
    if programs.has(.vim) {
      rules += rule(
        "The project's folder in gVim or gedit",
        "{ title: '^\(file) \\+? ?\\((.+/)?\(folder)\\) - (G?VIM|Nvim|gedit)\\d*$' }",
        "task: development, note: 'Edited {file}'", client)
    }
    return rules.isEmpty ? nil : rules
  }

  private static func terminal(_ client: StarterClient, _ programs: InstalledPrograms) -> String? {
    guard programs.has(.terminal) else { return nil }
    return rule(
      "A shell in the project's directory",
      "{ any: [{ title: '^\\S+@\\S+: ?.*/\(client.projectKey)(/|$)' }, "
        + "{ directory: '/\(client.projectKey)(/|$)' }] }",
      "task: development", client)
  }

  private static func calls(_ client: StarterClient, _ programs: InstalledPrograms) -> String? {
    guard programs.has(.meetings) || programs.has(.browser) else { return nil }
    // `presence: active` makes idle time work, with hands off the keyboard: billed after a yes.
    return rule(
      "Calls that name the client, also with hands off the keyboard",
      "{ all: [{ title: '(Zoom Meeting|Microsoft Teams|Jitsi Meet|Google Meet|^Meet [-–] )' }, "
        + "{ title: \(client.pattern) }] }",
      "task: meetings, note: Call, presence: active", client)
  }

  private static func mail(_ client: StarterClient, _ programs: InstalledPrograms) -> String? {
    guard programs.has(.thunderbird) else { return nil }
    return rule(
      "Mail that names the client in its subject",
      "{ app: /^thunderbird/, title: \(client.pattern) }", "note: Mail", client)
  }

  private static func anyTitle(_ client: StarterClient) -> String {
    rule(
      "Any other window that names the client", "{ title: \(client.pattern) }",
      "task: development", client)
  }
}
