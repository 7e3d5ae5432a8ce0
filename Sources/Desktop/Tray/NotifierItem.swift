import Glibc

/// Our icon in panels that speak StatusNotifierItem (freedesktop, "StatusNotifierItem"; names as KDE
/// has them, which all others took over).
///
/// Asks the watcher anew whenever it appears. What panels call is kept until `serve`.
final class NotifierItem {
  enum Question { case watcher, registration, host }

  /// What is known of a panel.
  enum Standing: Hashable {
    /// Asked, and not answered yet.
    case unknown
    /// Nobody shows items.
    case absent
    case shown
  }

  typealias Bus = BusConnection<SessionServices.Question>

  static let watcher = "org.kde.StatusNotifierWatcher"
  private static let watcherPath = "/StatusNotifierWatcher"
  private static let interface = "org.kde.StatusNotifierItem"
  private static let path = "/StatusNotifierItem"
  private static let properties = "org.freedesktop.DBus.Properties"
  /// More calls at a time than any panel makes.
  private static let mostCalls = 64

  private(set) var standing = Standing.unknown
  private let bus: Bus
  private let name = "org.kde.StatusNotifierItem-\(getpid())-1"
  private var face: TrayFace?
  private var isListening = false
  private var hasName = false
  private var isRegistered = false
  private var hasHost = false
  private var calls: [BusMessage] = []
  private var menu = BusMenu()
  private lazy var theme = IconTheme()

  init(_ bus: Bus) { self.bus = bus }

  /// Shows `face` from now on; nil takes the icon away.
  func show(_ face: TrayFace?) {
    guard face != self.face else { return }
    let before = self.face
    self.face = face
    switch (before, face) {
    case (nil, _?): begin()
    case (_?, nil): end()
    case (let before?, let face?): tell(before, face)
    case (nil, nil): break
    }
  }

  // MARK: - The watcher

  private func begin() {
    standing = .unknown
    if !isListening {
      isListening = true
      bus.listen(
        "sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(Self.watcher)'")
      bus.listen("sender='\(Self.watcher)',interface='\(Self.watcher)'")
    }
    bus.ask(
      .tray(.watcher), of: "org.freedesktop.DBus", at: "/org/freedesktop/DBus",
      "org.freedesktop.DBus", "GetNameOwner", [.text(Self.watcher)])
  }

  /// Panels take an item away whose name goes.
  private func end() {
    if hasName {
      bus.tell(
        "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "ReleaseName", [.text(name)])
    }
    hasName = false
    isRegistered = false
    standing = .unknown
    for call in calls { bus.refuseUnknown(call) }
    calls = []
    menu = BusMenu()
  }

  private func register() {
    guard face != nil else { return }
    if !hasName {
      hasName = true
      bus.tell(
        "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "RequestName",
        // DBUS_NAME_FLAG_DO_NOT_QUEUE
        [.text(name), .number(4)])
    }
    bus.ask(
      .tray(.registration), of: Self.watcher, at: Self.watcherPath, Self.watcher,
      "RegisterStatusNotifierItem", [.text(name)])
    askForHost()
  }

  private func askForHost() {
    bus.ask(
      .tray(.host), property: "IsStatusNotifierHostRegistered", in: Self.watcher,
      of: Self.watcher, at: Self.watcherPath)
  }

  /// - Parameter owner: the empty text where it has gone.
  func watcherChanged(to owner: String) {
    forgetWatcher()
    guard !owner.isEmpty else { return }
    standing = .unknown
    register()
  }

  /// A signal of the watcher's.
  func watcherSaid(_ member: String) {
    switch member {
    case "StatusNotifierHostRegistered":
      hasHost = true
      // One that refused us before may be ready now.
      if isRegistered { settle() } else { register() }
    case "StatusNotifierHostUnregistered": askForHost()
    default: break
    }
  }

  func learned(_ question: Question, _ answer: BusMessage) {
    switch question {
    case .watcher: register()
    case .registration:
      isRegistered = true
      settle()
    case .host:
      if case .truth(let present) = answer.value() { hasHost = present } else { hasHost = true }
      settle()
    }
  }

  func failed(_ question: Question) {
    switch question {
    case .watcher, .registration: forgetWatcher()
    case .host:
      // A watcher that does not know the question is a panel itself.
      hasHost = true
      settle()
    }
  }

  private func forgetWatcher() {
    isRegistered = false
    hasHost = false
    standing = .absent
  }

  private func settle() {
    guard isRegistered else { return }
    standing = hasHost ? .shown : .absent
  }

  // MARK: - Changes

  private func tell(_ before: TrayFace, _ face: TrayFace) {
    if before.icon != face.icon { bus.signal(at: Self.path, Self.interface, "NewIcon") }
    if Self.status(before) != Self.status(face) {
      bus.signal(at: Self.path, Self.interface, "NewStatus") { $0.text(Self.status(face)) }
    }
    bus.signal(at: Self.path, Self.interface, "NewToolTip")
    guard !before.icon.hasSameMenu(as: face.icon), menu.isGiven else { return }
    menu.becameStale()
    menu.tellLayout(on: bus)
  }

  private static func status(_ face: TrayFace) -> String {
    face.icon == .broken ? "NeedsAttention" : "Active"
  }

  // MARK: - Calls

  /// False where it is none of ours.
  func called(_ call: BusMessage) -> Bool {
    guard face != nil, [Self.path, BusMenu.path].contains(call.path) else { return false }
    if calls.count < Self.mostCalls {
      calls.append(call)
    } else {
      bus.refuse(call, "org.freedesktop.DBus.Error.LimitsExceeded", "Too many calls at a time.")
    }
    return true
  }

  /// Answers what panels have called; the choices that a person made.
  ///
  /// - Parameter make: called where somebody looks at the menu.
  func serve(at now: Uptime, _ make: () -> TrayMenu) -> [Int32] {
    var choices: [Int32] = []
    while let call = calls.first {
      calls.removeFirst()
      switch (call.path, call.interface, call.member) {
      case (_, Self.properties, "GetAll"):
        let interface = call.text() ?? ""
        bus.answer(call) { draft in
          draft.array(of: "{sv}") {
            for property in properties(of: interface, at: call.path) {
              draft.entry(property.name, property.contents) { property.write(draft) }
            }
          }
        }
      case (_, Self.properties, "Get"):
        get(call)
      case (BusMenu.path, BusMenu.interface, _):
        choices += menu.serve(call, on: bus, at: now, make)
      case (Self.path, Self.interface, "Scroll"): bus.answer(call)
      default:
        // Activate and its like too: that is how panels know that a click opens the menu.
        bus.refuseUnknown(call)
      }
    }
    return choices
  }

  private func get(_ call: BusMessage) {
    let (interface, name) = (call.text() ?? "", call.text() ?? "")
    guard
      let property = properties(of: interface, at: call.path).first(where: { $0.name == name })
    else {
      return bus.refuse(
        call, "org.freedesktop.DBus.Error.UnknownProperty", "There is no such property.")
    }
    bus.answer(call) { draft in draft.variant(property.contents) { property.write(draft) } }
  }

  // MARK: - Properties

  private func properties(of interface: String, at path: String) -> [BusProperty] {
    switch (path, interface) {
    case (BusMenu.path, BusMenu.interface): BusMenu.properties
    case (Self.path, Self.interface): face.map(properties) ?? []
    default: []
    }
  }

  private func properties(_ face: TrayFace) -> [BusProperty] {
    let name = theme.hasOurs ? face.icon.name : ""
    let broken = TrayFace.Icon.broken
    return [
      .text("Category", "ApplicationStatus"), .text("Id", "daybook"), .text("Title", "Daybook"),
      .text("Status", Self.status(face)),
      BusProperty(name: "WindowId", contents: "i") { $0.integer(0) },
      .text("IconThemePath", theme.path), .text("IconName", name),
      BusProperty(name: "IconPixmap", contents: "a(iiay)") { Self.write(face.icon, $0) },
      .text("OverlayIconName", ""),
      BusProperty(name: "OverlayIconPixmap", contents: "a(iiay)") { $0.array(of: "(iiay)") {} },
      .text("AttentionIconName", theme.hasOurs ? broken.name : ""),
      BusProperty(name: "AttentionIconPixmap", contents: "a(iiay)") { Self.write(broken, $0) },
      .text("AttentionMovieName", ""),
      BusProperty(name: "ToolTip", contents: "(sa(iiay)ss)") { draft in
        draft.structure("sa(iiay)ss") {
          draft.text(name)
          draft.array(of: "(iiay)") {}
          draft.text("Daybook")
          draft.text(face.sentence)
        }
      },
      // A click opens the menu: there is no window to raise.
      BusProperty(name: "ItemIsMenu", contents: "b") { $0.truth(true) },
      BusProperty(name: "Menu", contents: "o") { $0.object(BusMenu.path) },
    ]
  }

  private static func write(_ icon: TrayFace.Icon, _ draft: BusDraft) {
    draft.array(of: "(iiay)") {
      for size in IconPixels.sizes {
        guard let pixels = IconPixels(icon, size: size) else { continue }
        draft.structure("iiay") {
          draft.integer(Int32(size))
          draft.integer(Int32(size))
          draft.bytes(pixels.networkOrder)
        }
      }
    }
  }
}

/// A property that others may read.
struct BusProperty {
  let name: String
  /// Its type.
  let contents: String
  let write: (BusDraft) -> Void

  static func text(_ name: String, _ value: String) -> BusProperty {
    BusProperty(name: name, contents: "s") { $0.text(value) }
  }
}
