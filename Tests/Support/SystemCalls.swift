import Glibc

/// Which addresses a program and its children connected to or sent to, as the system saw it: strace
/// writes a line for each call.
public struct SystemCalls {
  /// What stands before the program's own words.
  public let command: [String]
  private let path: String

  /// - Parameter path: where strace writes.
  public init(into path: String) {
    self.path = path
    command = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=%net", "-o", path]
  }

  /// `127.0.0.1:8080`, `[::1]:80`, or a socket's path; each once. Not its own ends: Foundation wakes
  /// itself by two sockets that are connected to each other.
  public var peers: Set<String> {
    let lines = lines
    let others = lines.filter { line in
      ["connect(", "sendto(", "sendmsg(", "sendmmsg("].contains(where: line.contains)
    }
    let own = lines.filter { $0.contains("getsockname(") }
    return Set(others.compactMap(Self.address)).subtracting(own.compactMap(Self.address))
  }

  /// What was sent to whoever resolves names, where a name was asked for.
  public var sentLines: [String] { lines.filter { $0.contains("send") } }

  private var lines: [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    return text.split(separator: "\n").map(String.init)
  }

  private static func address(_ line: String) -> String? {
    if let path = between("sun_path=", ["}", ","], line) { return path.filter { $0 != "\"" } }
    guard
      let port = between("sin_port=htons(", [")"], line) ?? between("sin6_port=htons(", [")"], line)
    else { return nil }
    if let address = between("inet_addr(\"", ["\""], line) { return "\(address):\(port)" }
    return between("inet_pton(AF_INET6, \"", ["\""], line).map { "[\($0)]:\(port)" }
  }

  private static func between(_ start: String, _ ends: [Character], _ line: String) -> String? {
    var rest = line[...]
    while !rest.isEmpty, !rest.hasPrefix(start) { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    return String(rest.dropFirst(start.count).prefix { !ends.contains($0) })
  }
}
