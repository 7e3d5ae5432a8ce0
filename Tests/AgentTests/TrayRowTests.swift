import Activity
import Control
import Desktop
import Glibc
import TestSupport
import Testing

@testable import daybook_agent

/// Every row of the menu that can be chosen is clicked by a host, and what comes of it is seen. The
/// rows are those of the menu itself: a new one without an effect here does not compile.
@Suite(
  .serialized,
  .enabled(if: TestBus.canMock, "python3-dbusmock, dbus and libglib2.0-bin are not installed."))
struct TrayRowTests {
  private let panel = TrayPanel()
  private var bus: TestBus { panel.bus }

  /// Of the menus while recording and while paused, with a trouble; the one that ends it is last.
  static var rows: [TrayRow] {
    let menus = [Pause.none, .untilResumed].map { pause in
      TrayContents(
        presence: .active, trouble: "Trouble", pause: pause, now: Instant(milliseconds: 0)
      ).menu
    }
    let rows = menus.flatMap(\.rows).flatMap { [$0] + $0.rows }.filter { $0.kind == .choice }
    return Set(rows.map(\.id)).sorted().compactMap(TrayRow.init(rawValue:))
  }

  @Test func `each row does what it says`() {
    #expect(Self.rows.last == .quit)
    panel.write("clients: {}\n", to: "clients.yaml")
    panel.startWatcher()
    rememberTime("a letter of the hour", from: 1800, for: 60, in: panel.home)
    let client = TestClient(panel.x.display)
    client.activate(client.window(title: "a private letter"))
    // Something is wrong from the start.
    mkdir(panel.home.path + "/home/state", 0o700)
    write("nonsense", to: "home/state/pause")
    let agent = panel.startAgent(["TERMINAL": terminal()])
    #expect(agent.isShown(on: bus))
    for row in Self.rows {
      prepare(for: row, agent)
      // As the panel has it.
      #expect(agent.menu(on: bus).contains("(\(row.rawValue), {"), "\(row)")
      let before = wall()
      agent.click(row.rawValue, on: bus)
      #expect(hasEffect(row, since: before, agent), "\(row)")
    }
    #expect(agent.spans.filter { $0.source != "x11@before" }.tile)
  }

  // MARK: - Before

  private func prepare(for row: TrayRow, _ agent: Agent) {
    switch row {
    case .pauseQuarter, .pauseHour, .pauseTomorrow, .pauseOpen: resume(agent)
    case .forgetTenMinutes:
      resume(agent)
      #expect(agent.comesToShow("a private letter"))
    case .resume:
      agent.click(TrayRow.pauseOpen.rawValue, on: bus)
      #expect(eventually { agent.pause != .none })
    default: unlink(panel.home.path + "/opened")
    }
  }

  private func resume(_ agent: Agent) {
    guard agent.pause != .none else { return }
    agent.click(TrayRow.resume.rawValue, on: bus)
    #expect(eventually { agent.pause == .none })
  }

  private func write(_ text: String, to path: String) {
    let file = fopen(panel.home.path + "/" + path, "w")
    fputs(text, file)
    fclose(file)
  }

  /// Notes what it is asked for, and which descriptors it has.
  private func terminal() -> String {
    let root = panel.home.path
    write(
      """
      #!/bin/sh
      ls -l /proc/self/fd | sed 's/.* //' | grep -v '^[^/]' >'\(root)/files'
      echo "$@" | tr '\\n' ' ' >>'\(root)/opened.new'
      mv '\(root)/opened.new' '\(root)/opened'

      """, to: "terminal")
    chmod(root + "/terminal", 0o700)
    return root + "/terminal"
  }

  // MARK: - After

  private func hasEffect(_ row: TrayRow, since before: Instant, _ agent: Agent) -> Bool {
    switch row {
    case .pauseQuarter: pauses(agent, for: 15, since: before, "Resume (15 min left)")
    case .pauseHour: pauses(agent, for: 60, since: before, "Resume (1 h left)")
    case .pauseTomorrow: pausesUntilTomorrow(agent, since: before)
    case .pauseOpen:
      eventually { agent.pause == .untilResumed } && isOffered("'Resume'", not: "'Pause'", agent)
    case .resume:
      eventually {
        // What has just begun is written at once.
        agent.process.signal(SIGHUP)
        return agent.pause == .none && agent.spans.last?.presence == .active
      }
    case .forgetTenMinutes: forgets("a private letter", not: "a letter of the hour", agent)
    case .forgetHour: forgets("a letter of the hour", not: nil, agent)
    case .review: opens("review", agent)
    case .status, .trouble: opens("status", agent)
    case .quit: agent.process.wait() == 0 && agent.runs.last?.state == .stopped
    case .recorded, .today, .firstLine, .secondLine, .thirdLine, .pause, .forget: false
    }
  }

  private func isOffered(_ words: String, not others: String, _ agent: Agent) -> Bool {
    let menu = agent.menu(on: bus)
    return menu.contains(words) && !menu.contains(others)
  }

  private func pauses(
    _ agent: Agent, for minutes: Int64, since before: Instant, _ words: String
  ) -> Bool {
    guard eventually({ agent.pause.end != nil }), let end = agent.pause.end else { return false }
    return end >= before.advanced(by: minutes * 60_000)
      && end <= wall().advanced(by: minutes * 60_000) && agent.menu(on: bus).contains(words)
      && eventually { agent.spans.last?.presence == .paused }
  }

  /// 04:00 in Auckland, within a day and an hour.
  private func pausesUntilTomorrow(_ agent: Agent, since before: Instant) -> Bool {
    guard eventually({ agent.pause.end != nil }), let end = agent.pause.end else { return false }
    return [15, 16].contains(end.milliseconds / 3_600_000 % 24)
      && end.milliseconds % 3_600_000 == 0 && (0...25 * 3_600_000).contains(end - before)
  }

  private func forgets(_ title: String, not other: String?, _ agent: Agent) -> Bool {
    func has(_ title: String) -> Bool {
      agent.spans.contains { $0.subject.window?.title == title }
    }
    return eventually { !has(title) } && agent.spans.titles.contains("private")
      && other.map(has) ?? true
  }

  /// In the person's terminal, which gets no file of ours; none is left as a zombie.
  private func opens(_ word: String, _ agent: Agent) -> Bool {
    guard eventually({ agent.text("opened").hasSuffix("/daybook \(word) ") }) else { return false }
    let files = agent.text("files")
    return !files.isEmpty
      && !["activity", "socket", "lock"].contains(where: files.contains)
      && eventually { TestProcess(["pgrep", "-P", "\(agent.process.pid)"]).wait() == 1 }
  }
}
