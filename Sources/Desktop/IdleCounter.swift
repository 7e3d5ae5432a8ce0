import CX11

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
      let counter = Self.idleTime(connection)
    {
      self.counter = counter
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

  /// The time without input now, in milliseconds; nil where nobody knows.
  func read() -> Int64? {
    guard !connection.isLost else { return nil }
    switch source {
    case .alarms:
      var value = XSyncValue()
      guard XSyncQueryCounter(connection.display, counter, &value) != 0 else { return nil }
      return Self.number(value)
    case .screenSaver:
      guard let info = XScreenSaverAllocInfo() else { return nil }
      defer { XFree(info) }
      guard XScreenSaverQueryInfo(connection.display, UInt(connection.root), info) != 0 else {
        return nil
      }
      return Int64(info.pointee.idle)
    case .nothing: return nil
    }
  }

  private static func idleTime(_ connection: X11Connection) -> XSyncCounter? {
    var count: Int32 = 0
    guard let counters = XSyncListSystemCounters(connection.display, &count) else { return nil }
    defer { XSyncFreeSystemCounterList(counters) }
    return UnsafeBufferPointer(start: counters, count: Int(count))
      .first { String(cString: $0.name) == "IDLETIME" }?.counter
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
