import Activity
import Control
import Desktop

/// A row of the tray's menu, by the number that it has in every menu.
enum TrayRow: Int32 {
  case recorded = 1, today, trouble, firstLine, secondLine, thirdLine
  case pause = 10, pauseQuarter, pauseHour, pauseTomorrow, pauseOpen, resume
  case forget = 20, forgetTenMinutes, forgetHour
  case review = 30, status, quit
}

/// What the menu says, when it is opened.
struct TrayContents: Hashable {
  /// Active time of the working day, and how much of it the rules give to a project, in
  /// milliseconds; nil without rules.
  struct Today: Hashable {
    var active: Int64 = 0
    var assigned: Int64?
  }

  /// A project of the person's, or a program.
  enum Work: Hashable {
    case project(String, client: String)
    case program(String)
  }

  var presence: Presence
  /// Nil where there is nothing, or nothing may be named.
  var work: Work?
  var today: Today?
  /// What is wrong, as a short sentence.
  var trouble: String?
  var pause: Pause
  /// When the pause ends, in words.
  var pauseEnd = ""
  /// The wall clock.
  var now: Instant

  var menu: TrayMenu {
    var rows = [words(.recorded, recorded)]
    if let today {
      let assigned = today.assigned.map { ", \(Self.length($0)) assigned" } ?? ""
      rows.append(words(.today, "Today \(Self.length(today.active))\(assigned)"))
    }
    // It leads to what says more.
    if let trouble { rows.append(choice(.trouble, trouble)) }
    rows.append(line(.firstLine))
    rows += pause.holds(at: now) ? [choice(.resume, resume)] : [pauses]
    rows += [
      TrayMenu.Row(
        TrayRow.forget.rawValue, "Forget the last",
        .submenu([choice(.forgetTenMinutes, "10 min"), choice(.forgetHour, "1 h")])),
      line(.secondLine), choice(.review, "Review today…"), choice(.status, "Status"),
      line(.thirdLine), choice(.quit, "Quit"),
    ]
    return TrayMenu(rows)
  }

  // MARK: - Rows

  private var recorded: String {
    switch presence {
    case .active:
      switch work {
      case .project(let project, let client):
        return "Recording \(Self.name(project))" + (client.isEmpty ? "" : ", \(Self.name(client))")
      case .program(let program): return "Recording \(Self.name(program))"
      case nil: return "Recording"
      }
    case .idle: return "Nobody at the keyboard"
    case .locked: return "Locked"
    case .asleep: return "Asleep"
    case .paused:
      return pauseEnd.isEmpty ? "Paused" : "Paused until \(pauseEnd)"
    case .off, .unknown: return "Nothing is recorded"
    }
  }

  private var pauses: TrayMenu.Row {
    TrayMenu.Row(
      TrayRow.pause.rawValue, "Pause",
      .submenu([
        choice(.pauseQuarter, "15 min"), choice(.pauseHour, "1 h"),
        choice(.pauseTomorrow, "Until tomorrow"), choice(.pauseOpen, "Until I resume"),
      ]))
  }

  private var resume: String {
    guard let end = pause.end else { return "Resume" }
    return "Resume (\(Self.length(end - now + 59_999)) left)"
  }

  private func words(_ row: TrayRow, _ label: String) -> TrayMenu.Row {
    TrayMenu.Row(row.rawValue, label, .words)
  }

  private func choice(_ row: TrayRow, _ label: String) -> TrayMenu.Row {
    TrayMenu.Row(row.rawValue, label, .choice)
  }

  private func line(_ row: TrayRow) -> TrayMenu.Row {
    TrayMenu.Row(row.rawValue, "", .separator)
  }

  // MARK: - Words

  /// Whole minutes: `40 min`, `5 h`, `5 h 40 min`.
  static func length(_ milliseconds: Int64) -> String {
    let minutes = max(0, milliseconds) / 60_000
    let (hours, rest) = (minutes / 60, minutes % 60)
    if hours == 0 { return "\(rest) min" }
    return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
  }

  private static let longestName = 40

  /// Outside text, short and on one line.
  static func name(_ text: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in neutralised(text).unicodeScalars {
      guard name.count < longestName else {
        name.append("…")
        break
      }
      name.append(scalar)
    }
    return String(name)
  }
}
