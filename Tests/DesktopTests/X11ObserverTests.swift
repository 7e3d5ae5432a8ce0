import Activity
import CLinux
import Glibc
import TestSupport
import Testing

@testable import Desktop

@Suite(.serialized) struct X11ObserverTests {
  @Test func `focus and titles are seen by events, in order`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let first = client.window(title: "first")
    let second = client.window(title: "second", instance: "two", app: "Two")
    let watcher = try Watcher(x.display)
    client.activate(first)
    #expect(watcher.see { $0.focus?.title == "first" })
    client.title("first, changed", on: first)
    #expect(watcher.see { $0.focus?.title == "first, changed" })
    client.activate(second)
    #expect(watcher.see { $0.focus?.title == "second" })
    #expect(watcher.focus?.app == "Two")
    #expect(watcher.focus?.instance == "two")
    client.title("not focused", on: first)
    client.activate(first)
    #expect(watcher.see { $0.focus?.title == "not focused" })
  }

  @Test func `events that come along with an answer are known to lie unread`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let watcher = try Watcher(x.display)
    #expect(watcher.see { $0.focus?.title == "before" })
    let observer = watcher.observer
    #expect(!observer.mayHoldEvents)
    client.title("after", on: window)
    // The question after a panel: its answer takes the event off the connection.
    _ = observer.hasTrayPanel
    var file = pollfd(fd: observer.fileDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&file, 1, 0) == 0)
    #expect(observer.mayHoldEvents)
    #expect(watcher.see { $0.focus?.title == "after" })
    #expect(!observer.mayHoldEvents)
  }

  @Test(arguments: [
    ("_NET_WM_NAME", "UTF8_STRING", Array("漢字 🂡".utf8), "漢字 🂡"),
    ("WM_NAME", "STRING", [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72], "Müller"),
    ("WM_NAME", "UTF8_STRING", Array("Straße".utf8), "Straße"),
    ("_NET_WM_NAME", "UTF8_STRING", [0x61, 0xff, 0x62], "a\u{fffd}b"),
    ("_NET_WM_NAME", "UTF8_STRING", [0x61, 0x00, 0x62], "a\u{0}b"),
    // ISO 2022: Greek in the upper half, then Latin-1 again.
    (
      "WM_NAME", "COMPOUND_TEXT",
      [0x1b, 0x2d, 0x46, 0xe1, 0x1b, 0x2d, 0x41, 0xfc] as [UInt8], "αü"
    ),
  ])
  func `titles in every encoding`(name: String, type: String, bytes: [UInt8], title: String) throws
  {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window()
    client.activate(window)
    let watcher = try Watcher(x.display)
    client.set(name, type, bytes, on: window)
    #expect(watcher.see { $0.focus?.title == title }, "\(watcher.titles)")
  }

  @Test func `a mebibyte of title is read in part, and said to be`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "short")
    client.activate(window)
    let watcher = try Watcher(x.display)
    for _ in 0..<16 { client.title("y", on: window) }
    let long = String(repeating: "é", count: 100_000)
    client.title(long, on: window)
    #expect(watcher.see { ($0.focus?.title.utf8.count ?? 0) > 60_000 })
    #expect(watcher.focus?.title.utf8.count == 65_536)
    guard case .focus(let last?) = watcher.seen.last?.sighting else {
      Issue.record("no focus")
      return
    }
    #expect(last.titleIsIncomplete)
  }

  @Test func `a window that is gone is no window, never the old one`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "last")
    client.activate(window)
    let watcher = try Watcher(x.display)
    #expect(watcher.focus?.title == "last")
    client.destroy(window)
    #expect(watcher.see { $0.focus == nil })
  }

  @Test func `a new window with a used number is a new window`() throws {
    let x = TestX()
    let watcher: Watcher
    var number: TestClient.WindowID = 0
    do {
      let client = TestClient(x.display)
      number = client.window(title: "old", app: "Old")
      client.activate(number)
      watcher = try Watcher(x.display)
      #expect(watcher.focus?.app == "Old")
    }
    let client = TestClient(x.display)
    let again = client.window(title: "new", app: "New")
    client.activate(again)
    #expect(again == number)
    #expect(watcher.see { $0.focus?.app == "New" })
    client.title("new, changed", on: again)
    #expect(watcher.see { $0.focus?.title == "new, changed" })
  }

  @Test func `a dead active window at the start is no window`() throws {
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let check = client.window(title: "manager")
    for window in [check] {
      client.set("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)], on: window)
    }
    client.rootProperty("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)])
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [0x1234567])
    let watcher = try Watcher(x.display)
    #expect(watcher.focus == nil)
    let window = client.window(title: "alive")
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(window)])
    #expect(watcher.see { $0.focus?.title == "alive" })
  }

  @Test func `without a window manager the input focus tells`() throws {
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let (first, second) = (client.window(title: "first"), client.window(title: "second"))
    let watcher = try Watcher(x.display)
    client.focusWithoutManager(first)
    #expect(watcher.see { $0.focus?.title == "first" })
    client.focusWithoutManager(second)
    #expect(watcher.see { $0.focus?.title == "second" })
    client.focusWithoutManager(nil)
    #expect(watcher.see { $0.focus == nil })
  }

  @Test func `the focus of a part or of a frame is that of the client window`() throws {
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let frame = client.window(title: "frame")
    let window = client.child(of: frame)
    client.set("WM_STATE", "WM_STATE", numbers: [1, 0], on: window)
    client.title("client", on: window)
    let part = client.child(of: client.child(of: window))
    client.title("part", on: part)
    let other = client.window(title: "other")
    let watcher = try Watcher(x.display)
    client.focusWithoutManager(part)
    #expect(watcher.see { $0.focus?.title == "client" }, "\(watcher.titles)")
    client.focusWithoutManager(other)
    #expect(watcher.see { $0.focus?.title == "other" })
    client.focusWithoutManager(frame)
    #expect(watcher.see { $0.focus?.title == "client" }, "\(watcher.titles)")
  }

  @Test func `a killed window manager is noticed, and its successor`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "window")
    client.activate(window)
    let watcher = try Watcher(x.display)
    #expect(watcher.focus?.title == "window")
    x.killManager()
    client.focusWithoutManager(nil)
    #expect(watcher.see { $0.focus == nil })
    x.startManager()
    client.activate(window)
    #expect(watcher.see { $0.focus?.title == "window" })
  }

  @Test func `fullscreen and workspace are seen`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "film")
    client.activate(window)
    let watcher = try Watcher(x.display)
    let workspace = try #require(watcher.focus?.workspace)
    #expect(!workspace.isEmpty)
    client.fullscreen(window, true)
    #expect(watcher.see { $0.focus?.fullscreen == true })
    client.fullscreen(window, false)
    #expect(watcher.see { $0.focus?.fullscreen == false })
    client.showDesktop(1)
    let other = client.window(title: "elsewhere")
    client.activate(other)
    #expect(watcher.see { $0.focus?.title == "elsewhere" && $0.focus?.workspace != workspace })
  }

  @Test func `the program is named for windows of this machine alone`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "w")
    client.activate(window)
    let watcher = try Watcher(x.display)
    client.set("_NET_WM_PID", "CARDINAL", numbers: [Int(getpid())], on: window)
    client.set("WM_CLIENT_MACHINE", "STRING", Array("elsewhere.example".utf8), on: window)
    client.title("elsewhere", on: window)
    #expect(watcher.see { $0.focus?.title == "elsewhere" })
    #expect(watcher.focus?.executable == "")
    client.set("WM_CLIENT_MACHINE", "STRING", Array(HostName.whole.utf8), on: window)
    #expect(watcher.see { $0.focus?.executable.hasPrefix("/") == true })
  }

  @Test func `a terminal's directory is that of the job in front, also when it goes elsewhere`()
    throws
  {
    let x = TestX()
    // A window manager that still begins would not give the terminal the focus.
    let client = TestClient(x.display)
    client.activate(client.window(title: "w"))
    let place = TemporaryDirectory()
    let terminal = TestProcess(
      [
        "xterm", "-T", "shell", "-e", "sh", "-c",
        "cd '\(place.path)'; until [ -e go ]; do sleep 0.05; done; cd /usr; sleep 60",
      ], environment: ["DISPLAY": x.display])
    let watcher = try Watcher(x.display)
    #expect(
      watcher.see {
        $0.look()
        return $0.focus?.title == "shell" && $0.focus?.directory == place.path
      })
    // Without a change of its title.
    fclose(fopen(place.path + "/go", "w"))
    #expect(
      watcher.see {
        $0.look()
        return $0.focus?.directory == "/usr"
      })
    watcher.observer.readsDirectories = false
    watcher.look()
    #expect(watcher.focus?.directory == "")
    #expect(watcher.focus?.title == "shell")
    terminal.signal(SIGKILL)
  }

  @Test func `another program's directory is its own, as far as it may be seen`() throws {
    #expect(ProcessTable.directory(of: UInt32(getpid())) == currentDirectory)
    // No process has this number.
    #expect(ProcessTable.directory(of: 1 << 30) == "")
  }

  private var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  @Test func `a title storm costs one look a second, and its end is seen`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "0")
    client.activate(window)
    let watcher = try Watcher(x.display)
    for index in 1...300 {
      client.title("\(index)", on: window)
      if index % 10 == 0 { _ = watcher.see { _ in true } }
    }
    client.title("calm", on: window)
    #expect(watcher.see { $0.focus?.title == "calm" && $0.observer.deadline == nil })
    #expect(watcher.titles.count < 30, "\(watcher.titles)")
    client.title("after", on: window)
    #expect(watcher.see { $0.focus?.title == "after" })
  }

  @Test func `idle begins at the last input and ends at the next`() throws {
    let x = TestX()
    let watcher = try Watcher(x.display, idle: 700)
    x.xdotool("mousemove", "10", "10")
    let before = uptime()
    x.xdotool("mousemove", "20", "20")
    let after = uptime()
    #expect(
      watcher.see {
        guard case .idle(let since)? = $0.seen.last?.sighting else { return false }
        return since >= before && since <= after
      })
    let count = watcher.seen.count
    x.xdotool("key", "a")
    #expect(watcher.see { $0.seen.dropFirst(count).contains { $0.sighting == .input } })
    let input = try #require(watcher.seen.last { $0.sighting == .input })
    #expect(input.time > after && input.time <= uptime())
  }

  @Test func `a server that dies is lost, and no crash`() throws {
    let x = TestX(manager: false)
    let watcher = try Watcher(x.display)
    x.server.signal(SIGKILL)
    _ = x.server.wait()
    #expect(watcher.see { $0.observer.isLost })
    #expect(watcher.observer.look() == [])
    #expect(watcher.observer.wake() == [])
  }

  @Test func `no display is a sentence`() {
    let error = #expect(throws: DisplayError.self) {
      _ = try X11Observer(display: ":59999", idleThreshold: 1_000, clock: uptime)
    }
    #expect(error?.description.contains(":59999") == true)
  }
}
