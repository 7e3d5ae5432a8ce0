import Activity
import ConfigurationFiles
import Control
import Foundation

/// What a person was told, so that nothing is told twice: a small file of the state directory.
struct ToldBefore {
  private enum Mark: Hashable {
    case told(Instant)
    /// They want to hear it again then.
    case later(Instant)
  }

  private static let first = "daybook notified 1"
  /// News of more than a year is forgotten, but for budgets that are for all time.
  private static let longest: Int64 = 400 * 86_400_000

  private var marks: [String: Mark] = [:]
  private var isChanged = false

  /// A file that is missing or damaged says nothing: better told twice than never.
  init(_ places: Places) {
    guard let bytes = FileManager.default.contents(atPath: places.notified) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.first[...] else { return }
    for line in lines.dropFirst() {
      let words = line.split(separator: " ")
      guard words.count == 3, let time = Int64(words[2]) else { continue }
      switch words[1] {
      case "told": marks[String(words[0])] = .told(Instant(milliseconds: time))
      case "later": marks[String(words[0])] = .later(Instant(milliseconds: time))
      default: continue
      }
    }
  }

  /// Whether it is not to be told at `now`.
  func holdsBack(_ id: String, at now: Instant) -> Bool {
    switch marks[id] {
    case nil: false
    case .told: true
    case .later(let time): now < time
    }
  }

  func isPutOff(_ id: String) -> Bool {
    if case .later = marks[id] { true } else { false }
  }

  /// When the first of what was put off is to be told.
  func next(after now: Instant) -> Instant? {
    marks.values.compactMap { mark in
      if case .later(let time) = mark, time > now { time } else { nil }
    }.min()
  }

  mutating func note(_ id: String, at now: Instant) {
    marks[id] = .told(now)
    isChanged = true
  }

  /// Nobody saw it, or could answer: it counts as not told. What was put off stays so.
  mutating func wasLost(_ id: String) {
    guard case .told = marks[id] else { return }
    marks[id] = nil
    isChanged = true
  }

  mutating func putOff(_ id: String, until time: Instant) {
    marks[id] = .later(time)
    isChanged = true
  }

  /// Writes it where something changed, whole or not at all.
  func write(to places: Places, at now: Instant) throws {
    guard isChanged else { return }
    let kept = marks.filter { id, mark in
      guard case .told(let time) = mark, !id.hasPrefix("budget-") else { return true }
      return now - time < Self.longest
    }
    let lines = kept.sorted { $0.key < $1.key }.map { id, mark in
      switch mark {
      case .told(let time): "\(id) told \(time.milliseconds)"
      case .later(let time): "\(id) later \(time.milliseconds)"
      }
    }
    try places.makeStateDirectory()
    do throws(FilterWriteError) {
      try places.write(
        Array(([Self.first] + lines).joined(separator: "\n").utf8) + [0x0a], to: places.notified)
    } catch {
      throw Refusal(
        .failed,
        "What you were told can't be noted in \(error.path): "
          + "\(String(cString: strerror(error.code))). Free some space or look at the directory; "
          + "nothing is told until then.")
    }
  }
}
