import Activity
import Glibc
import TestSupport
import Testing

/// The agent as it is, through days that pass in half a second.
///
/// `DAYBOOK_TRIAL_DAYS` says how many; `make trial-endurance` takes a year, with the programs in
/// `DAYBOOK_TRIAL_PROGRAMS` where that is set.
@Suite(
  .serialized,
  .enabled(
    if: SimulatedMachine.compiler != nil && TestClient.canMovePointer,
    "A C compiler or libXtst (xdotool) is not installed."))
struct EnduranceTests {
  private static let idle: Int64 = 180_000

  private static let longestFile = 8_000_000

  @Test func `days, weeks and months leave memory, files and handles as they were`() throws {
    let days = trialLength("DAYBOOK_TRIAL_DAYS", 12)
    // 250,000 visits in a year's 261 working days.
    let visits = days >= 300 ? 958 : 400
    let home = TemporaryDirectory()
    configure(home, titlesFor: days / 4)
    let machine = SimulatedMachine(in: home, at: SimulatedYear.start - 6 * 3600)
    var random = SplitMix64(seed: 250_000)
    var tally = Tally()
    for period in SimulatedYear.periods(of: days) {
      for day in period.days {
        for session in SimulatedYear.sessions(of: day, visits: visits, &random) {
          live(session, on: machine, &tally)
        }
        sleep(after: day, on: machine)
      }
      tally.measure(machine, period.name)
      // Erases what is too old, and rewrites the file without its free pages.
      #expect(machine.daybook("purge", "--undecided", "--yes") == 0, "\(machine.said)")
      tally.measure(machine, Tally.purged)
    }
    #expect(machine.stop() == 0)
    print(tally.table)
    check(tally, machine.agent)
  }

  private func configure(_ home: TemporaryDirectory, titlesFor days: Int) {
    for directory in ["", "/config", "/config/rules.d"] {
      mkdir(home.path + "/home" + directory, 0o700)
    }
    for (path, text) in [
      ("clients.yaml", "clients: { acme: { currency: NZD, projects: { website: {} } } }"),
      ("config.yaml", "idle: \(Self.idle / 1000)s\nretention: { titles: \(days)d }"),
      (
        "rules.d/10.yaml",
        "rules:\n  - { name: Web, when: { title: 'acme-website' }, set: { project: acme/website } }"
      ),
    ] {
      let file = fopen(home.path + "/home/config/" + path, "w")
      fputs(text + "\n", file)
      fclose(file)
    }
    runDaybook(["rules", "compile"], in: home)
  }

  /// Visit after visit; then nobody is there, which the agent hears and is quiet.
  private func live(
    _ session: SimulatedYear.Session, on machine: SimulatedMachine, _ tally: inout Tally
  ) {
    for visit in session.visits {
      tally.busyWakeups += machine.pass(until: visit.start)
      machine.desk.visit(visit.window, visit.title)
      machine.letWork()
    }
    tally.busyWakeups += machine.pass(until: session.end)
    machine.desk.input()
    machine.letWork()
    tally.visits += session.visits.count
    tally.sessions += 1
    tally.active += session.end - session.visits[0].start
    machine.pass(until: session.end + Self.idle)
    machine.desk.lookAtAlarms()
    machine.letWork()
    // What belongs to the end of activity is done by then.
    machine.pass(until: session.end + Self.idle + 60_000)
    tally.quietWakeups += machine.pass(until: session.end + 2_640_000)
  }

  /// Up to six hours before the next day's midnight in UTC, which is its morning. The lid is closed on
  /// every second night.
  private func sleep(after day: Int, on machine: SimulatedMachine) {
    let morning = (SimulatedYear.start + Int64(day + 1) * 86_400 - 6 * 3600) * 1000
    if day % 2 == 0 { machine.suspend(until: morning) } else { machine.pass(until: morning) }
  }

  private func check(_ tally: Tally, _ agent: Agent) {
    #expect(tally.quietWakeups == 0)
    let spans = agent.spans
    #expect(spans.tile)
    let active = spans.filter { $0.presence == .active }.reduce(0) { $0 + ($1.end - $1.start) }
    // Idle is known to 5 ms.
    #expect(abs(active - tally.active) <= 5 * Int64(tally.sessions))
    let lived = tally.rows.filter { $0.name != Tally.purged }
    let purged = tally.rows.filter { $0.name == Tally.purged }
    // What a command wants of the agent touches code and tables for a while.
    for (rows, extra) in [(lived, 0), (purged, 256)] {
      for row in rows {
        #expect(row.descriptors == lived[0].descriptors, "\(row.name)")
        #expect(row.own <= lived[0].own + 64 + extra, "\(row.name)")
      }
    }
    #expect(purged[purged.count - 1].own <= purged[0].own + 64)
    #expect(tally.rows.allSatisfy { $0.bytes <= Self.longestFile })
    #expect(purged[purged.count - 1].bytes < lived[lived.count - 1].bytes)
  }
}

/// What was lived, and how the agent stood from time to time.
private struct Tally {
  struct Row {
    var name: String
    var visits, bytes, pss, own, descriptors, busyWakeups: Int
  }

  static let purged = "purged"

  var visits = 0
  var sessions = 0
  /// Milliseconds with somebody there.
  var active: Int64 = 0
  var busyWakeups = 0
  var quietWakeups = 0
  var rows: [Row] = []

  mutating func measure(_ machine: SimulatedMachine, _ name: String) {
    let agent = machine.agent
    let files = ["", "-wal", "-shm", "-tail"].map { name in
      var status = stat()
      stat(machine.home.path + "/home/data/activity.db" + name, &status)
      return Int(status.st_size)
    }
    rows.append(
      Row(
        name: name, visits: visits, bytes: files.reduce(0, +), pss: agent.memory("Pss"),
        own: agent.ownMemory, descriptors: agent.descriptors.count, busyWakeups: busyWakeups))
  }

  var table: String {
    let head = ["", "visits", "files KiB", "PSS KiB", "own KiB", "handles", "wake-ups"]
    let lines = rows.map { row in
      [row.name]
        + [
          row.visits, row.bytes / 1024, row.pss, row.own, row.descriptors, row.busyWakeups,
        ].map(String.init)
    }
    return ([head] + lines).map { line in
      line.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }.joined()
    }.joined(separator: "\n")
  }
}
