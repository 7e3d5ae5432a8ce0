import Activity
import CLinux
import Glibc
import TestSupport
import Testing

@testable import Desktop

/// What window managers, toolkits and dying programs do to those who watch them.
@Suite(.serialized) struct TrapTests {
  @Test func `a mebibyte of title is cut while it is read`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "short")
    client.activate(window)
    let watcher = try Watcher(x.display)
    client.title(String(repeating: "漢", count: 349_525) + "x", on: window)
    #expect(watcher.see { ($0.focus?.title.utf8.count ?? 0) > 60_000 })
    #expect(watcher.last?.titleIsIncomplete == true)
    // 65,536 is not a multiple of three: the torn character is one replacement.
    #expect(watcher.focus?.title.hasSuffix("漢\u{fffd}") == true)
    client.title("short again", on: window)
    #expect(watcher.see { $0.focus?.title == "short again" })
    #expect(watcher.last?.titleIsIncomplete == false)
  }

  @Test func `a title that is deleted and set again ends as it was set`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "old")
    client.activate(window)
    let watcher = try Watcher(x.display)
    client.delete("_NET_WM_NAME", on: window)
    client.title("new", on: window)
    #expect(watcher.see { $0.focus?.title == "new" })
    #expect(watcher.titles.suffix(3).allSatisfy { ["old", "", "new"].contains($0) })
  }

  @Test func `without its modern title a window has its old one`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "modern")
    client.set("WM_NAME", "STRING", Array("old".utf8), on: window)
    client.activate(window)
    let watcher = try Watcher(x.display)
    #expect(watcher.focus?.title == "modern")
    client.delete("_NET_WM_NAME", on: window)
    #expect(watcher.see { $0.focus?.title == "old" })
    client.set("WM_NAME", "STRING", Array("old, changed".utf8), on: window)
    #expect(watcher.see { $0.focus?.title == "old, changed" })
  }

  @Test func `a modern title of another type than text is read, and no crash`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "fine")
    client.activate(window)
    let watcher = try Watcher(x.display)
    client.set("_NET_WM_NAME", "CARDINAL", numbers: [1, 2, 3], on: window)
    client.set("WM_CLASS", "CARDINAL", numbers: [7], on: window)
    client.set("_NET_WM_PID", "STRING", Array("pid".utf8), on: window)
    client.title("fine again", on: window)
    #expect(watcher.see { $0.focus?.title == "fine again" })
  }

  @Test func `windows that die while they are read are no window`() throws {
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let check = client.window(title: "manager")
    client.set("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)], on: check)
    client.rootProperty("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)])
    let watcher = try Watcher(x.display)
    for index in 0..<30 {
      let window = client.window(title: "doomed \(index)")
      client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(window)])
      // By the time the event is read the window is gone.
      client.destroy(window)
      _ = watcher.see { _ in true }
      #expect(watcher.focus == nil, "\(watcher.titles)")
    }
    let window = client.window(title: "alive")
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(window)])
    #expect(watcher.see { $0.focus?.title == "alive" })
  }

  @Test func `a switch by way of no window is one sighting of the next`() throws {
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let check = client.window(title: "manager")
    client.set("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)], on: check)
    client.rootProperty("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [Int(check)])
    let (first, second) = (client.window(title: "first"), client.window(title: "second"))
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(first)])
    let watcher = try Watcher(x.display)
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [0])
    client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(second)])
    #expect(watcher.see { $0.focus?.title == "second" })
    var recorder = Recorder(source: "t", at: Instant(milliseconds: 0), zone: .utc)
    var spans: [Span] = []
    func carryOut(_ actions: [Recorder.Action]) {
      for case .write(let span) in actions { spans.append(span) }
    }
    for stamped in watcher.seen {
      guard case .focus(let observed) = stamped.sighting else { continue }
      let subject = observed.map { Subject.window($0.window) } ?? .nothing
      carryOut(
        recorder.note(.focus(subject), at: Instant(milliseconds: stamped.time.milliseconds)))
    }
    carryOut(recorder.stop(at: recorder.now.advanced(by: 1_000)))
    #expect(spans.dropFirst().allSatisfy { $0.subject != .nothing })
  }

  @Test func `events that another program makes up are not believed`() throws {
    // Without openbox: that believes them.
    let x = TestX(manager: false)
    let client = TestClient(x.display)
    let window = client.window(title: "true")
    client.focusWithoutManager(window)
    let watcher = try Watcher(x.display)
    client.pretendDestroyed(window)
    client.title("still here", on: window)
    #expect(watcher.see { $0.focus?.title == "still here" })
    #expect(!watcher.titles.contains("-"))
  }

  @Test func `with a storm in one window another one stays exact`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let (noisy, quiet) = (client.window(title: "0"), client.window(title: "quiet"))
    client.activate(noisy)
    let watcher = try Watcher(x.display)
    for index in 1...50 { client.title("\(index)", on: noisy) }
    #expect(watcher.see { $0.observer.deadline != nil })
    client.activate(quiet)
    #expect(watcher.see { $0.focus?.title == "quiet" })
    client.title("quiet, changed", on: quiet)
    #expect(watcher.see { $0.focus?.title == "quiet, changed" })
    client.destroy(noisy)
    client.destroy(quiet)
    #expect(watcher.see { $0.focus == nil })
  }

  @Test(
    arguments: [
      ([.alarms, .screenSaver], [], X11Observer.IdleSource.alarms),
      ([.screenSaver], [], .polling),
      ([.screenSaver], ["-extension", "MIT-SCREEN-SAVER"], .nothing),
    ] as [(Set<IdleCounter.Source>, [String], X11Observer.IdleSource)])
  func `idle is known from the best that the server has`(
    sources: Set<IdleCounter.Source>, extra: [String], best: X11Observer.IdleSource
  ) throws {
    let x = TestX(extra: extra)
    // Longer than the second between two looks at a count that tells nothing by itself.
    let watcher = try Watcher(x.display, idle: 1_500, idleSources: sources)
    #expect(watcher.observer.idleSource == best)
    guard best != .nothing else {
      #expect(watcher.observer.lastInput == nil)
      #expect(watcher.observer.look() == [])
      return
    }
    #expect(watcher.see { $0.isIdle })
    x.xdotool("key", "a")
    #expect(watcher.see { $0.seen.contains { $0.sighting == .input } })
  }

  @Test func `an alarm that another program swallows costs nothing`() throws {
    let x = TestX(manager: false)
    let watcher = try Watcher(x.display, idle: 300)
    for round in 0..<5 {
      let count = watcher.seen.count
      x.xdotool("mousemove", "\(round * 10)", "10")
      // The guard alone: no event is read.
      #expect(eventually { watcher.guardFinds(since: count) })
    }
  }

  @Test func `a server that comes back on its number can be watched again`() throws {
    let number = TestX.lastingNumber()
    var x: TestX? = TestX(display: number)
    let display = try #require(x?.display)
    for _ in 0..<3 {
      let client = TestClient(display)
      let watcher = try Watcher(display)
      let window = client.window(title: "here")
      client.activate(window)
      #expect(watcher.see { $0.focus?.title == "here" })
      client.abandon()
      x?.server.signal(SIGKILL)
      _ = x?.server.wait()
      #expect(watcher.see { $0.observer.isLost })
      #expect(watcher.observer.drain() == [])
      x = nil
      unlink("/tmp/.X\(number)-lock")
      unlink("/tmp/.X11-unix/X\(number)")
      x = TestX(display: number)
    }
  }
}
