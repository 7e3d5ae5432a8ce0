/// The page behind `h`: the keymap, each key with its command.
enum HelpView {
  static let title = "Keys, and the commands that do the same"

  /// Room for what a key does, before its command.
  private static let column = 32

  static var lines: [Page.Line] {
    Keymap.bindings.map { binding in
      let command = binding.command.map { "daybook \($0)" } ?? ""
      let room = String(repeating: " ", count: max(1, column - binding.does.count))
      return Page.Line(binding.does + (command.isEmpty ? "" : room + command), lead: binding.shown)
    } + [
      Page.Line(""),
      Page.Line("light is proposed, solid approved; ◆ is the entry under the cursor", lead: "▒ █"),
      Page.Line("no project  · idle  - locked  z asleep  = paused", lead: "?"),
      Page.Line(
        "proposed  ✓ approved  € invoiced  ✗ rejected  − written off  $ will be billed", lead: "•"),
      Page.Line("The mouse selects, in the list and in the timeline."),
    ]
  }
}
