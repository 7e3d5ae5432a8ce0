import CX11
import Glibc

/// A property as the server gave it.
struct Property {
  var type: UInt32
  var format: UInt8
  var bytes: [UInt8]
  /// There was more than was asked for.
  var isIncomplete: Bool

  /// Its 32-bit numbers; none where it is of another format.
  var numbers: [UInt32] {
    guard format == 32 else { return [] }
    return bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / 4).map { buffer.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
    }
  }
}

/// A property that was asked for: the answer is taken later, so that many questions travel
/// together.
struct PropertyRequest {
  private let cookie: xcb_get_property_cookie_t
  private let connection: X11Connection

  /// - Parameter length: at most this many bytes.
  init(_ property: UInt32, of window: UInt32, length: UInt32, on connection: X11Connection) {
    self.connection = connection
    connection.hasAsked()
    cookie = xcb_get_property(connection.xcb, 0, window, property, 0, 0, (length + 3) / 4)
  }

  /// The request's number on its connection.
  var sequence: UInt32 { cookie.sequence }

  enum Answer {
    /// The window does not exist, or the server has gone.
    case gone
    case absent
    case found(Property)

    var property: Property? {
      guard case .found(let property) = self else { return nil }
      return property
    }
  }

  /// Either this or `awaitedAnswer` is to be called, once.
  func answer() -> Answer { Self.answer(connection.reply(to: cookie.sequence)) }

  /// The answer to the last of several questions, to be taken first.
  func awaitedAnswer(by patience: X11Connection.Patience = .pausing) -> Answer {
    Self.answer(connection.awaitReply(to: cookie.sequence, by: patience))
  }

  private static func answer(_ reply: UnsafeMutableRawPointer?) -> Answer {
    guard let reply = reply?.assumingMemoryBound(to: xcb_get_property_reply_t.self) else {
      return .gone
    }
    defer { free(reply) }
    guard reply.pointee.type != 0 else { return .absent }
    let count = Int(xcb_get_property_value_length(reply))
    let bytes = UnsafeRawBufferPointer(start: xcb_get_property_value(reply), count: count)
    return .found(
      Property(
        type: reply.pointee.type, format: reply.pointee.format, bytes: Array(bytes),
        isIncomplete: reply.pointee.bytes_after > 0))
  }
}

extension X11Connection {
  /// The text of a property in whichever of the three encodings it says.
  func text(_ property: Property) -> String {
    guard property.format == 8 else { return "" }
    switch property.type {
    case atoms.utf8: return PropertyText.utf8(property.bytes)
    case atoms.compoundText: return compoundText(property.bytes)
    default: return PropertyText.latin1(property.bytes)
    }
  }

  /// COMPOUND_TEXT by Xlib's own converter: it knows the many charsets of ISO 2022.
  private func compoundText(_ bytes: [UInt8]) -> String {
    var bytes = bytes
    let count = bytes.count
    // Xlib reads up to a zero byte.
    bytes.append(0)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var property = XTextProperty(
        value: buffer.baseAddress, encoding: Atom(atoms.compoundText), format: 8,
        nitems: UInt(count))
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      var texts: Int32 = 0
      // A positive result counts characters that it could not convert.
      guard Xutf8TextPropertyToTextList(display, &property, &list, &texts) >= 0, let list else {
        return PropertyText.latin1(buffer.prefix(count))
      }
      defer { XFreeStringList(list) }
      guard texts > 0, let first = list[0] else { return "" }
      return String(cString: first)
    }
  }
}
