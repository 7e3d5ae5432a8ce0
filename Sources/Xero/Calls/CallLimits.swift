import Activity
import Foundation

/// What Xero last said of an organisation's limits, by the headers of its answers.
public struct CallLimits: Codable, Hashable, Sendable {
  /// Calls left when it was said; nil where it was not.
  public var day: Int?
  public var minute: Int?
  var saidMilliseconds: Int64
  /// Until when no call is taken; set by a refusal that names a time.
  var resumesMilliseconds: Int64?
  /// How far Xero's clock was ahead of ours, in seconds; nil where it did not tell.
  public var clockAheadSeconds: Int64?

  public var saidAt: Instant { Instant(milliseconds: saidMilliseconds) }
  public var resumesAt: Instant? { resumesMilliseconds.map { Instant(milliseconds: $0) } }

  /// Nil where the answer says nothing of limits.
  init?(_ answer: HTTPAnswer, at now: Instant) {
    func count(_ name: String) -> Int? {
      answer.header(name).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
    day = count("x-daylimit-remaining")
    minute = count("x-minlimit-remaining")
    saidMilliseconds = now.milliseconds
    if case .limited(_, let seconds?) = ErrorBody(answer), answer.status == 429 {
      resumesMilliseconds = now.milliseconds + min(seconds, 172_800) * 1000
    }
    clockAheadSeconds = answer.header("date").flatMap { HTTPDate($0) }.map {
      $0.instant.flooredSeconds - now.flooredSeconds
    }
    guard day != nil || minute != nil || resumesMilliseconds != nil else { return nil }
  }
}

/// `Wed, 25 Nov 2026 18:47:43 GMT` (RFC 9110 section 5.6.7).
struct HTTPDate: Hashable, Sendable {
  var instant: Instant

  init?(_ text: String) {
    let words = text.split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
      let month = months.firstIndex(of: String(words[2])),
      let date = CivilDate(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[4].split(separator: ":").map { Int64($0) ?? 99 }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
    let seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
    instant = Instant(milliseconds: (Int64(date.daysSince1970) * 86_400 + seconds) * 1000)
  }
}

/// Remembers the limits between commands, in a small file beside the sign-ins. It is a hint: two
/// commands at once may lose one another's word, and the next answer corrects it.
public struct LimitsMemory: Sendable {
  var directory: String
  var environment: String

  private var path: String { "\(directory)/limits-\(environment).json" }

  public func limits(of tenant: String, clientID: String) -> CallLimits? {
    all()[LimitsMemory.name(tenant, clientID)]
  }

  func note(_ limits: CallLimits, of tenant: String, clientID: String) {
    var all = all()
    let name = LimitsMemory.name(tenant, clientID)
    var limits = limits
    // A refusal may tell less than the answers before it.
    limits.day = limits.day ?? all[name]?.day
    all[name] = limits
    guard let data = try? JSONEncoder().encode(all) else { return }
    let temporary = "\(path).\(getpid())"
    guard
      FileManager.default.createFile(
        atPath: temporary, contents: data, attributes: [.posixPermissions: 0o600])
    else { return }
    if rename(temporary, path) != 0 { unlink(temporary) }
  }

  private func all() -> [String: CallLimits] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    return (try? JSONDecoder().decode([String: CallLimits].self, from: data)) ?? [:]
  }

  private static func name(_ tenant: String, _ clientID: String) -> String {
    "\(clientID) \(tenant.lowercased())"
  }
}
