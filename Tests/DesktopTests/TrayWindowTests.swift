import Glibc
import TestSupport
import Testing

@testable import Desktop

/// Our icon in trayer, by the test's own clock.
@Suite(.enabled(if: access("/usr/bin/trayer", X_OK) == 0, "trayer is not installed."))
struct TrayWindowTests {
  private let start = Uptime(milliseconds: 1_000_000)
  private let menu = TrayMenu([.init(1, "Pause", .choice), .init(2, "Quit", .choice)])

  @Test func `a menu that nobody touches lets go of the pointer`() throws {
    let x = TestX()
    let panel = TestProcess(
      [
        "trayer", "--edge", "top", "--align", "left", "--widthtype", "request", "--height", "28",
      ], environment: ["DISPLAY": x.display, "NO_AT_BRIDGE": "1"])
    var docked: TrayWindow?
    #expect(
      eventually {
        docked = TrayWindow(display: x.display)
        return docked != nil
      })
    let window = try #require(docked)
    window.show(TrayFace(icon: .recording, sentence: "Recording."))
    func serve(at time: Uptime) { _ = window.serve(at: time) { menu } }
    let other = TestClient(x.display)
    #expect(
      eventually {
        serve(at: start)
        if window.isShown { x.xdotool("mousemove", "12", "14", "click", "1") }
        serve(at: start)
        return window.deadline != nil
      })
    #expect(!other.canTakePointer)
    // Somebody moves over it: it stays as long again.
    let touched = start.advanced(by: TrayWindow.patience - 1)
    #expect(
      eventually {
        x.xdotool("mousemove_relative", "1", "1")
        serve(at: touched)
        return window.deadline == touched.advanced(by: TrayWindow.patience)
      })
    serve(at: touched.advanced(by: TrayWindow.patience - 1))
    #expect(!other.canTakePointer)
    serve(at: touched.advanced(by: TrayWindow.patience))
    #expect(window.deadline == nil)
    #expect(eventually { other.canTakePointer })
    panel.signal(SIGTERM)
  }
}
