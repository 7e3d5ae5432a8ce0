import CX11
import Glibc

/// Reads what is worth knowing of a window, in one flight of questions.
struct WindowReader {
  /// Titles are read to this many bytes.
  static let titleLimit: UInt32 = 65_536
  private static let textLimit: UInt32 = 4096

  /// A window that was read.
  struct Found {
    var window: ObservedWindow
    var hasModernTitle: Bool
    /// Its program, where that is one of this machine.
    var process: UInt32?
  }

  typealias Title = (text: String, isIncomplete: Bool, isModern: Bool)

  let connection: X11Connection
  var readsDirectories = true
  /// The workspaces, until an event tells of a change.
  private var workspaces: Workspaces?
  /// This machine's name, as WM_CLIENT_MACHINE gives it.
  private let host: String

  init(_ connection: X11Connection) {
    self.connection = connection
    host = HostName.whole
  }

  /// Everything of `window`; nil when it is gone or withdrawn.
  ///
  /// - Parameter question: told of the first request: the answers hold what was so before it.
  mutating func read(_ window: UInt32, question: (UInt32) -> Void) -> Found? {
    let atoms = connection.atoms
    let titles = TitleRequest(window, on: connection)
    question(titles.sequence)
    let asked = workspaces == nil ? WorkspacesRequest(on: connection) : nil
    let wmClass = ask(Atoms.wmClass, window)
    let pid = ask(atoms.pid, window)
    let machine = ask(Atoms.wmClientMachine, window)
    let state = ask(atoms.state, window)
    let managed = ask(atoms.wmState, window)
    let desktop = ask(atoms.desktop, window)
    // Every answer must be taken, also when an early one says that the window is gone.
    let desktopNumber = desktop.awaitedAnswer().property?.numbers.first
    let title = titles.answer()
    let workspaces = self.workspaces ?? asked?.answer() ?? Workspaces()
    self.workspaces = workspaces
    let classes = wmClass.answer().property.map { PropertyText.list($0.bytes, decoding: decoded) }
    let process = pid.answer().property?.numbers.first
    let client = machine.answer().property.map(connection.text)
    let states = state.answer().property?.numbers
    let managedState = managed.answer().property?.numbers.first
    guard let title, managedState != UInt32(WithdrawnState) else { return nil }
    var observed = ObservedWindow(titleIsIncomplete: title.isIncomplete)
    observed.window.title = title.text
    observed.window.instance = classes?.first ?? ""
    observed.window.app = classes?.dropFirst().first ?? ""
    observed.window.fullscreen = states?.contains(atoms.fullscreen) ?? false
    observed.window.workspace = Self.workspace(
      window: desktopNumber, current: workspaces.current, names: workspaces.names)
    var found = Found(window: observed, hasModernTitle: title.isModern)
    if let process, let client, isThisHost(client) {
      found.process = process
      found.window.window.executable = ProcessTable.executable(of: process)
      found.window.window.directory = directory(of: process)
    }
    return found
  }

  /// Where a window's program works; empty where that is not known or not wanted.
  func directory(of process: UInt32?) -> String {
    guard readsDirectories, let process else { return "" }
    return ProcessTable.directory(of: process)
  }

  /// The title alone; nil when the window is gone.
  ///
  /// - Parameter isModern: it was so at the last reading.
  func title(
    of window: UInt32, isModern: Bool, by patience: X11Connection.Patience,
    question: (UInt32) -> Void
  ) -> Title? {
    if isModern {
      let request = PropertyRequest(
        connection.atoms.wmName, of: window, length: Self.titleLimit, on: connection)
      question(request.sequence)
      if case .found(let property) = request.awaitedAnswer(by: patience), !property.bytes.isEmpty {
        return (connection.text(property), property.isIncomplete, true)
      }
    }
    let request = TitleRequest(window, on: connection)
    question(request.sequence)
    return request.awaitedAnswer(by: patience)
  }

  /// An event told of workspaces that have changed.
  mutating func workspacesChanged() { workspaces = nil }

  /// A workspace's name, or its number from 1. A window on all of them is on the current one.
  static func workspace(window: UInt32?, current: UInt32?, names: [String]) -> String {
    let everywhere = UInt32.max
    guard let number = window == everywhere ? current : window ?? current, number < 10_000 else {
      return ""
    }
    let name = Int(number) < names.count ? names[Int(number)] : ""
    return name.isEmpty ? String(number + 1) : name
  }

  private func ask(_ property: UInt32, _ window: UInt32) -> PropertyRequest {
    PropertyRequest(property, of: window, length: Self.textLimit, on: connection)
  }

  private struct Workspaces {
    var current: UInt32?
    var names: [String] = []
  }

  /// `_NET_CURRENT_DESKTOP` and `_NET_DESKTOP_NAMES` (EWMH).
  private struct WorkspacesRequest {
    private let current, names: PropertyRequest

    init(on connection: X11Connection) {
      let (atoms, root) = (connection.atoms, connection.root)
      current = PropertyRequest(atoms.currentDesktop, of: root, length: 4, on: connection)
      names = PropertyRequest(
        atoms.desktopNames, of: root, length: WindowReader.textLimit, on: connection)
    }

    func answer() -> Workspaces {
      let number = current.answer().property?.numbers.first
      let names = names.answer().property.map {
        PropertyText.list($0.bytes, decoding: PropertyText.utf8)
      }
      return Workspaces(current: number, names: names ?? [])
    }
  }

  private func isThisHost(_ client: String) -> Bool {
    client == host || client == "localhost" || HostName.short(client) == HostName.short(host)
  }

  /// WM_CLASS is a STRING by the book, and UTF-8 in practice.
  private func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? PropertyText.latin1(bytes)
  }
}

/// `_NET_WM_NAME` (EWMH), else `WM_NAME` (ICCCM 4.1.2.1).
private struct TitleRequest {
  private let modern, old: PropertyRequest
  private let connection: X11Connection

  init(_ window: UInt32, on connection: X11Connection) {
    self.connection = connection
    let limit = WindowReader.titleLimit
    modern = PropertyRequest(connection.atoms.wmName, of: window, length: limit, on: connection)
    old = PropertyRequest(Atoms.name, of: window, length: limit, on: connection)
  }

  var sequence: UInt32 { modern.sequence }

  func answer() -> WindowReader.Title? { title(old: old.answer()) }

  func awaitedAnswer(by patience: X11Connection.Patience) -> WindowReader.Title? {
    title(old: old.awaitedAnswer(by: patience))
  }

  private func title(old: PropertyRequest.Answer) -> WindowReader.Title? {
    switch (modern.answer(), old) {
    case (.found(let property), _) where !property.bytes.isEmpty:
      return (connection.text(property), property.isIncomplete, true)
    case (_, .found(let property)):
      return (connection.text(property), property.isIncomplete, false)
    case (.gone, _), (_, .gone): return nil
    default: return ("", false, false)
    }
  }
}
