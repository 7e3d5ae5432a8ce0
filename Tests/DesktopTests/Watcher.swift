import Activity
import CLinux
import Glibc
import TestSupport

@testable import Desktop

func uptime() -> Uptime {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Uptime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// An observer in the hands of a test: what it has seen so far.
final class Watcher {
  let observer: X11Observer
  private(set) var seen: [X11Observer.Stamped] = []

  init(
    _ display: String, idle: Int64 = 180_000,
    idleSources: Set<IdleCounter.Source> = [.alarms, .screenSaver]
  ) throws {
    observer = try X11Observer(
      display: display, idleThreshold: idle, idleSources: idleSources, clock: uptime)
    seen = observer.begin()
  }

  var focus: Activity.Window? {
    for stamped in seen.reversed() {
      if case .focus(let observed) = stamped.sighting { return observed?.window }
    }
    return nil
  }

  var titles: [String] {
    seen.compactMap {
      guard case .focus(let observed) = $0.sighting else { return nil }
      return observed?.window.title ?? "-"
    }
  }

  /// Lets the observer work until `condition` holds.
  func see(_ condition: (Watcher) -> Bool) -> Bool {
    eventually {
      if let due = observer.deadline, due <= uptime() { seen += observer.wake() }
      seen += observer.drain()
      return condition(self)
    }
  }

  /// The last focus, whole.
  var last: ObservedWindow? {
    for stamped in seen.reversed() {
      if case .focus(let observed) = stamped.sighting { return observed }
    }
    return nil
  }

  var isIdle: Bool {
    for stamped in seen.reversed() {
      switch stamped.sighting {
      case .idle: return true
      case .input: return false
      case .focus: continue
      }
    }
    return false
  }

  func look() { seen += observer.look() }

  /// Asks the counter without reading events: whether idle was found so, after the first `count`
  /// sightings.
  func guardFinds(since count: Int) -> Bool {
    seen += observer.look()
    return seen.dropFirst(count).contains { if case .idle = $0.sighting { true } else { false } }
  }
}
