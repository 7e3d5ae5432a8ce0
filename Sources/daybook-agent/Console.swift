import Activity
import Glibc

/// Lines for the person who started the agent.
enum Console {
  static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

  /// A trouble. Never holds a title.
  static func complain(_ line: String) { write("daybook-agent: " + line, to: STDERR_FILENO) }

  private static func write(_ line: String, to file: Int32) {
    let bytes = Array((line + "\n").utf8)
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
      }
    }
  }
}

/// Outside text that may reach a terminal: without hidden characters, and those of private use.
func neutralised(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    let isSafe = !scalar.isHidden && scalar.properties.generalCategory != .privateUse
    safe.unicodeScalars.append(isSafe ? scalar : "\u{fffd}")
  }
  return safe
}

extension Span {
  /// `09:30:00  1m 12s  active  Code  index.ts`, in the zone of that time.
  var spoken: String {
    let seconds = start.flooredSeconds + Int64(zone.offset)
    let time = ((seconds % 86_400) + 86_400) % 86_400
    let clock = [time / 3600, time / 60 % 60, time % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    let what =
      switch subject {
      case .nothing: presence == .active ? "no window" : ""
      case .private: "private"
      case .window(let window): neutralised("\(window.app)  \(window.title)")
      }
    return "\(clock)  \(Self.spoken(milliseconds))  \(presence.name)  \(what)"
  }

  private static func spoken(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    if seconds == 0 { return "\(milliseconds)ms" }
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m \(seconds % 60)s" }
    return "\(seconds / 3600)h \(seconds / 60 % 60)m"
  }
}
