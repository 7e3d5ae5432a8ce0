import ActivityLog
import Control
import Desktop
import Glibc

/// Everything from the command line to the last row.
func start() throws(Complaint) {
  let options = try Options(Array(StartWords.own().dropFirst()))
  switch options.request {
  case .help: return Console.say(Options.help)
  case .version: return Console.say("daybook-agent \(Options.version)")
  case .look:
    let look = DesktopLook(clock: Clock.uptime)
    return Look.lines(of: look, display: Places.variable("DISPLAY")).forEach(Console.say)
  case .run: break
  }
  let places = try Places()
  if options.onlyIfSetUp, !places.isSetUp { return }
  Tunables.settle()
  umask(0o077)
  // Before any child is started: its end is told by a signal.
  let wakeups = try Wakeups()
  let journal = Journal(directory: places.state, clock: Clock.wall)
  let notice = Notice(directory: places.state)
  let filter = FilterKeeper(places, journal)
  wakeups.watch(filter.fileDescriptor, .files)
  let books = BooksWatch(places.books)
  wakeups.watch(books.fileDescriptor, .books)
  let idle = options.idle ?? filter.idle ?? Options.standardIdle
  let observer: X11Observer
  do throws(DisplayError) {
    observer = try X11Observer(display: nil, idleThreshold: idle, clock: Clock.uptime)
  } catch {
    throw Complaint(error.description, exit: 1)
  }
  do throws(ActivityLogError) {
    try ActivityLog.prepareDirectory(places.data)
    try ActivityLog.prepareDirectory(places.state)
  } catch {
    throw Complaint(error.description, exit: 1)
  }
  let lock = try RunLock(
    places.agentLock, givesWay: Predecessor(socket: places.agentSocket).givesWay)
  journal.begin()
  journal.note("daybook-agent \(Options.version) started.")
  let log = LogKeeper(path: places.activity, clock: Clock.wall) {
    journal.complain($0.description)
    notice.put(.damaged, $0.description)
  }
  do throws(ActivityLogError) {
    _ = try log.opened()
  } catch {
    // A disk that takes nothing now may take it later: the agent says so and goes on.
    if error.kind != .storage, error.kind != .busy {
      journal.note(error.description)
      throw Complaint(error.description, exit: error.kind == .newer ? 2 : 1)
    }
  }
  if options.isVerbose { Console.say("Recording to \(places.activity). Ctrl-C ends it.") }
  let owner = SessionOwner(
    sessionID: Places.variable("XDG_SESSION_ID"), process: UInt32(getpid()), user: getuid())
  let bus = DesktopBus(owner: owner, clock: Clock.uptime)
  if bus.lacksLibrary {
    journal.complain(
      "libsystemd is not here, so a locked screen counts as idle. Install libsystemd0.")
  }
  let notifier = Notifier(NotificationBus(clock: Clock.uptime), books, journal)
  let agent = Agent(
    options: options, log: log, journal: journal, notice: notice, filter: filter,
    observer: observer, bus: bus, notifier: notifier, wakeups: wakeups,
    control: PersonalControl(places), idleThreshold: idle)
  withExtendedLifetime(lock) { agent.run() }
}

do throws(Complaint) {
  try start()
} catch {
  Console.complain(error.sentence)
  exit(error.exit)
}
