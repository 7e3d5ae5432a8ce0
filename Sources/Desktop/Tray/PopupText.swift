import CX11
import Glibc

/// A font of the server's own: it is there without a library.
struct PopupFont {
  let id: UInt32
  let height: Int
  private let ascent: Int
  private let screen: TrayScreen
  /// Names, the best first; every server has the last.
  private static var names: [String] {
    [
      "-*-helvetica-medium-r-normal--14-*-*-*-*-*-iso10646-1",
      "-misc-fixed-medium-r-normal--14-*-*-*-*-*-iso10646-1",
      "-misc-fixed-medium-r-*--*-*-*-*-*-*-iso10646-1", "fixed",
    ]
  }

  init(_ screen: TrayScreen) {
    self.screen = screen
    id = screen.newID
    var metrics = (ascent: 11, descent: 3)
    for name in Self.names {
      let cookie = xcb_open_font_checked(
        screen.connection, id, UInt16(name.utf8.count), name)
      if let error = xcb_request_check(screen.connection, cookie) {
        free(error)
        continue
      }
      let query = xcb_query_font(screen.connection, id)
      if let reply = xcb_query_font_reply(screen.connection, query, nil) {
        metrics = (Int(reply.pointee.font_ascent), Int(reply.pointee.font_descent))
        free(reply)
      }
      break
    }
    ascent = metrics.ascent
    height = metrics.ascent + metrics.descent
  }

  func width(of text: String) -> Int {
    let characters = Self.characters(text)
    let cookie = xcb_query_text_extents(
      screen.connection, id, UInt32(characters.count), characters)
    guard let reply = xcb_query_text_extents_reply(screen.connection, cookie, nil) else {
      return characters.count * 8
    }
    defer { free(reply) }
    return Int(reply.pointee.overall_width)
  }

  /// - Parameter top: of the row's text.
  func draw(_ text: String, _ left: Int, _ top: Int, on window: UInt32, _ pen: UInt32) {
    let characters = Self.characters(text)
    xcb_image_text_16(
      screen.connection, UInt8(characters.count), window, pen, Int16(clamping: left),
      Int16(clamping: top + ascent), characters)
  }

  /// As X writes them, at most 255; what is beyond its sixteen bits is a question mark.
  private static func characters(_ text: String) -> [xcb_char2b_t] {
    text.unicodeScalars.prefix(255).map {
      let value = $0.value > 0xffff ? 0x3f : $0.value
      return xcb_char2b_t(byte1: UInt8(value >> 8), byte2: UInt8(value & 0xff))
    }
  }
}

/// What keys mean in a popup menu, by the person's own keyboard.
struct PopupKeys {
  enum Meaning { case leave, up, down, choose }

  private let meanings: [UInt8: Meaning]

  init(_ screen: TrayScreen) { meanings = Self.read(screen) }

  private static func read(_ screen: TrayScreen) -> [UInt8: Meaning] {
    var meanings: [UInt8: Meaning] = [:]
    guard let setup = xcb_get_setup(screen.connection) else { return [:] }
    let (first, last) = (setup.pointee.min_keycode, setup.pointee.max_keycode)
    let cookie = xcb_get_keyboard_mapping(screen.connection, first, last - first + 1)
    guard let reply = xcb_get_keyboard_mapping_reply(screen.connection, cookie, nil) else {
      return [:]
    }
    defer { free(reply) }
    let (each, count) = (
      Int(reply.pointee.keysyms_per_keycode), Int(xcb_get_keyboard_mapping_keysyms_length(reply))
    )
    guard each > 0, let symbols = xcb_get_keyboard_mapping_keysyms(reply) else { return [:] }
    for index in stride(from: 0, to: count, by: each) {
      let code = Int(first) + index / each
      guard code <= 255 else { break }
      meanings[UInt8(code)] = meaning(ofSymbol: symbols[index])
    }
    return meanings
  }

  func meaning(of code: UInt8) -> Meaning? { meanings[code] }

  /// Of <X11/keysymdef.h>.
  private static func meaning(ofSymbol symbol: UInt32) -> Meaning? {
    switch symbol {
    case 0xff1b: .leave  // Escape
    case 0xff52: .up
    case 0xff54: .down
    case 0xff0d, 0xff8d, 0x20: .choose  // Return, Enter, space
    default: nil
    }
  }
}
