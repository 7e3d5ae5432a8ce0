import CLinux

/// What one bus is spoken to for.
protocol BusService: AnyObject {
  associatedtype Question
  func heard(_ signal: BusMessage, _ facts: inout BusFacts, at time: Uptime)
  /// What was sent to us alone: whoever knows our name may do that.
  func heardAlone(_ signal: BusMessage)
  func learned(_ question: Question, _ answer: BusMessage, _ facts: inout BusFacts)
  func failed(_ question: Question)
  /// Somebody calls a method of ours, which is to be answered, now or later; false for one that we
  /// don't have.
  func called(_ call: BusMessage) -> Bool
  /// The bus has gone, and with it what it said.
  func forget(_ facts: inout BusFacts)
}

extension BusService {
  func heardAlone(_ signal: BusMessage) {}
  func called(_ call: BusMessage) -> Bool { false }
}

/// When to try a bus again that has gone.
struct Backoff: Hashable, Sendable {
  static let longest: Int64 = 60_000

  private var delay: Int64 = 1000
  private var next: Uptime

  init(now: Uptime) { next = now.advanced(by: 1000) }

  /// When to wake up for it. Nil once it is unlikely: then only when something else wakes us.
  var deadline: Uptime? { delay >= Self.longest ? nil : next }

  func isDue(at now: Uptime) -> Bool { next <= now }

  mutating func failed(at now: Uptime) {
    delay = min(delay * 2, Self.longest)
    next = now.advanced(by: delay)
  }
}

/// One bus, that may go and come back.
struct BusLink<Service: BusService> {
  private enum State {
    case up(BusConnection<Service.Question>, Service)
    case down(Backoff)
  }

  /// So many messages at a time: a flood must not keep the owner from its other work.
  private static var batch: Int { 256 }

  private let address: BusAddress
  private let library: BusLibrary
  private let introduce: (BusConnection<Service.Question>) -> Service
  private var state: State
  /// How often it failed since it last said something.
  private var backoff: Backoff

  init(
    _ address: BusAddress, library: BusLibrary, now: Uptime,
    introduce: @escaping (BusConnection<Service.Question>) -> Service
  ) {
    self.address = address
    self.library = library
    self.introduce = introduce
    backoff = Backoff(now: now)
    state = .down(backoff)
    connect(at: now)
  }

  var service: Service? {
    guard case .up(_, let service) = state else { return nil }
    return service
  }

  var file: pollfd? {
    guard case .up(let bus, _) = state else { return nil }
    return bus.file
  }

  var deadline: Uptime? {
    switch state {
    case .up(let bus, _): bus.deadline
    case .down(let backoff): backoff.deadline
    }
  }

  /// Hears what has come, or tries again when it is time.
  mutating func drain(_ facts: inout BusFacts, at now: Uptime) {
    if case .down(let backoff) = state, backoff.isDue(at: now) { connect(at: now) }
    guard case .up(let bus, let service) = state else { return }
    for _ in 0..<Self.batch {
      guard let delivery = bus.next() else { break }
      switch delivery {
      case .signal(let message): service.heard(message, &facts, at: now)
      case .addressed(let message): service.heardAlone(message)
      case .answer(let question, let message):
        backoff = Backoff(now: now)
        service.learned(question, message, &facts)
      case .failure(let question): service.failed(question)
      case .call(let call): if !service.called(call) { bus.refuseUnknown(call) }
      }
    }
    guard bus.isLost else { return }
    service.forget(&facts)
    backoff.failed(at: now)
    state = .down(backoff)
  }

  private mutating func connect(at now: Uptime) {
    if let bus = BusConnection<Service.Question>(address, library: library) {
      state = .up(bus, introduce(bus))
    } else {
      backoff.failed(at: now)
      state = .down(backoff)
    }
  }
}
