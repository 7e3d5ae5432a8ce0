import ActivityLog
import Desktop
import Glibc

/// Everything from the command line to the last row.
func start() throws(Complaint) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  switch options.request {
  case .help: return Console.say(Options.help)
  case .version: return Console.say("daybook-agent \(Options.version)")
  case .run: break
  }
  umask(0o077)
  let places = try Places()
  // Before any child is started: its end is told by a signal.
  let wakeups = try Wakeups()
  let filter = FilterKeeper(places)
  let idle = options.idle ?? filter.idle ?? Options.standardIdle
  let observer: X11Observer
  let log: ActivityLog
  do throws(DisplayError) {
    observer = try X11Observer(display: nil, idleThreshold: idle, clock: Clock.uptime)
  } catch {
    throw Complaint(error.description, exit: 1)
  }
  do throws(ActivityLogError) {
    try ActivityLog.prepareDirectory(places.data)
  } catch {
    throw Complaint(error.description, exit: 1)
  }
  let lock = try RunLock(places.lock)
  do throws(ActivityLogError) {
    log = try ActivityLog.open(path: places.activity, mode: .write)
  } catch {
    throw Complaint(error.description, exit: error.kind == .newer ? 2 : 1)
  }
  if options.isVerbose { Console.say("Recording to \(places.activity). Ctrl-C ends it.") }
  let agent = try Agent(
    options: options, log: log, filter: filter, observer: observer, wakeups: wakeups,
    control: PersonalControl(places), idleThreshold: idle)
  withExtendedLifetime(lock) { agent.run() }
}

do throws(Complaint) {
  try start()
} catch {
  Console.complain(error.sentence)
  exit(error.exit)
}
