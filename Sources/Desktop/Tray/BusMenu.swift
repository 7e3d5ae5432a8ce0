/// The menu as panels ask for it (com.canonical.dbusmenu, version 3 of the protocol).
///
/// Made when somebody looks, and at no other time.
struct BusMenu {
  static let path = "/MenuBar"
  static let interface = "com.canonical.dbusmenu"
  /// A menu as old as that is made anew for who asks: not every panel says that it opens it.
  private static let freshness: Int64 = 2_000

  /// As it was given last.
  private var menu = TrayMenu([])
  private var madeAt: Uptime?
  private(set) var revision: UInt32 = 1

  /// Whether any panel has it.
  var isGiven: Bool { madeAt != nil }

  /// It would be another one now: to be told to who has it.
  mutating func becameStale() {
    revision &+= 1
    madeAt = madeAt.map { _ in Uptime(milliseconds: .min / 2) }
  }

  /// True where it differs from what was given last.
  private mutating func remake(at now: Uptime, _ make: () -> TrayMenu) -> Bool {
    let new = make()
    madeAt = now
    guard new != menu else { return false }
    menu = new
    revision &+= 1
    return true
  }

  private mutating func freshen(at now: Uptime, _ make: () -> TrayMenu) {
    if let madeAt, now - madeAt < Self.freshness { return }
    _ = remake(at: now, make)
  }

  /// Answers one call of the interface; the choices that were made by it.
  mutating func serve<Question>(
    _ call: BusMessage, on bus: BusConnection<Question>, at now: Uptime, _ make: () -> TrayMenu
  ) -> [Int32] {
    switch call.member {
    case "GetLayout":
      freshen(at: now, make)
      giveLayout(call, on: bus)
    case "GetGroupProperties":
      freshen(at: now, make)
      giveProperties(call, on: bus)
    case "GetProperty":
      giveProperty(call, on: bus)
    case "AboutToShow":
      guard let id = call.integer() else { return refuse(call, on: bus) }
      let changed = id == 0 && remake(at: now, make)
      bus.answer(call) { $0.truth(changed) }
    case "AboutToShowGroup":
      var ids: [Int32] = []
      _ = call.array("i") { call.integer().map { ids.append($0) } != nil }
      let changed = ids.contains(0) && remake(at: now, make)
      bus.answer(call) { draft in
        draft.array(of: "i") { if changed { draft.integer(0) } }
        draft.array(of: "i") {
          for id in ids where id != 0 && menu.row(id) == nil { draft.integer(id) }
        }
      }
    case "Event":
      guard let id = call.integer(), let event = call.text() else {
        return refuse(call, on: bus)
      }
      bus.answer(call)
      return happened(event, to: id, on: bus, at: now, make)
    case "EventGroup":
      return happened(call, on: bus, at: now, make)
    default: bus.refuseUnknown(call)
    }
    return []
  }

  /// The properties of the interface itself.
  static var properties: [BusProperty] {
    [
      BusProperty(name: "Version", contents: "u") { $0.number(3) },
      .text("TextDirection", "ltr"), .text("Status", "normal"),
      BusProperty(name: "IconThemePath", contents: "as") { $0.array(of: "s") {} },
    ]
  }

  // MARK: - Events

  private mutating func happened<Question>(
    _ event: String, to id: Int32, on bus: BusConnection<Question>, at now: Uptime,
    _ make: () -> TrayMenu
  ) -> [Int32] {
    switch event {
    case "clicked":
      // Of a menu that was given before something changed, perhaps.
      if menu.row(id) == nil { freshen(at: now, make) }
      return menu.row(id)?.kind == .choice ? [id] : []
    case "opened" where id == 0:
      // For panels that opened it without asking first.
      if let madeAt, now - madeAt < Self.freshness { return [] }
      let before = menu
      if remake(at: now, make) { tell(changesSince: before, on: bus) }
      return []
    default: return []
    }
  }

  private mutating func happened<Question>(
    _ call: BusMessage, on bus: BusConnection<Question>, at now: Uptime, _ make: () -> TrayMenu
  ) -> [Int32] {
    var events: [(Int32, String)] = []
    _ = call.array("(isvu)") {
      var isWhole = false
      let isEntered = call.structure("isvu") {
        guard let id = call.integer(), let event = call.text(), call.skip("vu") else { return }
        events.append((id, event))
        isWhole = true
      }
      return isEntered && isWhole
    }
    bus.answer(call) { draft in
      draft.array(of: "i") {
        for (id, _) in events where id != 0 && menu.row(id) == nil { draft.integer(id) }
      }
    }
    var choices: [Int32] = []
    for (id, event) in events { choices += happened(event, to: id, on: bus, at: now, make) }
    return choices
  }

  private func refuse<Question>(_ call: BusMessage, on bus: BusConnection<Question>) -> [Int32] {
    bus.refuse(
      call, "org.freedesktop.DBus.Error.InvalidArgs", "There is no such row in the menu.")
    return []
  }

  /// Labels where the rows are the same, else the whole.
  private func tell<Question>(changesSince before: TrayMenu, on bus: BusConnection<Question>) {
    let (old, new) = (before.all, menu.all)
    guard old.map(\.id) == new.map(\.id) else { return tellLayout(on: bus) }
    let changed = zip(old, new).filter { $0 != $1 }.map(\.1)
    bus.signal(at: Self.path, Self.interface, "ItemsPropertiesUpdated") { draft in
      draft.array(of: "(ia{sv})") {
        for row in changed {
          draft.structure("ia{sv}") {
            draft.integer(row.id)
            Self.write(row, [], draft)
          }
        }
      }
      draft.array(of: "(ias)") {}
    }
  }

  func tellLayout<Question>(on bus: BusConnection<Question>) {
    bus.signal(at: Self.path, Self.interface, "LayoutUpdated") { draft in
      draft.number(revision)
      draft.integer(0)
    }
  }

  // MARK: - Layout

  private func giveLayout<Question>(_ call: BusMessage, on bus: BusConnection<Question>) {
    guard let id = call.integer(), let depth = call.integer() else {
      _ = refuse(call, on: bus)
      return
    }
    let names = Self.names(call)
    if id == 0 {
      bus.answer(call) { draft in
        draft.number(revision)
        write(root: depth, names, draft)
      }
    } else if let row = menu.row(id) {
      bus.answer(call) { draft in
        draft.number(revision)
        Self.write(row, depth: depth, names, draft)
      }
    } else {
      _ = refuse(call, on: bus)
    }
  }

  private func giveProperties<Question>(_ call: BusMessage, on bus: BusConnection<Question>) {
    var ids: [Int32] = []
    _ = call.array("i") { call.integer().map { ids.append($0) } != nil }
    let names = Self.names(call)
    bus.answer(call) { draft in
      draft.array(of: "(ia{sv})") {
        for row in menu.all where ids.isEmpty || ids.contains(row.id) {
          draft.structure("ia{sv}") {
            draft.integer(row.id)
            Self.write(row, names, draft)
          }
        }
      }
    }
  }

  private func giveProperty<Question>(_ call: BusMessage, on bus: BusConnection<Question>) {
    guard let id = call.integer(), let name = call.text(), let row = menu.row(id) else {
      _ = refuse(call, on: bus)
      return
    }
    bus.answer(call) { draft in
      switch (name, row.kind) {
      case ("type", .separator): draft.variant("s") { draft.text("separator") }
      case ("type", _): draft.variant("s") { draft.text("standard") }
      case ("enabled", let kind): draft.variant("b") { draft.truth(kind != .words) }
      case ("visible", _): draft.variant("b") { draft.truth(true) }
      case ("children-display", .submenu): draft.variant("s") { draft.text("submenu") }
      case ("label", _): draft.variant("s") { draft.text(Self.label(row.label)) }
      default: draft.variant("s") { draft.text("") }
      }
    }
  }

  private static func names(_ call: BusMessage) -> [String] {
    var names: [String] = []
    _ = call.array("s") { call.text().map { names.append($0) } != nil }
    return names
  }

  private func write(root depth: Int32, _ names: [String], _ draft: BusDraft) {
    draft.structure("ia{sv}av") {
      draft.integer(0)
      draft.array(of: "{sv}") { draft.entry("children-display", "submenu") }
      draft.array(of: "v") {
        guard depth != 0 else { return }
        for row in menu.rows {
          draft.variant("(ia{sv}av)") { Self.write(row, depth: depth - 1, names, draft) }
        }
      }
    }
  }

  private static func write(
    _ row: TrayMenu.Row, depth: Int32, _ names: [String], _ draft: BusDraft
  ) {
    draft.structure("ia{sv}av") {
      draft.integer(row.id)
      write(row, names, draft)
      draft.array(of: "v") {
        guard depth != 0 else { return }
        for row in row.rows {
          draft.variant("(ia{sv}av)") { write(row, depth: depth - 1, names, draft) }
        }
      }
    }
  }

  /// What differs from the protocol's defaults.
  private static func write(_ row: TrayMenu.Row, _ names: [String], _ draft: BusDraft) {
    func wants(_ name: String) -> Bool { names.isEmpty || names.contains(name) }
    draft.array(of: "{sv}") {
      if row.kind == .separator {
        if wants("type") { draft.entry("type", "separator") }
        return
      }
      if wants("label") { draft.entry("label", label(row.label)) }
      // Said also where it is so by default: a row may become one that can't be chosen.
      if wants("enabled") { draft.entry("enabled", row.kind != .words) }
      if case .submenu = row.kind, wants("children-display") {
        draft.entry("children-display", "submenu")
      }
    }
  }

  /// One underscore marks the key that chooses a row; two stand for one.
  static func label(_ text: String) -> String {
    var label = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      label.append(scalar)
      if scalar == "_" { label.append(scalar) }
    }
    return String(label)
  }
}
