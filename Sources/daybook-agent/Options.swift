/// What was asked for on the command line.
struct Options {
  enum Request {
    case run
    case help
    case version
    /// Says what the desktop offers, and records nothing.
    case look
  }

  var request = Request.run
  /// Says what it records.
  var isVerbose = false
  /// Milliseconds; nil takes the configured threshold.
  var idle: Int64?
  /// Only in a home with clients: who never said `daybook init` is not recorded.
  var onlyIfSetUp = false

  static let standardIdle: Int64 = 180_000
  static let version = "0.1.0"

  static let help = """
    USAGE: daybook-agent [--idle LENGTH] [--say] [--if-set-up]

    Records which window has the focus, and whether anyone is at the keyboard, until it is told to
    stop (SIGTERM, or Ctrl-C). Nothing is recorded of what is typed, and nothing leaves this
    machine.

      daybook-agent
      daybook-agent --idle 5m --say

    OPTIONS:
      --idle LENGTH   No input for so long is idle, such as '90s' or '3m'.
                      Default: 'idle' in config.yaml, else 3m.
      --say           Print each span when it ends.
      --if-set-up     Do nothing in a home where 'daybook init' was never run: for
                      sessions that start this for everyone.
      --look          Print what this desktop offers, and record nothing: for
                      'daybook doctor'.
      --version       Print the version.
      -h, --help      Print this.
    """

  init(_ arguments: [String]) throws(Complaint) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--say", "--verbose", "-v": isVerbose = true
      case "--if-set-up": onlyIfSetUp = true
      case "--help", "-h": request = .help
      case "--version": request = .version
      case "--look": request = .look
      case "--idle":
        guard let text = rest.popFirst() else {
          throw Complaint("--idle needs a length, such as --idle 3m.", exit: 2)
        }
        idle = try Self.length(text)
      case _ where argument.hasPrefix("--idle="):
        idle = try Self.length(String(argument.dropFirst(7)))
      default:
        throw Complaint(
          "There is no option \"\(neutralised(argument))\". See 'daybook-agent --help'.", exit: 2)
      }
    }
  }

  /// `90s`, `6m`, `1h30m`; from a second to a day.
  static func length(_ text: String) throws(Complaint) -> Int64 {
    let bad = Complaint(
      "\"\(neutralised(text))\" is no length between 1s and 24h. Write it as '90s', '3m' or "
        + "'1h30m'.", exit: 2)
    var (total, number, digits): (Int64, Int64, Int) = (0, 0, 0)
    var units: [UInt8: Int64] = [
      UInt8(ascii: "h"): 3600, UInt8(ascii: "m"): 60, UInt8(ascii: "s"): 1,
    ]
    for byte in text.utf8 {
      if (48...57).contains(byte), digits < 6 {
        number = number * 10 + Int64(byte - 48)
        digits += 1
      } else {
        guard digits > 0, let unit = units[byte] else { throw bad }
        total += number * unit
        // From the long to the short, each once.
        units = units.filter { $0.value < unit }
        (number, digits) = (0, 0)
      }
    }
    guard digits == 0, (1...86_400).contains(total) else { throw bad }
    return total * 1000
  }
}
