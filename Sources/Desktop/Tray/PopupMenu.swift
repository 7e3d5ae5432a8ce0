import CX11
import Glibc

/// The menu beside an icon of the older tray: drawn by ourselves, for there is no panel to do it.
///
/// Holds the pointer and the keyboard while it is open. They are free again when it closes, and when
/// the connection ends, however that comes about.
final class PopupMenu {
  enum Step: Hashable {
    case open, closed
    case chosen(Int32)
  }

  private let screen: TrayScreen
  private let window: UInt32
  private let pen: UInt32
  private let font: PopupFont
  private let keys: PopupKeys
  private var layout: PopupLayout
  /// The row under the pointer, or where the keys went.
  private var current: Int?
  private var isPressed = false

  /// Nil where another program holds the pointer.
  init?(_ menu: TrayMenu, on screen: TrayScreen, at icon: UInt32, size: (width: Int, height: Int)) {
    self.screen = screen
    font = PopupFont(screen)
    keys = PopupKeys(screen)
    layout = PopupLayout(menu, font)
    let place = screen.place(of: icon)
    layout.place(beside: place, size, width: screen.width, height: screen.height)
    window = screen.newID
    pen = screen.newID
    makeWindow()
    guard grab() else {
      close()
      return nil
    }
    draw()
  }

  deinit { close() }

  /// Nil for an event that is none of the menu's.
  func take(_ event: TrayEvent) -> Step? {
    switch event {
    case .exposed(window): draw()
    case .moved(window, let x, let y): point(at: layout.row(x, y))
    case .pressed(window, let x, let y):
      guard layout.contains(x, y) else { return .closed }
      isPressed = true
      point(at: layout.row(x, y))
    case .released(window, let x, let y, _):
      guard isPressed else { return .open }
      isPressed = false
      guard layout.contains(x, y) else { return .closed }
      return choose(layout.row(x, y))
    case .key(let code): return press(keys.meaning(of: code))
    case .destroyed(window): return .closed
    case .exposed, .moved, .pressed, .released, .resized, .reparented, .destroyed, .other:
      return nil
    }
    return .open
  }

  // MARK: - Choosing

  private func point(at row: Int?) {
    guard row != current else { return }
    current = row
    draw()
  }

  private func choose(_ index: Int?) -> Step {
    guard let index, layout.lines.indices.contains(index) else { return .open }
    let row = layout.lines[index].row
    switch row.kind {
    case .choice: return .chosen(row.id)
    case .submenu:
      layout.toggle(row.id)
      resize()
      return .open
    case .words, .separator: return .open
    }
  }

  private func press(_ key: PopupKeys.Meaning?) -> Step {
    switch key {
    case .leave: return .closed
    case .up: point(at: layout.next(to: current, by: -1))
    case .down: point(at: layout.next(to: current, by: 1))
    case .choose: return choose(current)
    case nil: break
    }
    return .open
  }

  // MARK: - The window

  private func makeWindow() {
    let events =
      XCB_EVENT_MASK_EXPOSURE.rawValue | XCB_EVENT_MASK_BUTTON_PRESS.rawValue
      | XCB_EVENT_MASK_BUTTON_RELEASE.rawValue | XCB_EVENT_MASK_POINTER_MOTION.rawValue
      | XCB_EVENT_MASK_KEY_PRESS.rawValue | XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue
    let values: [UInt32] = [PopupColours.ground, PopupColours.border, 1, events]
    xcb_create_window(
      screen.connection, 0, window, screen.root, Int16(clamping: layout.x),
      Int16(clamping: layout.y), UInt16(clamping: layout.width), UInt16(clamping: layout.height), 1,
      UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), 0,
      XCB_CW_BACK_PIXEL.rawValue | XCB_CW_BORDER_PIXEL.rawValue
        | XCB_CW_OVERRIDE_REDIRECT.rawValue | XCB_CW_EVENT_MASK.rawValue, values)
    screen.set(Atoms.wmClass, Atoms.string, text: "daybook\0Daybook\0", on: window)
    xcb_create_gc(screen.connection, pen, window, XCB_GC_FONT.rawValue, [font.id])
    xcb_map_window(screen.connection, window)
  }

  /// Whoever let go of the pointer just now may still hold it for a moment.
  private func grab() -> Bool {
    for _ in 0..<20 {
      if tryToGrab() { return true }
      usleep(5_000)
    }
    return false
  }

  private func tryToGrab() -> Bool {
    let events =
      XCB_EVENT_MASK_BUTTON_PRESS.rawValue | XCB_EVENT_MASK_BUTTON_RELEASE.rawValue
      | XCB_EVENT_MASK_POINTER_MOTION.rawValue
    let cookie = xcb_grab_pointer(
      screen.connection, 0, window, UInt16(events), UInt8(XCB_GRAB_MODE_ASYNC.rawValue),
      UInt8(XCB_GRAB_MODE_ASYNC.rawValue), 0, 0, 0)
    // Both go out with the window itself: a key pressed as soon as it is seen is the menu's.
    xcb_grab_keyboard_unchecked(
      screen.connection, 0, window, 0, UInt8(XCB_GRAB_MODE_ASYNC.rawValue),
      UInt8(XCB_GRAB_MODE_ASYNC.rawValue)
    ).discard(screen)
    guard let reply = xcb_grab_pointer_reply(screen.connection, cookie, nil) else { return false }
    defer { free(reply) }
    return reply.pointee.status == UInt8(XCB_GRAB_STATUS_SUCCESS.rawValue)
  }

  private func close() {
    xcb_ungrab_pointer(screen.connection, 0)
    xcb_ungrab_keyboard(screen.connection, 0)
    xcb_free_gc(screen.connection, pen)
    xcb_close_font(screen.connection, font.id)
    xcb_destroy_window(screen.connection, window)
    screen.flush()
  }

  private func resize() {
    layout.fit(width: screen.width, height: screen.height)
    let values = [layout.x, layout.y, layout.width, layout.height].map {
      UInt32(bitPattern: Int32(clamping: $0))
    }
    xcb_configure_window(
      screen.connection, window,
      UInt16(
        XCB_CONFIG_WINDOW_X.rawValue | XCB_CONFIG_WINDOW_Y.rawValue
          | XCB_CONFIG_WINDOW_WIDTH.rawValue | XCB_CONFIG_WINDOW_HEIGHT.rawValue), values)
    draw()
  }

  // MARK: - Drawing

  private func draw() {
    for (index, line) in layout.lines.enumerated() {
      let isCurrent = index == current && line.row.canBeChosen
      fill(
        isCurrent ? PopupColours.chosen : PopupColours.ground, 0, line.top, layout.width,
        line.height)
      if line.row.kind == .separator {
        fill(PopupColours.line, 4, line.top + line.height / 2, layout.width - 8, 1)
        continue
      }
      let ink =
        isCurrent
        ? PopupColours.chosenInk : line.row.canBeChosen ? PopupColours.ink : PopupColours.faint
      use(ink, on: isCurrent ? PopupColours.chosen : PopupColours.ground)
      font.draw(line.row.label, line.left, line.top + PopupLayout.padding, on: window, pen)
      if case .submenu = line.row.kind { mark(line, isOpen: layout.isOpen(line.row.id)) }
    }
    screen.flush()
  }

  /// A triangle that points to where the rows are.
  private func mark(_ line: PopupLayout.Line, isOpen: Bool) {
    let (x, y) = (layout.width - 14, line.top + line.height / 2)
    let corners: [(Int, Int)] =
      isOpen
      ? [(x - 4, y - 2), (x + 4, y - 2), (x, y + 3)] : [(x - 2, y - 4), (x - 2, y + 4), (x + 3, y)]
    let points = corners.map { xcb_point_t(x: Int16(clamping: $0.0), y: Int16(clamping: $0.1)) }
    xcb_fill_poly(
      screen.connection, window, pen, UInt8(XCB_POLY_SHAPE_CONVEX.rawValue),
      UInt8(XCB_COORD_MODE_ORIGIN.rawValue), 3, points)
  }

  private func use(_ ink: UInt32, on ground: UInt32) {
    xcb_change_gc(
      screen.connection, pen, XCB_GC_FOREGROUND.rawValue | XCB_GC_BACKGROUND.rawValue,
      [ink, ground])
  }

  private func fill(_ colour: UInt32, _ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    use(colour, on: colour)
    let area = xcb_rectangle_t(
      x: Int16(clamping: x), y: Int16(clamping: y), width: UInt16(clamping: width),
      height: UInt16(clamping: height))
    xcb_poly_fill_rectangle(screen.connection, window, pen, 1, [area])
  }
}

/// As a screen of at least 24 bits has them.
enum PopupColours {
  static var ground: UInt32 { 0xf7f7f7 }
  static var border: UInt32 { 0x8a8a8a }
  static var line: UInt32 { 0xd0d0d0 }
  static var ink: UInt32 { 0x1a1a1a }
  static var faint: UInt32 { 0x6a6a6a }
  static var chosen: UInt32 { 0x2563eb }
  static var chosenInk: UInt32 { 0xffffff }
}

extension TrayMenu.Row {
  var canBeChosen: Bool {
    switch kind {
    case .choice, .submenu: true
    case .words, .separator: false
    }
  }
}

extension xcb_grab_keyboard_cookie_t {
  /// Without the keyboard the pointer does.
  fileprivate func discard(_ screen: TrayScreen) {
    xcb_discard_reply(screen.connection, sequence)
  }
}
