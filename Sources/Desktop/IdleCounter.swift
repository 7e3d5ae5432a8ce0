import CX11
import Glibc

/// The server's count of the time without input, and the alarms on it.
final class IdleCounter {
  enum News {
    case passed(at: UInt32, idle: Int64)
    case fell(at: UInt32)
  }

  /// Where the count comes from.
  enum Source: Hashable {
    /// XSync's IDLETIME: alarms tell.
    case alarms
    /// The screen saver extension: it must be asked.
    case screenSaver
    case nothing
  }

  let source: Source
  private let connection: X11Connection
  private var eventBase: Int32 = 0
  private var counter: XSyncCounter = 0
  /// SERVERTIME: the server's clock, as a counter.
  private var serverTime: XSyncCounter?
  private var upward: XSyncAlarm = 0
  private var downward: XSyncAlarm = 0

  /// - Parameters:
  ///   - threshold: milliseconds.
  ///   - permitted: which sources may be used where the server has them.
  init(_ connection: X11Connection, threshold: Int64, permitted: Set<Source>) {
    self.connection = connection
    var (error, major, minor): (Int32, Int32, Int32) = (0, 0, 0)
    if permitted.contains(.alarms),
      XSyncQueryExtension(connection.display, &eventBase, &error) != 0,
      XSyncInitialize(connection.display, &major, &minor) != 0,
      case let counters = Self.counters(connection), let counter = counters["IDLETIME"]
    {
      self.counter = counter
      serverTime = counters["SERVERTIME"]
      source = .alarms
      // Both at the threshold: other pairs lose alarms.
      upward = alarm(threshold, XSyncPositiveTransition)
      downward = alarm(threshold, XSyncNegativeTransition)
    } else if permitted.contains(.screenSaver),
      XScreenSaverQueryExtension(connection.display, &major, &error) != 0
    {
      source = .screenSaver
    } else {
      source = .nothing
    }
  }

  /// What an event says of the counter; nil for events of others.
  func news(_ event: XEvent) -> News? {
    guard source == .alarms, event.type == eventBase + XSyncAlarmNotify else { return nil }
    let notify = withUnsafeBytes(of: event) {
      $0.loadUnaligned(as: XSyncAlarmNotifyEvent.self)
    }
    let time = UInt32(truncatingIfNeeded: notify.time)
    if notify.alarm == upward {
      return .passed(at: time, idle: Self.number(notify.counter_value))
    }
    return notify.alarm == downward ? .fell(at: time) : nil
  }

  /// The time without input.
  struct Reading {
    /// Milliseconds.
    var idle: Int64
    /// When the server read it, by its own clock; nil where it doesn't say.
    var time: UInt32?
  }

  /// Asks for the time without input now; nil where nobody knows.
  func read() -> Reading? {
    guard !connection.isLost else { return nil }
    switch source {
    case .alarms:
      // One after the other, so that our own delay does not count.
      let idle = CounterRequest(counter, on: connection)
      let time = serverTime.map { CounterRequest($0, on: connection) }
      let (value, moment) = (idle.answer(), time?.answer())
      return value.map { Reading(idle: $0, time: moment.map(UInt32.init(truncatingIfNeeded:))) }
    case .screenSaver:
      guard let info = XScreenSaverAllocInfo() else { return nil }
      defer { XFree(info) }
      guard XScreenSaverQueryInfo(connection.display, UInt(connection.root), info) != 0 else {
        return nil
      }
      return Reading(idle: Int64(info.pointee.idle))
    case .nothing: return nil
    }
  }

  private static func counters(_ connection: X11Connection) -> [String: XSyncCounter] {
    var count: Int32 = 0
    guard let list = XSyncListSystemCounters(connection.display, &count) else { return [:] }
    defer { XSyncFreeSystemCounterList(list) }
    var counters: [String: XSyncCounter] = [:]
    for entry in UnsafeBufferPointer(start: list, count: Int(count)) {
      counters[String(cString: entry.name)] = entry.counter
    }
    return counters
  }

  private func alarm(_ value: Int64, _ test: XSyncTestType) -> XSyncAlarm {
    var attributes = XSyncAlarmAttributes()
    attributes.trigger.counter = counter
    attributes.trigger.value_type = XSyncAbsolute
    attributes.trigger.wait_value = Self.value(value)
    attributes.trigger.test_type = test
    // Without a delta the alarm stays and tells of every crossing.
    attributes.delta = Self.value(0)
    attributes.events = 1
    let given =
      XSyncCACounter | XSyncCAValueType | XSyncCAValue | XSyncCATestType | XSyncCADelta
      | XSyncCAEvents
    return XSyncCreateAlarm(connection.display, UInt(given), &attributes)
  }

  private static func value(_ number: Int64) -> XSyncValue {
    XSyncValue(hi: Int32(truncatingIfNeeded: number >> 32), lo: UInt32(truncatingIfNeeded: number))
  }

  private static func number(_ value: XSyncValue) -> Int64 {
    Int64(value.hi) << 32 | Int64(value.lo)
  }
}

/// A counter that was asked for: the answer is taken later.
private struct CounterRequest {
  private let sequence: UInt32
  private let connection: X11Connection

  init(_ counter: XSyncCounter, on connection: X11Connection) {
    self.connection = connection
    sequence = daybook_query_counter(connection.xcb, UInt32(truncatingIfNeeded: counter))
    connection.hasAsked()
  }

  /// To be called exactly once.
  func answer() -> Int64? {
    guard let reply = connection.awaitReply(to: sequence, by: .looking) else { return nil }
    defer { free(reply) }
    // Behind the header of eight bytes: the upper half, then the lower.
    let high = reply.loadUnaligned(fromByteOffset: 8, as: Int32.self)
    return Int64(high) << 32 | Int64(reply.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
  }
}
