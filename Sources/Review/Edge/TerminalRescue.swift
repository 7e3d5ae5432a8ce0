import CNcurses
import Glibc

/// Leaves the terminal as it was, also where the process ends by a signal or a crash.
///
/// A handler may allocate nothing, so all that it writes is made ready before.
enum TerminalRescue {
  // Written before the handlers are installed, read in a handler that ends the process.
  // On the heap: a global of a C structure with padding, as `termios` has it, gets no room for that
  // padding from Swift 6.3, and the kernel would write beyond it.
  nonisolated(unsafe) private static let before = UnsafeMutablePointer<termios>.allocate(
    capacity: 1)
  nonisolated(unsafe) private static var goodbye = UnsafeMutableBufferPointer<UInt8>.allocate(
    capacity: 0)
  nonisolated(unsafe) private static var isOpen = false

  /// What ends a process. ^C comes as a key, ^Z is ncurses' own.
  private static let signals = [
    SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGTERM, SIGPIPE,
  ]

  /// Call it once the terminal's description is read and before the terminal is changed.
  static func prepare() {
    before.initialize(to: termios())
    tcgetattr(STDIN_FILENO, before)
    let text =
      "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l"
      + ["sgr0", "rmkx", "cnorm", "rmcup"].map { (name: String) in
        plain(terminal_capability(name))
      }.joined()
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = bytes.initialize(from: text.utf8)
    goodbye = bytes
    isOpen = true
    for signal in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in TerminalRescue.leave(number) }
      // The second time the signal does what it always does.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      sigaction(signal, &action, nil)
    }
  }

  static func end() {
    isOpen = false
    for number in signals where number != SIGPIPE { signal(number, SIG_DFL) }
  }

  private static func leave(_ number: Int32) {
    if isOpen {
      isOpen = false
      _ = write(STDOUT_FILENO, goodbye.baseAddress, goodbye.count)
      tcsetattr(STDIN_FILENO, TCSANOW, before)
    }
    raise(number)
  }

  /// Without the padding that only terminals on slow lines need: `$<5>`.
  private static func plain(_ capability: UnsafePointer<CChar>?) -> String {
    guard let capability else { return "" }
    var text = ""
    var isPadding = false
    var rest = Substring(String(cString: capability))
    while let character = rest.first {
      if rest.hasPrefix("$<") { isPadding = true }
      if !isPadding { text.append(character) }
      if isPadding, character == ">" { isPadding = false }
      rest = rest.dropFirst()
    }
    return text
  }
}
