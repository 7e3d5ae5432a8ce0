import CX11
import Glibc

/// Our icon in panels of the older kind (freedesktop, "System Tray Protocol" 0.3; "XEmbed" 0.5), and
/// the menu that it opens.
///
/// Has a connection of its own, which is there only while a panel takes the icon: what it costs,
/// and what goes wrong with it, goes with it. Its owner polls `fileDescriptor`, and calls `serve`
/// before each wait.
public final class TrayWindow {
  /// A menu that nobody touches for so long is closed: it holds the pointer, and a screen locker
  /// could not have it.
  static let patience: Int64 = 30_000

  private let screen: TrayScreen
  private let panel: UInt32
  private let window: UInt32
  private let visual: TrayVisual
  private var size: (width: Int, height: Int) = (0, 0)
  private var face: TrayFace?
  private var popup: PopupMenu?
  /// When somebody did something with the menu last.
  private var touchedAt = Uptime(milliseconds: 0)
  private var hasEnded = false
  /// The panel has taken the icon.
  public private(set) var isShown = false

  /// Nil where no panel takes icons.
  public convenience init?() { self.init(display: nil) }

  /// - Parameter display: such as `:0`; nil takes DISPLAY.
  init?(display: String?) {
    guard let screen = TrayScreen(display), let panel = screen.panel() else { return nil }
    self.screen = screen
    self.panel = panel
    visual = TrayVisual(of: panel, on: screen)
    window = screen.newID
    makeWindow()
    // A panel that ends tells so.
    screen.select(UInt32(XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue), on: panel)
    // SYSTEM_TRAY_REQUEST_DOCK
    screen.tell(panel, screen.atom("_NET_SYSTEM_TRAY_OPCODE"), [0, 0, window, 0, 0])
    screen.flush()
  }

  public var fileDescriptor: Int32 { screen.fileDescriptor }

  /// The panel, or the display, has gone: this value is of no more use.
  public var isLost: Bool { hasEnded || screen.isLost }

  public func show(_ face: TrayFace) {
    guard face != self.face else { return }
    let isSame = face.icon == self.face?.icon
    self.face = face
    if !isSame { draw() }
  }

  /// When `serve` wants to be called though nothing has come; nil while no menu is open.
  public var deadline: Uptime? { popup.map { _ in touchedAt.advanced(by: Self.patience) } }

  /// Lets go of pointer and keyboard, for a screen locker wants them.
  public func closeMenu() { popup = nil }

  /// Handles what has come; the ids of the rows that were chosen.
  ///
  /// - Parameter menu: called where somebody opens it.
  public func serve(at now: Uptime, _ menu: () -> TrayMenu) -> [Int32] {
    var choices: [Int32] = []
    while !isLost, let event = screen.next() {
      if event.isOfPerson { touchedAt = now }
      if let popup, let step = popup.take(event) {
        if case .chosen(let id) = step { choices.append(id) }
        if step != .open { self.popup = nil }
        continue
      }
      take(event, menu)
    }
    if let deadline, deadline <= now { closeMenu() }
    screen.flush()
    return choices
  }

  // MARK: - Events

  private func take(_ event: TrayEvent, _ menu: () -> TrayMenu) {
    switch event {
    case .exposed(window): draw()
    case .resized(window, let width, let height):
      size = (width, height)
      draw()
    case .reparented(window, let parent): isShown = parent != screen.root
    case .destroyed(window), .destroyed(panel): hasEnded = true
    case .released(window, _, _, let button) where (1...3).contains(button):
      guard popup == nil else { return }
      popup = PopupMenu(menu(), on: screen, at: window, size: size)
    default: break
    }
  }

  // MARK: - The window

  private func makeWindow() {
    let events =
      XCB_EVENT_MASK_EXPOSURE.rawValue | XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue
      | XCB_EVENT_MASK_BUTTON_PRESS.rawValue | XCB_EVENT_MASK_BUTTON_RELEASE.rawValue
    switch visual {
    case .alpha(let id):
      let colours = screen.newID
      xcb_create_colormap(
        screen.connection, UInt8(XCB_COLORMAP_ALLOC_NONE.rawValue), colours, screen.root, id)
      // Transparent, where nothing is drawn.
      let values: [UInt32] = [0, 0, events, colours]
      xcb_create_window(
        screen.connection, 32, window, screen.root, 0, 0, 24, 24, 0,
        UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), id,
        XCB_CW_BACK_PIXEL.rawValue | XCB_CW_BORDER_PIXEL.rawValue | XCB_CW_EVENT_MASK.rawValue
          | XCB_CW_COLORMAP.rawValue, values)
    case .opaque:
      let values: [UInt32] = [XCB_BACK_PIXMAP_PARENT_RELATIVE.rawValue, events]
      xcb_create_window(
        screen.connection, 0, window, screen.root, 0, 0, 24, 24, 0,
        UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), 0,
        XCB_CW_BACK_PIXMAP.rawValue | XCB_CW_EVENT_MASK.rawValue, values)
    }
    // Version 0, and to be shown.
    let embedding = screen.atom("_XEMBED_INFO")
    screen.set(embedding, embedding, numbers: [0, 1], on: window)
    // Panels give an icon as much room as it asks for: PMinSize and PBaseSize (ICCCM 4.1.2.3).
    let side = UInt32(IconPixels.sizes[0])
    var hints = [UInt32](repeating: 0, count: 18)
    hints[0] = 1 << 4 | 1 << 8
    for index in [5, 6, 15, 16] { hints[index] = side }
    screen.set(Atoms.normalHints, Atoms.sizeHints, numbers: hints, on: window)
    screen.set(Atoms.wmClass, Atoms.string, text: "daybook\0Daybook\0", on: window)
    screen.set(Atoms.name, Atoms.string, text: "Daybook", on: window)
  }

  private func draw() {
    guard let face, size.width > 0, size.height > 0 else { return }
    let side = min(size.width, size.height, 512)
    guard let icon = IconPixels.fitting(face.icon, side: side) else { return }
    let (x, y) = ((size.width - icon.size) / 2, (size.height - icon.size) / 2)
    xcb_clear_area(screen.connection, 0, window, 0, 0, 0, 0)
    switch visual {
    case .alpha:
      screen.put(icon.argb.map(\.multipliedByAlpha), side: icon.size, at: (x, y), 32, on: window)
    case .opaque:
      let behind = screen.points(of: window, side: icon.size, at: (x, y))
      let points = icon.argb.enumerated().map { index, colour in
        colour.over(behind?[index] ?? TrayScreen.plain)
      }
      screen.put(points, side: icon.size, at: (x, y), screen.depth, on: window)
    }
    screen.flush()
  }
}

/// How points are drawn in a panel's icons.
enum TrayVisual {
  /// With transparency, by this visual.
  case alpha(UInt32)
  /// Over what the panel draws.
  case opaque

  /// What the panel says (`_NET_SYSTEM_TRAY_VISUAL`).
  init(of panel: UInt32, on screen: TrayScreen) {
    if let id = screen.number("_NET_SYSTEM_TRAY_VISUAL", of: panel), screen.hasAlpha(id) {
      self = .alpha(id)
    } else {
      self = .opaque
    }
  }
}

extension UInt32 {
  /// Each of the four bytes, from the highest: alpha, red, green, blue.
  fileprivate var parts: (UInt32, UInt32, UInt32, UInt32) {
    (self >> 24, self >> 16 & 255, self >> 8 & 255, self & 255)
  }

  var multipliedByAlpha: UInt32 {
    let (alpha, red, green, blue) = parts
    func multiplied(_ part: UInt32) -> UInt32 { (part * alpha + 127) / 255 }
    return alpha << 24 | multiplied(red) << 16 | multiplied(green) << 8 | multiplied(blue)
  }

  /// This point on one that is not transparent.
  func over(_ behind: UInt32) -> UInt32 {
    let (alpha, red, green, blue) = parts
    let (_, red2, green2, blue2) = behind.parts
    func mixed(_ front: UInt32, _ back: UInt32) -> UInt32 {
      (front * alpha + back * (255 - alpha) + 127) / 255
    }
    return mixed(red, red2) << 16 | mixed(green, green2) << 8 | mixed(blue, blue2)
  }
}

extension IconPixels {
  /// For a square of that side: the largest that fits, else the smallest with points left out.
  static func fitting(_ icon: TrayFace.Icon, side: Int) -> IconPixels? {
    if let size = sizes.last(where: { $0 <= side }) { return IconPixels(icon, size: size) }
    guard side > 0, let whole = IconPixels(icon, size: sizes[0]) else { return nil }
    return whole.reduced(to: side)
  }
}
