import CX11
import Glibc

/// What the tray has to know of what happened on its connection.
enum TrayEvent: Hashable {
  case exposed(UInt32)
  case resized(UInt32, width: Int, height: Int)
  case reparented(UInt32, parent: UInt32)
  case destroyed(UInt32)
  /// Coordinates are the window's.
  case pressed(UInt32, x: Int, y: Int)
  case released(UInt32, x: Int, y: Int, button: UInt8)
  case moved(UInt32, x: Int, y: Int)
  case key(UInt8)
  case other

  /// Somebody moves, clicks or types.
  var isOfPerson: Bool {
    switch self {
    case .pressed, .released, .moved, .key: true
    case .exposed, .resized, .reparented, .destroyed, .other: false
    }
  }
}

/// The screen, over a connection of the tray's own.
final class TrayScreen {
  let connection: OpaquePointer
  let root: UInt32
  let depth: UInt8
  let width, height: Int
  private let number: Int32
  private let setup: UnsafePointer<xcb_setup_t>
  private let screen: UnsafeMutablePointer<xcb_screen_t>
  /// Behind an icon, where what the panel draws there can't be read.
  static let plain: UInt32 = 0x80_8080

  /// Nil where there is no display, or one whose points are not of four bytes.
  ///
  /// - Parameter display: such as `:0`; nil takes DISPLAY.
  init?(_ display: String?) {
    var number: Int32 = 0
    guard let connection = xcb_connect(display, &number) else { return nil }
    guard xcb_connection_has_error(connection) == 0, let setup = xcb_get_setup(connection),
      let screen = Self.screen(number, of: setup),
      Self.bits(ofDepth: screen.pointee.root_depth, setup) == 32
    else {
      xcb_disconnect(connection)
      return nil
    }
    _ = fcntl(xcb_get_file_descriptor(connection), F_SETFD, FD_CLOEXEC)
    self.connection = connection
    self.number = number
    self.setup = setup
    self.screen = screen
    root = screen.pointee.root
    depth = screen.pointee.root_depth
    width = Int(screen.pointee.width_in_pixels)
    height = Int(screen.pointee.height_in_pixels)
  }

  /// Whatever was grabbed is free then, and every window gone.
  deinit { xcb_disconnect(connection) }

  var fileDescriptor: Int32 { xcb_get_file_descriptor(connection) }
  var isLost: Bool { xcb_connection_has_error(connection) != 0 }
  var newID: UInt32 { xcb_generate_id(connection) }
  func flush() { xcb_flush(connection) }

  // MARK: - Questions

  /// The panel that takes icons, if there is one.
  func panel() -> UInt32? {
    let selection = atom("_NET_SYSTEM_TRAY_S\(number)")
    let cookie = xcb_get_selection_owner(connection, selection)
    guard let reply = xcb_get_selection_owner_reply(connection, cookie, nil) else { return nil }
    defer { free(reply) }
    return reply.pointee.owner == 0 ? nil : reply.pointee.owner
  }

  func atom(_ name: String) -> UInt32 {
    let cookie = xcb_intern_atom(connection, 0, UInt16(name.utf8.count), name)
    guard let reply = xcb_intern_atom_reply(connection, cookie, nil) else { return 0 }
    defer { free(reply) }
    return reply.pointee.atom
  }

  /// A property of one 32-bit number.
  func number(_ property: String, of window: UInt32) -> UInt32? {
    let cookie = xcb_get_property(connection, 0, window, atom(property), 0, 0, 1)
    guard let reply = xcb_get_property_reply(connection, cookie, nil) else { return nil }
    defer { free(reply) }
    guard reply.pointee.format == 32, reply.pointee.value_len == 1 else { return nil }
    return xcb_get_property_value(reply)?.loadUnaligned(as: UInt32.self)
  }

  func hasAlpha(_ visual: UInt32) -> Bool {
    var depths = xcb_screen_allowed_depths_iterator(screen)
    while depths.rem > 0, let depth = depths.data {
      if depth.pointee.depth == 32, Self.bits(ofDepth: 32, setup) == 32 {
        var visuals = xcb_depth_visuals_iterator(depth)
        while visuals.rem > 0 {
          if visuals.data?.pointee.visual_id == visual { return true }
          xcb_visualtype_next(&visuals)
        }
      }
      xcb_depth_next(&depths)
    }
    return false
  }

  /// Where a point of `window` is on the screen.
  func place(of window: UInt32) -> (x: Int, y: Int) {
    let cookie = xcb_translate_coordinates(connection, window, root, 0, 0)
    guard let reply = xcb_translate_coordinates_reply(connection, cookie, nil) else {
      return (0, 0)
    }
    defer { free(reply) }
    return (Int(reply.pointee.dst_x), Int(reply.pointee.dst_y))
  }

  // MARK: - Properties and messages

  func set(_ property: UInt32, _ type: UInt32, numbers: [UInt32], on window: UInt32) {
    xcb_change_property(
      connection, UInt8(XCB_PROP_MODE_REPLACE.rawValue), window, property, type, 32,
      UInt32(numbers.count), numbers)
  }

  func set(_ property: UInt32, _ type: UInt32, text: String, on window: UInt32) {
    xcb_change_property(
      connection, UInt8(XCB_PROP_MODE_REPLACE.rawValue), window, property, type, 8,
      UInt32(text.utf8.count), text)
  }

  func select(_ events: UInt32, on window: UInt32) {
    xcb_change_window_attributes(connection, window, XCB_CW_EVENT_MASK.rawValue, [events])
  }

  /// A client message of five numbers.
  func tell(_ window: UInt32, _ type: UInt32, _ numbers: [UInt32]) {
    var event = xcb_client_message_event_t()
    event.response_type = UInt8(XCB_CLIENT_MESSAGE)
    event.format = 32
    event.window = window
    event.type = type
    event.data.data32 = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
    withUnsafePointer(to: &event) {
      $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout<xcb_client_message_event_t>.size)
      {
        _ = xcb_send_event(connection, 0, window, 0, $0)
      }
    }
  }

  // MARK: - Points

  /// Draws a square, a point a number.
  func put(
    _ points: [UInt32], side: Int, at place: (x: Int, y: Int), _ depth: UInt8, on window: UInt32
  ) {
    let pen = newID
    xcb_create_gc(connection, pen, window, 0, nil)
    // Sent in the server's order.
    let isBig = setup.pointee.image_byte_order == UInt8(XCB_IMAGE_ORDER_MSB_FIRST.rawValue)
    let points = isBig ? points.map(\.bigEndian) : points.map(\.littleEndian)
    points.withUnsafeBytes { bytes in
      _ = xcb_put_image(
        connection, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), window, pen, UInt16(side),
        UInt16(side), Int16(clamping: place.x), Int16(clamping: place.y), 0, depth,
        UInt32(bytes.count), bytes.bindMemory(to: UInt8.self).baseAddress)
    }
    xcb_free_gc(connection, pen)
  }

  /// What stands in a square of `window`; nil where that can't be seen.
  func points(of window: UInt32, side: Int, at place: (x: Int, y: Int)) -> [UInt32]? {
    let cookie = xcb_get_image(
      connection, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), window, Int16(clamping: place.x),
      Int16(clamping: place.y), UInt16(side), UInt16(side), .max)
    guard let reply = xcb_get_image_reply(connection, cookie, nil) else { return nil }
    defer { free(reply) }
    guard let data = xcb_get_image_data(reply),
      xcb_get_image_data_length(reply) == Int32(side * side * 4)
    else { return nil }
    let isBig = setup.pointee.image_byte_order == UInt8(XCB_IMAGE_ORDER_MSB_FIRST.rawValue)
    return (0..<side * side).map {
      let point = UnsafeRawPointer(data).loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)
      return isBig ? UInt32(bigEndian: point) : UInt32(littleEndian: point)
    }
  }

  // MARK: - Events

  /// The next event that has come; nil for none. Never waits.
  func next() -> TrayEvent? {
    guard let event = xcb_poll_for_event(connection) else { return nil }
    defer { free(event) }
    let raw = UnsafeRawPointer(event)
    func read<Event>(_ type: Event.Type) -> Event { raw.load(as: type) }
    // The highest bit tells of events that another program sent.
    switch Int32(event.pointee.response_type & 0x7f) {
    case XCB_EXPOSE:
      let event = read(xcb_expose_event_t.self)
      return event.count == 0 ? .exposed(event.window) : .other
    case XCB_CONFIGURE_NOTIFY:
      let event = read(xcb_configure_notify_event_t.self)
      return .resized(event.window, width: Int(event.width), height: Int(event.height))
    case XCB_REPARENT_NOTIFY:
      let event = read(xcb_reparent_notify_event_t.self)
      return .reparented(event.window, parent: event.parent)
    case XCB_DESTROY_NOTIFY: return .destroyed(read(xcb_destroy_notify_event_t.self).window)
    case XCB_BUTTON_PRESS:
      let event = read(xcb_button_press_event_t.self)
      return .pressed(event.event, x: Int(event.event_x), y: Int(event.event_y))
    case XCB_BUTTON_RELEASE:
      let event = read(xcb_button_release_event_t.self)
      return .released(
        event.event, x: Int(event.event_x), y: Int(event.event_y), button: event.detail)
    case XCB_MOTION_NOTIFY:
      let event = read(xcb_motion_notify_event_t.self)
      return .moved(event.event, x: Int(event.event_x), y: Int(event.event_y))
    case XCB_KEY_PRESS: return .key(read(xcb_key_press_event_t.self).detail)
    default: return .other
    }
  }

  // MARK: - The server

  private static func screen(
    _ number: Int32, of setup: UnsafePointer<xcb_setup_t>
  ) -> UnsafeMutablePointer<xcb_screen_t>? {
    var screens = xcb_setup_roots_iterator(setup)
    for _ in 0..<max(0, number) where screens.rem > 0 { xcb_screen_next(&screens) }
    return screens.rem > 0 ? screens.data : nil
  }

  private static func bits(ofDepth depth: UInt8, _ setup: UnsafePointer<xcb_setup_t>) -> UInt8? {
    var formats = xcb_setup_pixmap_formats_iterator(setup)
    while formats.rem > 0, let format = formats.data {
      if format.pointee.depth == depth { return format.pointee.bits_per_pixel }
      xcb_format_next(&formats)
    }
    return nil
  }
}
