import CLinux
import CSystemd
import Glibc

/// One connection to a message bus. Never waits: what is asked is answered later, or never.
///
/// `Question` is what the owner wants to know an answer by.
final class BusConnection<Question> {
  enum Delivery {
    /// Sent to all who listen.
    case signal(BusMessage)
    /// A signal sent to us alone. It passed no match rule: its sender decides what it is worth.
    case addressed(BusMessage)
    case answer(Question, BusMessage)
    /// Who was asked is not there, does not know, or refuses.
    case failure(Question)
    /// Somebody calls a method of ours, and waits for `answer` or `refuse`.
    case call(BusMessage)
  }

  typealias Argument = BusArgument

  /// Unanswered questions: more than that, and whoever should answer is not to be trusted.
  private static var waitingLimit: Int { 256 }

  private let library: BusLibrary
  private let bus: OpaquePointer
  private var waiting: [UInt64: Question] = [:]
  private(set) var isLost = false

  /// Nil where nobody listens at the bus's address.
  init?(_ which: BusAddress, library: BusLibrary) {
    var bus: OpaquePointer?
    let code =
      switch which {
      case .system: library.calls.open_system(&bus)
      case .session: library.calls.open_user(&bus)
      }
    guard code >= 0, let bus else { return nil }
    self.library = library
    self.bus = bus
  }

  deinit { _ = library.calls.close_unref(bus) }

  /// For the owner's poll.
  var file: pollfd {
    guard !isLost else { return pollfd(fd: -1, events: 0, revents: 0) }
    let events = library.calls.get_events(bus)
    return pollfd(
      fd: library.calls.get_fd(bus), events: Int16(truncatingIfNeeded: max(0, events)), revents: 0)
  }

  /// When `next` wants to be called though nothing has come. Nil in peaceful times.
  var deadline: Uptime? {
    var microseconds = UInt64.max
    guard !isLost, library.calls.get_timeout(bus, &microseconds) >= 0, microseconds != .max else {
      return nil
    }
    return Uptime(milliseconds: Int64(clamping: microseconds / 1000 + 1))
  }

  /// What has arrived; nil when that was all. Sends what waits to be sent.
  func next() -> Delivery? {
    while !isLost {
      var handle: OpaquePointer?
      let code = library.calls.process(bus, &handle)
      guard code >= 0 else {
        isLost = true
        return nil
      }
      guard code > 0 else { return nil }
      guard let handle else { continue }
      if let delivery = sorted(BusMessage(handle, library: library)) { return delivery }
    }
    return nil
  }

  /// Wants the signals that `rule` describes (D-Bus Specification, "Match Rules").
  func listen(_ rule: String) {
    send(
      nil, to: "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "AddMatch", [.text("type='signal'," + rule)])
  }

  /// Asks.
  ///
  /// - Parameter starting: lets the bus start the program that is to answer.
  func ask(
    _ question: Question, of name: String, at path: String, _ interface: String, _ member: String,
    _ arguments: [Argument] = [], starting: Bool = false
  ) {
    guard waiting.count < Self.waitingLimit else { return }
    send(question, to: name, at: path, interface, member, arguments, starting: starting)
  }

  /// Calls a method whose answer is of no interest.
  func tell(
    _ name: String, at path: String, _ interface: String, _ member: String,
    _ arguments: [Argument]
  ) {
    send(nil, to: name, at: path, interface, member, arguments)
  }

  /// Asks for one property's value.
  func ask(
    _ question: Question, property: String, in interface: String, of name: String, at path: String
  ) {
    ask(
      question, of: name, at: path, "org.freedesktop.DBus.Properties", "Get",
      [.text(interface), .text(property)])
  }

  private func send(
    _ question: Question?, to name: String, at path: String, _ interface: String,
    _ member: String, _ arguments: [Argument], starting: Bool = false
  ) {
    let calls = library.calls
    var message: OpaquePointer?
    // Names and paths come from answers, too: a bad one is refused here.
    guard !isLost,
      calls.message_new_method_call(bus, &message, name, path, interface, member) >= 0,
      let message
    else { return }
    let draft = BusDraft(message, library: library)
    _ = calls.message_set_auto_start(message, starting ? 1 : 0)
    for argument in arguments { draft.write(argument) }
    var cookie: UInt64 = 0
    guard let whole = draft.finished, calls.send(bus, whole, &cookie) >= 0, let question else {
      return
    }
    waiting[cookie] = question
  }

  private func sorted(_ message: BusMessage) -> Delivery? {
    switch message.kind {
    case .signal: return message.isAddressed ? .addressed(message) : .signal(message)
    case .answer:
      return message.replyCookie.flatMap { waiting.removeValue(forKey: $0) }
        .map { .answer($0, message) }
    case .failure:
      return message.replyCookie.flatMap { waiting.removeValue(forKey: $0) }.map { .failure($0) }
    case .call: return .call(message)
    }
  }
}

// MARK: - Objects of our own

extension BusConnection {
  /// Answers a call, with nothing where nothing is written.
  func answer(_ call: BusMessage, _ write: (BusDraft) -> Void = { _ in }) {
    var message: OpaquePointer?
    guard !isLost, library.calls.message_new_method_return(call.handle, &message) >= 0,
      let message
    else { return }
    send(BusDraft(message, library: library), write)
  }

  /// - Parameter name: of the error, such as `org.freedesktop.DBus.Error.UnknownMethod`.
  func refuse(_ call: BusMessage, _ name: String, _ sentence: String) {
    var message: OpaquePointer?
    let code = name.withCString { name in
      sentence.withCString { sentence in
        var error = sd_bus_error(name: name, message: sentence, _need_free: 0)
        return library.calls.message_new_method_error(call.handle, &message, &error)
      }
    }
    guard !isLost, code >= 0, let message else { return }
    send(BusDraft(message, library: library)) { _ in }
  }

  /// Nobody here knows that method, or that object.
  func refuseUnknown(_ call: BusMessage) {
    refuse(
      call, "org.freedesktop.DBus.Error.UnknownMethod",
      "There is no method \(call.member) of \(call.interface) at \(call.path).")
  }

  /// Tells all who listen.
  func signal(
    at path: String, _ interface: String, _ member: String,
    _ write: (BusDraft) -> Void = { _ in }
  ) {
    var message: OpaquePointer?
    guard !isLost,
      library.calls.message_new_signal(bus, &message, path, interface, member) >= 0, let message
    else { return }
    send(BusDraft(message, library: library), write)
  }

  private func send(_ draft: BusDraft, _ write: (BusDraft) -> Void) {
    write(draft)
    if let message = draft.finished { _ = library.calls.send(bus, message, nil) }
  }
}
