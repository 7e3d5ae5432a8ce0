import CSystemd
import Glibc

/// A message that came over a bus. Reads its contents in order; outside text, all of it.
final class BusMessage {
  enum Kind: Hashable {
    case signal, answer, failure, call
  }

  /// What a variant held, as far as we ask for it.
  enum Value: Hashable {
    case text(String)
    case truth(Bool)
    case other
  }

  /// What PropertiesChanged says of one property.
  enum Change: Hashable {
    case none
    case to(Value)
    /// It has another value, which must be asked for.
    case unsaid
  }

  /// For who answers it.
  let handle: OpaquePointer
  private let library: BusLibrary
  private var calls: daybook_sd_bus { library.calls }

  /// Takes over the reference.
  init(_ handle: OpaquePointer, library: BusLibrary) {
    self.handle = handle
    self.library = library
  }

  deinit { _ = library.calls.message_unref(handle) }

  // MARK: - The envelope

  var kind: Kind {
    var type: UInt8 = 0
    guard calls.message_get_type(handle, &type) >= 0 else { return .call }
    switch Int(type) {
    case SD_BUS_MESSAGE_SIGNAL: return .signal
    case SD_BUS_MESSAGE_METHOD_RETURN: return .answer
    case SD_BUS_MESSAGE_METHOD_ERROR: return .failure
    default: return .call
    }
  }

  /// Which call this answers.
  var replyCookie: UInt64? {
    var cookie: UInt64 = 0
    return calls.message_get_reply_cookie(handle, &cookie) >= 0 ? cookie : nil
  }

  var path: String { Self.text(calls.message_get_path(handle)) }
  var interface: String { Self.text(calls.message_get_interface(handle)) }
  var member: String { Self.text(calls.message_get_member(handle)) }
  /// The unique name of who sent it.
  var sender: String { Self.text(calls.message_get_sender(handle)) }
  /// Sent to us alone. Such a signal passed no match rule, so that anybody can be behind it.
  var isAddressed: Bool { calls.message_get_destination(handle) != nil }

  // MARK: - The contents

  /// A string or object path.
  func text() -> String? { text(ofType: peek()?.type ?? 0) }

  func truth() -> Bool? {
    var value: Int32 = 0
    return calls.message_read_basic(handle, Self.code("b"), &value) > 0 ? value != 0 : nil
  }

  func number() -> UInt32? {
    var value: UInt32 = 0
    return calls.message_read_basic(handle, Self.code("u"), &value) > 0 ? value : nil
  }

  func integer() -> Int32? {
    var value: Int32 = 0
    return calls.message_read_basic(handle, Self.code("i"), &value) > 0 ? value : nil
  }

  /// Passes over what is of no interest; false where it is not there.
  func skip(_ contents: String) -> Bool { calls.message_skip(handle, contents) >= 0 }

  /// Ends an array that was not read to its end, or was: what follows it can be read then.
  func array(_ contents: String, _ body: () -> Bool) -> Bool {
    guard calls.message_enter_container(handle, Self.code("a"), contents) > 0 else { return false }
    while peek() != nil { if !body() { return false } }
    return calls.message_exit_container(handle) >= 0
  }

  /// A file descriptor, which the caller has to close.
  func file() -> Int32? {
    var value: Int32 = -1
    guard calls.message_read_basic(handle, Self.code("h"), &value) > 0, value >= 0 else {
      return nil
    }
    let copy = fcntl(value, F_DUPFD_CLOEXEC, 3)
    return copy >= 0 ? copy : nil
  }

  /// What a variant holds.
  func value() -> Value? {
    guard let found = peek(), found.type == Self.code("v") else { return nil }
    let contents = found.contents
    guard calls.message_enter_container(handle, Self.code("v"), contents) > 0 else { return nil }
    let value: Value?
    switch contents.first.map({ CChar($0.asciiValue ?? 0) }) {
    case Self.code("b") where contents.utf8.count == 1: value = truth().map(Value.truth)
    case Self.code("s") where contents.utf8.count == 1: value = text().map(Value.text)
    default: value = calls.message_skip(handle, contents) >= 0 ? .other : nil
    }
    return calls.message_exit_container(handle) >= 0 ? value : nil
  }

  /// The object in a variant that holds a name and an object.
  func objectInVariant() -> String? {
    guard calls.message_enter_container(handle, Self.code("v"), "(so)") > 0 else { return nil }
    var path: String?
    guard structure("so", { path = text().flatMap { _ in text() } }) else { return nil }
    return calls.message_exit_container(handle) >= 0 ? path : nil
  }

  /// Goes through an array of structures or strings; `body` returns false to end it.
  func each(_ contents: String, _ body: () -> Bool) {
    guard calls.message_enter_container(handle, Self.code("a"), contents) > 0 else { return }
    while peek() != nil, body() {}
  }

  /// Goes into a structure, and out of it again whatever was read.
  ///
  /// - Returns: false when it can't be entered: the reading must end.
  func structure(_ contents: String, _ body: () -> Void) -> Bool {
    guard calls.message_enter_container(handle, Self.code("r"), contents) > 0 else { return false }
    body()
    return calls.message_exit_container(handle) >= 0
  }

  /// Reads PropertiesChanged (D-Bus Specification, "org.freedesktop.DBus.Properties").
  func change(of property: String) -> Change {
    var change = Change.none
    guard text() != nil,
      calls.message_enter_container(handle, Self.code("a"), "{sv}") > 0
    else { return .none }
    while calls.message_enter_container(handle, Self.code("e"), "sv") > 0 {
      guard let name = text(), let value = value() else { return .none }
      if name == property { change = .to(value) }
      guard calls.message_exit_container(handle) >= 0 else { return .none }
    }
    guard calls.message_exit_container(handle) >= 0,
      calls.message_enter_container(handle, Self.code("a"), "s") > 0
    else { return change }
    while let name = text() {
      if name == property { change = .unsaid }
    }
    return change
  }

  // MARK: - Steps

  private func peek() -> (type: CChar, contents: String)? {
    var type: CChar = 0
    var contents: UnsafePointer<CChar>?
    guard calls.message_peek_type(handle, &type, &contents) > 0 else { return nil }
    return (type, Self.text(contents))
  }

  private func text(ofType type: CChar) -> String? {
    guard type == Self.code("s") || type == Self.code("o") else { return nil }
    var value: UnsafePointer<CChar>?
    guard calls.message_read_basic(handle, type, &value) > 0 else { return nil }
    return Self.text(value)
  }

  private static func code(_ scalar: Unicode.Scalar) -> CChar { CChar(scalar.value) }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
