import CLinux
import Control
import Glibc

/// How glibc's heap is set up: GLIBC_TUNABLES, read once, before `main`.
///
/// glibc keeps some freed blocks of each size in a cache, and each holds back the page that it lies in:
/// within months they come to half of what the agent needs. No call switches the cache off.
struct Tunables: Equatable {
  private static let variable = "GLIBC_TUNABLES"
  private static let name = "glibc.malloc.tcache_count"
  private static let ours = name + "=0"
  /// Holds the number of the process that begins anew.
  private static let marker = "DAYBOOK_BEGAN_ANEW"

  /// What the variable has to be for us; nil where it is so, or a person chose something else.
  let wanted: String?
  /// What the person's own is, for what we start.
  let own: String?

  init(given: String?) {
    let settings = (given ?? "").split(separator: ":")
    if !settings.contains(where: { $0.hasPrefix(Self.name + "=") }) {
      // Ours first: should a loader cut the text at a colon, we still know that we began anew.
      wanted = ([Self.ours[...]] + settings).joined(separator: ":")
      own = given
    } else {
      wanted = nil
      let others = settings.dropFirst()
      own =
        settings[0] != Self.ours[...]
        ? given : others.isEmpty ? nil : others.joined(separator: ":")
    }
  }

  /// Once: some programs never see the variable. glibc takes it from those that get rights by being
  /// started (ld.so(8), "Secure-execution mode").
  static func mayBeginAnew(_ process: Int32, marked: String?, isSecure: Bool) -> Bool {
    !isSecure && marked != "\(process)"
  }

  /// Has this process run without the cache: where it was started with it, it begins anew, with the
  /// same number and the same words. Its unit and `daybook init` set the variable, and spare it that.
  static func settle() {
    let tunables = Tunables(given: Places.variable(variable))
    // Another program in our place, such as the loader, would not take our words.
    if let wanted = tunables.wanted, let program = DaybookProgram.ownPath,
      program.hasSuffix("/daybook-agent"),
      mayBeginAnew(
        getpid(), marked: Places.variable(marker), isSecure: getauxval(UInt(AT_SECURE)) != 0)
    {
      setenv(variable, wanted, 1)
      setenv(marker, "\(getpid())", 1)
      var words = StartWords.own().map { strdup($0) } + [nil]
      execv(program, &words)
      words.forEach { free($0) }
    }
    unsetenv(marker)
    // It was meant for us; what we start, the person's terminal too, does not run for months.
    if let own = tunables.own { setenv(variable, own, 1) } else { unsetenv(variable) }
  }
}
