import Activity
import TestSupport
import Timesheet

/// A day drawn as text: each letter is `unit` seconds.
///
/// `a b c` are three projects, `A` is `a` with hands off, `.` unplaced, `p` private, `h` unplaced
/// with hands off; `i` idle, `l` locked, `s` asleep, `z` paused, `o` off, `?` a hole.
func timeline(
  _ drawing: String, unit: Int64 = 30, notes: [Character: String] = [:]
) -> DayTimeline {
  let start: Int64 = 1_795_104_000
  var evidence: [Evidence] = []
  for (index, letter) in drawing.enumerated() where letter != "?" {
    let from = start + Int64(index) * unit
    evidence.append(
      Evidence(
        span: SpanID(value: UInt64(index)), rank: 0, start: from, end: from + unit,
        kind: kind(letter, note: notes[letter])))
  }
  let end = start + Int64(drawing.count) * unit
  return DayTimeline(
    day: DayRange(date: CivilDate("2026-11-20")!, start: start, end: end), until: end,
    evidence: evidence, off: [])
}

private func kind(_ letter: Character, note: String?) -> Evidence.Kind {
  switch letter {
  case "i": .away(.idle)
  case "l": .away(.locked)
  case "s": .away(.asleep)
  case "z": .away(.paused)
  case "o": .away(.off)
  case ".": .active(.unassigned)
  case "h": .active(Classification(handsOff: true))
  case "p": .activePrivate
  default:
    .active(
      Classification(
        project: project(letter), note: note ?? "note \(letter)", handsOff: letter.isUppercase,
        reason: RuleReference(name: "rule \(letter)", place: Place(file: "r.yaml", line: 1))))
  }
}

func project(_ letter: Character) -> ProjectKey {
  ProjectKey(client: "client", project: letter.lowercased())
}

/// Entries as text: project or kind, start, end and counted time in units; `*` where scattered.
func drawn(_ entries: [Entry], of timeline: DayTimeline, unit: Int64 = 30) -> [String] {
  entries.map { entry in
    let name =
      switch entry.subject {
      case .work(let key): key.handsOff ? key.project.project.uppercased() : key.project.project
      case .unassigned(.plain): "."
      case .unassigned(.private): "p"
      case .unassigned(.handsOff): "h"
      }
    let from = (entry.start - timeline.day.start) / unit
    let to = (entry.end - timeline.day.start) / unit
    return "\(name)\(entry.scattered ? "*" : "") \(from)-\(to) \(entry.seconds / unit)"
  }
}

func propose(_ timeline: DayTimeline, decided: [Entry] = []) -> [Entry] {
  Proposal(policy: ProposePolicy(), zone: .utc).entries(of: timeline, decided: decided)
}

/// A drawing of 200 letters or a few more, of all kinds of time.
func madeUpDay(using random: inout SplitMix64) -> String {
  let letters = Array("aaaabbbccA...phiiilszo?")
  var drawing = ""
  while drawing.count < 200 {
    let letter = letters[.random(in: 0..<letters.count, using: &random)]
    drawing += String(repeating: letter, count: .random(in: 1...6, using: &random))
  }
  return drawing
}

extension [Entry] {
  /// Every second that they count, once for each time that it is counted.
  var countedSeconds: [Int64] {
    var seconds: [Int64] = []
    for share in flatMap(\.shares) { seconds += share.from..<share.to }
    return seconds.sorted()
  }
}
