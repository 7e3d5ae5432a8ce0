import Foundation
import TestSupport
import Testing

/// What `daybook doctor` finds, and that its page tells of all of it.
@Suite struct DoctorTests {
  struct Checks: Decodable {
    struct Check: Decodable {
      var name: String
      var state: String
      var sentence: String
      var remedy: String?
    }
    var checks: [Check]

    subscript(name: String) -> Check? { checks.first { $0.name == name } }
  }

  private func doctor(_ program: Program) throws -> (code: Int32, checks: Checks, text: String) {
    let answer = try program.run("doctor", "--json")
    return (
      answer.code, try JSONDecoder().decode(Checks.self, from: Data(answer.output.utf8)),
      answer.output
    )
  }

  @Test func `without a display it says so, and looks at all the rest`() throws {
    let program = try BackupTests.recorded()
    let (code, found, _) = try doctor(program)
    #expect(code == 1)
    #expect(found["display"]?.state == "failed")
    #expect(found["agent"]?.state == "failed")
    for name in ["configuration", "permissions", "record", "books", "disk"] {
      #expect(found[name]?.state == "ok", "\(name): \(found[name]?.sentence ?? "")")
    }
    for check in found.checks where check.state != "ok" {
      #expect(check.remedy?.isEmpty == false, "\(check.name)")
    }
    let plain = try program.run("doctor").output
    #expect(plain.contains("FAILED  display: ") && plain.contains("        To mend it: "))
  }

  @Test func `in a whole desktop nothing of the display fails, and no title is shown`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "marker-4711"))
    let bus = TestBus(.session, in: FileManager.default.temporaryDirectory.path)
    let program = try BackupTests.recorded()
    program.environment["DISPLAY"] = x.display
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.address
    let (_, found, text) = try doctor(program)
    #expect(found["session"]?.state == "ok")
    #expect(found["display"]?.sentence == "\(x.display) can be opened.")
    #expect(found["idle"]?.state == "ok")
    #expect(found["manager"]?.sentence == "Openbox names the active window.")
    #expect(found["bus"]?.state == "ok")
    #expect(found["tray"]?.state == "warning")
    #expect(found["notifications"]?.state == "warning")
    #expect(!text.contains("marker-4711"))
    program.environment["XDG_SESSION_TYPE"] = "wayland"
    let wayland = try doctor(program).checks
    #expect(wayland["session"]?.state == "warning")
    #expect(wayland["session"]?.sentence.contains("XWayland") == true)
  }

  @Test func `what is wrong is named with what mends it`() throws {
    let program = try BackupTests.recorded()
    let data = program.home.path + "/data"
    #expect(chmod(data, 0o755) == 0)
    #expect(chmod(data + "/activity.db", 0o644) == 0)
    var found = try doctor(program).checks
    #expect(found["permissions"]?.state == "failed")
    #expect(found["permissions"]?.remedy == "chmod 700 \(data) && chmod 600 \(data)/activity.db")
    try program.write("clients: [", to: "config/clients.yaml")
    found = try doctor(program).checks
    #expect(found["configuration"]?.sentence.hasPrefix("clients.yaml:") == true)
    // A page of the books, overwritten.
    let file = try FileHandle(forUpdating: program.home.appending(path: "data/books.db"))
    try file.seek(toOffset: 3 * 4096)
    try file.write(contentsOf: Data(repeating: 0x55, count: 4096 * 4))
    try file.close()
    let (code, broken, _) = try doctor(program)
    #expect(code == 8)
    #expect(broken["books"]?.state == "failed")
  }

  @Test func `its page has a row for every line`() throws {
    let program = try BackupTests.recorded()
    let page = try String(
      contentsOf: Program.repository.appending(path: "docs/troubleshooting.md"), encoding: .utf8)
    let x = TestX(manager: false)
    program.environment["DISPLAY"] = x.display
    let names = try doctor(program).checks.checks.map(\.name)
    #expect(names.count > 15)
    for name in names { #expect(page.contains("\n| `\(name)` |"), "\(name)") }
  }
}
