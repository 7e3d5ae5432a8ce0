import CSystemd

/// A value of those that most calls take.
enum BusArgument {
  case text(String)
  case number(UInt32)
  case integer(Int32)
  case texts([String])
  /// `a{sv}`
  case hints([(name: String, value: Hint)])

  enum Hint {
    case text(String)
    case byte(UInt8)
  }
}

/// A message that is being written, its contents in order.
///
/// A value that does not fit spoils the whole: it is then not sent.
final class BusDraft {
  private let handle: OpaquePointer
  private let library: BusLibrary
  private var isSound = true
  private var calls: daybook_sd_bus { library.calls }

  /// Takes over the reference.
  init(_ handle: OpaquePointer, library: BusLibrary) {
    self.handle = handle
    self.library = library
  }

  deinit { _ = library.calls.message_unref(handle) }

  /// For who sends it; nil where something did not fit.
  var finished: OpaquePointer? { isSound ? handle : nil }

  func text(_ text: String) { check(calls.message_append_basic(handle, Self.code("s"), text)) }

  /// An object path.
  func object(_ path: String) { check(calls.message_append_basic(handle, Self.code("o"), path)) }

  func number(_ number: UInt32) {
    var number = number
    check(calls.message_append_basic(handle, Self.code("u"), &number))
  }

  func integer(_ number: Int32) {
    var number = number
    check(calls.message_append_basic(handle, Self.code("i"), &number))
  }

  func truth(_ truth: Bool) {
    var number: Int32 = truth ? 1 : 0
    check(calls.message_append_basic(handle, Self.code("b"), &number))
  }

  func byte(_ byte: UInt8) {
    var byte = byte
    check(calls.message_append_basic(handle, Self.code("y"), &byte))
  }

  func bytes(_ bytes: [UInt8]) {
    check(
      bytes.withUnsafeBytes {
        calls.message_append_array(handle, Self.code("y"), $0.baseAddress, $0.count)
      })
  }

  func array(of contents: String, _ body: () -> Void) { container("a", contents, body) }

  func structure(_ contents: String, _ body: () -> Void) { container("r", contents, body) }

  func variant(_ contents: String, _ body: () -> Void) { container("v", contents, body) }

  /// One entry of an `a{sv}`.
  func entry(_ key: String, _ contents: String, _ body: () -> Void) {
    container("e", "sv") {
      text(key)
      variant(contents, body)
    }
  }

  func entry(_ key: String, _ value: String) { entry(key, "s") { text(value) } }
  func entry(_ key: String, _ value: Bool) { entry(key, "b") { truth(value) } }

  func write(_ argument: BusArgument) {
    switch argument {
    case .text(let text): self.text(text)
    case .number(let number): self.number(number)
    case .integer(let number): integer(number)
    case .texts(let texts): array(of: "s") { for text in texts { self.text(text) } }
    case .hints(let hints):
      array(of: "{sv}") {
        for (name, value) in hints {
          switch value {
          case .text(let text): entry(name, text)
          case .byte(let byte): entry(name, "y") { self.byte(byte) }
          }
        }
      }
    }
  }

  private func container(_ type: Unicode.Scalar, _ contents: String, _ body: () -> Void) {
    check(calls.message_open_container(handle, Self.code(type), contents))
    body()
    check(calls.message_close_container(handle))
  }

  private func check(_ code: Int32) { if code < 0 { isSound = false } }

  private static func code(_ scalar: Unicode.Scalar) -> CChar { CChar(scalar.value) }
}
