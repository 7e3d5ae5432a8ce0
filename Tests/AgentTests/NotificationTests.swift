import Activity
import Glibc
import TestSupport
import Testing

/// An agent between a display and a session bus, with files of a person and a notification daemon.
private final class NotifyDesk {
  static let daemon = "org.freedesktop.Notifications"
  static let path = "/org/freedesktop/Notifications"

  let home = TemporaryDirectory()
  let session: TestBus
  /// Goes before its server does.
  let client: TestClient
  let x: TestX
  private(set) var window: TestClient.WindowID

  init(config: String = "") {
    x = TestX()
    session = TestBus(.session, in: home.path)
    client = TestClient(x.display)
    window = client.window(title: "web")
    client.activate(window)
    for directory in ["", "/config", "/config/rules.d"] {
      mkdir(home.path + "/home" + directory, 0o700)
    }
    write(
      """
      clients:
        acme:
          currency: NZD
          rates: [{ from: 2020-01-01, hourly: 150 }]
          projects: { website: {}, support: {} }
      """, to: "config/clients.yaml")
    write(
      "rules:\n  - { name: Web, when: { title: '^web' }, set: { project: acme/website } }\n",
      to: "config/rules.d/10.yaml")
    configure(config)
  }

  /// All days are working days, all lengths are short, and the evening has come.
  func configure(_ config: String = "") {
    write(
      """
      remind: { at: "00:00", days: mon-sun }
      away: 2s
      propose: { gap: 0s, absorb: 0s, minimum: 0s }
      \(config)
      """, to: "config/config.yaml")
  }

  func write(_ text: String, to path: String) {
    let draft = home.path + "/draft"
    let file = fopen(draft, "w")
    fputs(text + "\n", file)
    fclose(file)
    chmod(draft, 0o600)
    rename(draft, home.path + "/home/" + path)
  }

  /// What was worked on two days ago, so that something waits.
  func remember() { rememberTime("web", from: 48 * 3600, for: 7200, in: home) }

  func startDaemon(capabilities: String = "body actions") {
    session.mock(
      Self.daemon, "--template", "notification_daemon", "-p",
      #"{"capabilities":"\#(capabilities)"}"#)
  }

  /// A terminal that only notes what it is asked to run.
  func terminal() -> (program: String, opened: String) {
    let (terminal, opened) = (home.path + "/terminal", home.path + "/opened")
    let file = fopen(terminal, "w")
    fputs("#!/bin/sh\necho \"$@\" >>\(opened)\n", file)
    fclose(file)
    chmod(terminal, 0o700)
    return (terminal, opened)
  }

  func startAgent(
    idle: String = "1h", program: String = Agent.program, environment: [String: String?] = [:]
  ) -> Agent {
    let agent = Agent(
      x.display, home: home, arguments: ["--idle", idle], program: program,
      environment: session.environment.merging(environment) { $1 })
    // Spans are there before it is.
    #expect(eventually { agent.journal.contains("recording;") })
    return agent
  }

  /// The notifications that the daemon was given, as GVariant prints them.
  var shown: String {
    session.call(Self.daemon, Self.path, "org.freedesktop.DBus.Mock.GetMethodCalls", "Notify")
  }

  func shows(_ text: String) -> Bool { eventually { shown.contains(text) } }

  /// The same while somebody moves the pointer: a second without, and nobody may be there again.
  func showsToSomebody(_ text: String) -> Bool {
    eventually {
      x.xdotool("mousemove_relative", "1", "1")
      return shown.contains(text)
    }
  }

  /// The person chooses: of the notification with this number.
  func choose(_ choice: String, of number: Int) {
    session.emit(
      Self.daemon, Self.path, Self.daemon, "ActionInvoked", "us",
      "[<uint32 \(number)>, <'\(choice)'>]")
  }

  /// What `daybook` prints, both ways.
  func daybook(_ words: String...) -> String { runDaybook(words, in: home) }

  var told: String { Agent.text(home.path + "/home/state/notified") }
}

extension String {
  fileprivate func count(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while !rest.isEmpty {
      if rest.hasPrefix(text) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}

@Suite(
  .serialized,
  .enabled(if: TestBus.canMock, "python3-dbusmock, dbus and libglib2.0-bin are not installed."))
struct NotificationTests {
  @Test func `back from an absence, an answer becomes an entry that waits for its yes`() {
    let desk = NotifyDesk(config: "notify: { evening: false }")
    desk.startDaemon()
    desk.remember()
    let agent = desk.startAgent(idle: "1s")
    // Idle time counts from the last input on: somebody has to be there first.
    let arrived = wall()
    #expect(
      eventually {
        desk.x.xdotool("mousemove_relative", "1", "1")
        return wall() - arrived > 2500
      })
    #expect(eventually { agent.spans.last?.presence == .idle })
    let left = wall()
    #expect(eventually { wall() - left > 3000 })
    #expect(desk.showsToSomebody("You were away"))
    #expect(desk.shown.contains("acme/website"))
    #expect(desk.shown.contains("Not work"))
    desk.choose("acme/website", of: 1)
    #expect(eventually { desk.daybook("entries", "--json").contains("\"away\":true") })
    let entries = desk.daybook("entries", "--json")
    #expect(entries.contains("\"source\":\"manual\""))
    #expect(entries.count(of: "\"away\":true") == 1)
    #expect(desk.showsToSomebody("Added 1 entry"))
    #expect(agent.stop() == 0)
  }

  @Test func `the evening is told once, and a broken file too`() {
    let desk = NotifyDesk()
    desk.startDaemon()
    desk.remember()
    let agent = desk.startAgent()
    #expect(desk.shows("to review"))
    #expect(desk.shown.contains("2 h 00 m"))
    desk.configure("# another byte")
    desk.configure("remindd: true")
    #expect(desk.shows("remindd"))
    #expect(desk.shown.contains("The nearest is"))
    #expect(desk.shown.count(of: "to review") == 1)
    #expect(agent.stop() == 0)
  }

  @Test func `what is due waits until no window fills the screen`() {
    let desk = NotifyDesk()
    desk.remember()
    desk.client.fullscreen(desk.window, true)
    let agent = desk.startAgent()
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last?.subject.window?.fullscreen == true
      })
    desk.startDaemon()
    desk.client.title("web slides", on: desk.window)
    #expect(agent.comesToShow("web slides"))
    #expect(desk.told.isEmpty)
    desk.client.fullscreen(desk.window, false)
    #expect(desk.shows("to review"))
    #expect(agent.stop() == 0)
  }

  /// KDE's daemon has such a property.
  @Test func `what is due waits as long as the person wants to be left alone`() {
    let desk = NotifyDesk()
    desk.remember()
    desk.startDaemon()
    desk.session.call(
      NotifyDesk.daemon, NotifyDesk.path, "org.freedesktop.DBus.Mock.AddProperty",
      NotifyDesk.daemon, "Inhibited", "<true>")
    let agent = desk.startAgent()
    desk.client.title("web in silence", on: desk.window)
    #expect(agent.comesToShow("web in silence"))
    #expect(desk.told.isEmpty)
    desk.session.call(
      NotifyDesk.daemon, NotifyDesk.path, "org.freedesktop.DBus.Mock.UpdateProperties",
      NotifyDesk.daemon, "{'Inhibited': <false>}")
    #expect(desk.shows("to review"))
    #expect(agent.stop() == 0)
  }

  @Test func `without a daemon nothing is told, and nothing is lost`() {
    let desk = NotifyDesk()
    desk.remember()
    let agent = desk.startAgent()
    desk.client.title("web later", on: desk.window)
    #expect(agent.comesToShow("web later"))
    #expect(desk.told.isEmpty)
    desk.startDaemon()
    #expect(desk.shows("to review"))
    // Another daemon in its place is spoken to as well.
    desk.session.stopServices()
    desk.startDaemon()
    unlink(desk.home.path + "/home/state/notified")
    desk.configure("# another byte")
    #expect(desk.shows("to review"))
    #expect(agent.stop() == 0)
  }

  @Test func `what a daemon took with it is shown by the next, and what was answered is not`() {
    let desk = NotifyDesk()
    desk.startDaemon()
    desk.remember()
    let (terminal, opened) = desk.terminal()
    let agent = desk.startAgent(environment: ["TERMINAL": terminal])
    #expect(desk.shows("to review"))
    desk.session.stopServices()
    desk.startDaemon()
    #expect(desk.shows("to review"))
    desk.choose("review", of: 1)
    #expect(eventually { Agent.text(opened).contains("daybook review") })
    desk.session.stopServices()
    desk.startDaemon()
    desk.configure("remindd: true")
    #expect(desk.shows("remindd"))
    #expect(!desk.shown.contains("to review"))
    #expect(agent.stop() == 0)
  }

  @Test func `what a bus took with it is shown on the next`() {
    let desk = NotifyDesk()
    desk.startDaemon()
    desk.remember()
    let agent = desk.startAgent()
    #expect(desk.shows("to review"))
    desk.session.kill()
    desk.session.start()
    desk.startDaemon()
    #expect(desk.shows("to review"))
    #expect(desk.shown.count(of: "to review") == 1)
    #expect(agent.stop() == 0)
  }

  @Test func `a daemon without buttons is given the commands to type`() {
    let desk = NotifyDesk()
    desk.startDaemon(capabilities: "body")
    desk.remember()
    let agent = desk.startAgent()
    #expect(desk.shows("to review"))
    #expect(desk.shown.contains("Review: daybook review"))
    #expect(!desk.shown.contains("'review', 'Review'"))
    #expect(agent.stop() == 0)
  }

  @Test func `a review that is finished elsewhere shows in the icon`() {
    let desk = NotifyDesk()
    // What is recorded now asks for nothing.
    desk.client.title("nothing that is work", on: desk.window)
    desk.session.mock(
      TrayPanel.watcher, at: TrayPanel.watcherPath, interface: TrayPanel.watcher)
    desk.startDaemon()
    desk.remember()
    let agent = desk.startAgent()
    func says(_ sentence: String) -> Bool {
      eventually { agent.property("ToolTip", on: desk.session).contains(sentence) }
    }
    #expect(says("Time waits to be reviewed."))
    let (from, to) = (wall().flooredSeconds - 72 * 3600, wall().flooredSeconds - 24 * 3600)
    let days = "\(rfc3339(from).prefix(10))..\(rfc3339(to).prefix(10))"
    _ = desk.daybook("propose", days)
    #expect(desk.daybook("approve", days).contains("pproved"))
    #expect(says("Recording."))
    #expect(agent.stop() == 0)
  }

  @Test func `an answer from anybody but the daemon is not believed`() {
    let desk = NotifyDesk()
    desk.startDaemon()
    desk.remember()
    let (terminal, opened) = desk.terminal()
    let agent = desk.startAgent(environment: ["TERMINAL": terminal])
    #expect(desk.shows("to review"))
    for number in 0..<4 {
      _ = TestProcess(
        [
          "gdbus", "emit", "--session", "-d", ":1.\(number)", "-o", NotifyDesk.path, "-s",
          "\(NotifyDesk.daemon).ActionInvoked", "uint32 1", "'review'",
        ], environment: desk.session.environment
      ).wait()
    }
    desk.client.title("web after", on: desk.window)
    #expect(agent.comesToShow("web after"))
    #expect(access(opened, F_OK) != 0)
    desk.choose("review", of: 1)
    #expect(eventually { Agent.text(opened).contains("daybook review") })
    #expect(agent.stop() == 0)
  }

  @Test func `a daybook that hangs keeps no second from the record`() {
    let desk = NotifyDesk()
    desk.startDaemon()
    let directory = desk.home.path + "/bin"
    mkdir(directory, 0o700)
    _ = TestProcess(["cp", Agent.program, directory + "/daybook-agent"]).wait()
    let asked = desk.home.path + "/asked"
    let file = fopen(directory + "/daybook", "w")
    fputs("#!/bin/sh\ncase $1 in notify) echo $$ >>\(asked); exec sleep 1000;; esac\n", file)
    fclose(file)
    chmod(directory + "/daybook", 0o700)
    let agent = desk.startAgent(program: directory + "/daybook-agent")
    #expect(eventually { !Agent.text(asked).isEmpty })
    desk.client.title("web goes on", on: desk.window)
    // Rules that nobody compiles hide the title; the span is there.
    let count = agent.spans.count
    desk.client.activate(desk.client.window(title: "another", app: "Other"))
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.count > count || agent.spans.last?.subject.window?.app == "Other"
      })
    #expect(agent.stop() == 0)
    let child = Int32(Agent.text(asked).split(separator: "\n").first ?? "") ?? -1
    #expect(child > 0 && eventually { kill(child, 0) != 0 })
  }
}
