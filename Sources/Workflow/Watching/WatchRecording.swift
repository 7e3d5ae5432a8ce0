import Activity
import ActivityLog
import Billing
import ConfigurationFiles
import Control
import Foundation
import Timesheet

/// How the recording stands.
public struct RecordingStatus: Sendable {
  public enum Agent: Sendable {
    case running(AgentStatus)
    /// It runs and can't be asked: why.
    case silent(String)
    case absent
  }

  /// One thing that must be right for the record to be right.
  public struct Check: Hashable, Sendable {
    public var name: String
    public var isFine: Bool
    public var sentence: String
  }

  public var agent: Agent
  public var pause: Pause
  /// The last sign of life in the log, also of an agent that has ended.
  public var lastWrite: Instant?
  /// An agent that runs no more ended without a word.
  public var wasCutOff: Bool
  public var today: DayReport?
  /// The budget that is used most, where there is one.
  public var budget: BudgetStanding?
  public var checks: [Check]
  public var at: Instant
}

extension World {
  /// What is recorded now, today's sums and what is wrong; without an agent, what the log knows.
  public func recordingStatus() async throws -> RecordingStatus {
    let places = try Places(environment: environment)
    let agent: RecordingStatus.Agent
    switch await AgentLink(world: self, places: places).ask(.status) {
    case .absent: agent = .absent
    case .silent(let why): agent = .silent(why)
    case .answered(.status(let status)): agent = .running(status)
    case .answered(.refused(let sentence)): agent = .silent(sentence)
    case .answered(.done): agent = .silent("daybook-agent answers something else than its status.")
    }
    var pause = PauseOnDisk.read(places)
    if case .until = pause, !pause.holds(at: now()) { pause = .none }
    if case .running(let status) = agent { pause = status.pause }
    var checks = [check(agent, places)]
    if let check = check(pause, places) { checks.append(check) }
    let (configuration, today, budget) = look(places)
    checks.append(configuration)
    if case .running(let status) = agent { checks += self.checks(status, places) }
    let (last, log) = lastRun(places)
    if let log { checks.append(log) }
    var lastWrite = last?.alive
    if case .running(let status) = agent { lastWrite = status.lastWrite }
    return RecordingStatus(
      agent: agent, pause: pause, lastWrite: lastWrite,
      wasCutOff: last.map { $0.state != .stopped } ?? false,
      today: today, budget: budget, checks: checks, at: now())
  }

  /// The last run that the log knows; a check only where the log can't be used.
  private func lastRun(_ places: Places) -> (Run?, RecordingStatus.Check?) {
    guard FileManager.default.fileExists(atPath: places.activity) else { return (nil, nil) }
    do {
      let log = try ActivityLog.open(path: places.activity, mode: .read)
      let end = Instant(milliseconds: .max)
      return (try log.runs(from: end, to: end).last, nil)
    } catch {
      return (nil, .init(name: "record", isFine: false, sentence: "\(error)"))
    }
  }

  /// Bad files must not keep anybody from seeing whether they are being recorded.
  private func look(_ places: Places) -> (
    RecordingStatus.Check, DayReport?, BudgetStanding?
  ) {
    do {
      let home = try Home(self)
      let today =
        FileManager.default.fileExists(atPath: places.activity)
        ? try home.dayReports(DateRange(day: home.today)).first : nil
      return (
        .init(
          name: "configuration", isFine: true, sentence: "Configuration and rules can be read."),
        today, try home.fullestBudget(on: home.today)
      )
    } catch {
      return (
        .init(
          name: "configuration", isFine: false,
          sentence: Refusal(error)?.description ?? "\(error)"), nil, nil
      )
    }
  }

  private func check(_ agent: RecordingStatus.Agent, _ places: Places) -> RecordingStatus.Check {
    switch agent {
    case .running(let status):
      .init(
        name: "agent", isFine: true, sentence: "daybook-agent runs (process \(status.process)).")
    case .silent(let why): .init(name: "agent", isFine: false, sentence: why)
    case .absent:
      .init(
        name: "agent", isFine: false,
        sentence: "daybook-agent is not running, so nothing is recorded. Start it: systemctl "
          + "--user start daybook-agent, or daybook init.")
    }
  }

  private func check(_ pause: Pause, _ places: Places) -> RecordingStatus.Check? {
    guard pause == .unreadable else { return nil }
    return .init(
      name: "pause", isFine: false,
      sentence: "\(places.pause) can't be read, so recording is paused. Run: daybook resume.")
  }

  private func checks(_ status: AgentStatus, _ places: Places) -> [RecordingStatus.Check] {
    let filter =
      switch status.filter {
      case .open: "There are no rules, so every title is stored."
      case .valid: "Exclude and redact act before anything is stored."
      case .closed:
        "The rules in \(places.rules) can't be followed, so no title is stored. "
          + "Run: daybook rules check."
      }
    let idle =
      switch status.idleSource {
      case .alarms: "The display tells at once when nobody is there."
      case .screenSaver: "The display has no alarms for idle time; it is asked every 15 s."
      case .nothing:
        "The display can't tell when nobody is there, so all time counts as active. Use an X "
          + "server with the SYNC or MIT-SCREEN-SAVER extension."
      case nil: "There is no display; recording goes on when it comes back."
      }
    let storage =
      status.storageFails
      ? "The record can't be written; it is kept in memory. See whether the disk is full."
      : "The record is written."
    let knowsIdle = status.idleSource == .alarms || status.idleSource == .screenSaver
    let tray =
      switch status.tray {
      case .notifier, .xembed: "The panel shows the icon."
      case .none:
        "No panel shows the icon: there is none that takes one, or config.yaml has 'tray: false'."
      }
    return [
      .init(name: "filter", isFine: status.filter != .closed, sentence: filter),
      .init(name: "idle", isFine: knowsIdle, sentence: idle),
      .init(name: "storage", isFine: !status.storageFails, sentence: storage),
      // Without an icon everything else works.
      .init(name: "tray", isFine: true, sentence: tray),
    ]
  }
}
