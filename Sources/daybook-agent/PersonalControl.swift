import Activity
import ActivityLog
import Control
import Desktop
import Glibc

/// What the person may do to a running agent: ask, pause, resume, forget.
struct PersonalControl {
  var pauseFile: PauseFile
  /// Nil where none can be had: the commands then write the pause file themselves.
  let socket: ControlSocket?

  init(_ places: Places) {
    pauseFile = PauseFile(places.pause)
    do throws(Complaint) {
      socket = try ControlSocket(places)
    } catch {
      Console.complain(error.sentence)
      socket = nil
    }
    if pauseFile.pause == .unreadable {
      Console.complain(
        "\(places.pause) can't be read, so recording is paused. Run 'daybook resume' to end that.")
    }
  }

  func isPaused(at wall: Instant) -> Bool { pauseFile.pause.holds(at: wall) }

  /// When the socket's guests have had their time, or the pause ends.
  var deadline: Uptime? {
    guard let end = pauseFile.pause.end else { return socket?.deadline }
    let reading = Clock.reading()
    // One millisecond more: not to wake just before it.
    let left = max(0, end - Instant(milliseconds: reading.wall)) + 1
    let ends = Uptime(milliseconds: reading.monotonic).advanced(by: left)
    return socket?.deadline.map { min($0, ends) } ?? ends
  }
}

extension Agent {
  /// Brings the record in line with the pause file: a command wrote it, or its end has come.
  func keepPause() {
    guard control.pauseFile.pause != .none || recording?.recorder.presence == .paused else {
      return
    }
    let wall = Instant(milliseconds: Clock.reading().wall)
    let isPaused = control.isPaused(at: wall)
    if !isPaused, let end = control.pauseFile.pause.end {
      // The end as the wall clock has it, though we may hear of it late.
      setPaused(false, at: end)
      control.pauseFile.expire()
    } else {
      setPaused(isPaused, at: nil)
    }
  }

  /// - Parameter time: when it was so; nil is now.
  private func setPaused(_ paused: Bool, at time: Instant?) {
    guard let presence = recording?.recorder.presence, (presence == .paused) != paused else {
      return
    }
    let heard = listen()
    note(.paused(paused), at: min(time ?? heard, heard))
    commit(durable: true)
  }

  func answer(_ request: Result<Request, BadLine>) -> Answer {
    switch request {
    case .failure(.malformed): return .refused("The agent did not understand that.")
    case .failure(.version(let version)):
      return .refused(
        "The agent speaks version \(Line.version), and was asked in version \(version). Start "
          + "daybook-agent anew after an update.")
    case .success(let request):
      do throws(Complaint) {
        return try carryOut(request)
      } catch {
        return .refused(error.sentence)
      }
    }
  }

  private func carryOut(_ request: Request) throws(Complaint) -> Answer {
    // What has happened on the display comes before what is asked.
    listen()
    switch request {
    case .status: return .status(status)
    case .pause(let end): try control.pauseFile.set(Pause(until: end))
    case .resume: try control.pauseFile.remove()
    case .giveWay(let process):
      try giveWay(process)
      return .done
    case .forget(let from, let to):
      try amend { $0.forgetting(from: from, to: to) }
      return .done
    case .censor:
      guard filter.standing != .closed else {
        throw Complaint(
          "The agent can't follow the rules as they are now. Run 'daybook rules check', then try "
            + "again.", exit: 1)
      }
      try amend(filter.recensor())
      return .done
    }
    keepPause()
    return .done
  }

  /// Another agent of this home has a display. Without one we record nothing, and may never again:
  /// who waits for the display of a session that has ended waits in vain.
  private func giveWay(_ process: Int32) throws(Complaint) {
    if observer?.isLost == true { loseDisplay() }
    guard process == getpid(), observer == nil else {
      throw Complaint("The agent that was meant has a display, or is another one.", exit: 1)
    }
    // Nobody else has what the disk did not take.
    if !unwritten.isEmpty { commit(durable: true) }
    guard unwritten.isEmpty else {
      throw Complaint("The agent that runs has time that the disk does not take yet.", exit: 1)
    }
    journal.note("another agent of this home has a display.")
    givesWay = true
  }

  /// What was on disk of it is where a command can erase it, and nowhere else.
  private func amend(_ pieces: (Span) -> [Span]) throws(Complaint) {
    note(.alive(lastInput: nil), at: now)
    recording?.amend(pieces)
    // Runs that have ended while the disk took nothing wait in memory too.
    for index in unwritten.indices { unwritten[index].amend(pieces) }
    commit(durable: true)
    do throws(ActivityLogError) {
      try recording?.bringIn(scrubbing: true)
    } catch {
      throw Complaint("Names may still be on the disk: \(error) Then do the same again.", exit: 1)
    }
  }

  private var status: AgentStatus {
    let recorder = recording?.recorder
    return AgentStatus(
      process: getpid(), presence: recorder?.presence ?? .unknown,
      since: recorder?.current.since ?? now,
      subject: recorder?.current.observation.subject ?? .nothing, lastWrite: lastWrite,
      pause: control.pauseFile.pause, filter: filter.standing, idleSource: idleSource,
      storageFails: saidStorage, tray: tray.host)
  }

  private var idleSource: AgentStatus.IdleSource? {
    switch observer?.idleSource {
    case .alarms: .alarms
    case .polling: .screenSaver
    case .nothing: .nothing
    case nil: nil
    }
  }
}
