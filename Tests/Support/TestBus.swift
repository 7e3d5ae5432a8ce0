import Glibc

/// A message bus of the test's own, and the services that it is given.
public final class TestBus {
  public enum Kind: String, Sendable { case system, session }

  /// Mock services need python3-dbusmock (Debian's name).
  public static let canMock =
    TestProcess(["/usr/bin/python3", "-c", "import dbusmock"]).wait() == 0
    && access("/usr/bin/dbus-daemon", X_OK) == 0 && access("/usr/bin/gdbus", X_OK) == 0

  public let kind: Kind
  public let address: String
  private let path: String
  private var daemon: TestProcess?
  private var services: [TestProcess] = []

  /// - Parameter directory: where its socket is.
  public init(_ kind: Kind, in directory: String) {
    self.kind = kind
    path = "\(directory)/\(kind.rawValue)-bus"
    address = "unix:path=\(path)"
    start()
  }

  deinit {
    for service in services { service.signal(SIGKILL) }
    daemon?.signal(SIGKILL)
    unlink(path)
    unlink(path + ".conf")
  }

  /// The variable by which programs find it.
  public var environment: [String: String?] {
    switch kind {
    case .system: ["DBUS_SYSTEM_BUS_ADDRESS": address]
    case .session: ["DBUS_SESSION_BUS_ADDRESS": address]
    }
  }

  /// Starts the daemon, at the same address each time.
  public func start() {
    unlink(path)
    writeConfiguration()
    daemon = TestProcess(["dbus-daemon", "--config-file=\(path).conf", "--nofork"])
    _ = eventually { access(path, F_OK) == 0 }
  }

  /// Everybody may do everything, and no service of this machine is started.
  private func writeConfiguration() {
    let file = fopen(path + ".conf", "w")
    fputs(
      """
      <busconfig>
        <type>session</type>
        <listen>\(address)</listen>
        <auth>EXTERNAL</auth>
        <policy context="default">
          <allow send_destination="*" eavesdrop="true"/>
          <allow eavesdrop="true"/>
          <allow own="*"/>
        </policy>
      </busconfig>

      """, file)
    fclose(file)
  }

  public func kill() {
    daemon?.signal(SIGKILL)
    _ = daemon?.wait()
    daemon = nil
    stopServices()
  }

  public func stopServices() {
    for service in services {
      service.signal(SIGKILL)
      _ = service.wait()
    }
    services = []
  }

  /// Runs python-dbusmock with these arguments, until `name` is there.
  public func mock(_ name: String, _ arguments: String...) {
    services.append(
      TestProcess(
        ["/usr/bin/python3", "-m", "dbusmock", "--\(kind.rawValue)"] + arguments,
        environment: environment))
    let wait = TestProcess(
      ["gdbus", "wait", "--\(kind.rawValue)", "--timeout", "20", name], environment: environment)
    _ = wait.wait()
  }

  /// A plain mock object.
  public func mock(_ name: String, at path: String, interface: String) {
    mock(name, name, path, interface)
  }

  /// logind with one session of ours, "1".
  public func mockLogind() {
    mock("org.freedesktop.login1", "--template", "logind")
    call(
      "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.DBus.Mock.AddSession", "1", "seat0", "\(getuid())", "me", "true")
  }

  /// Calls a method. Its answer in GVariant's form; empty when it failed.
  @discardableResult
  public func call(_ name: String, _ object: String, _ method: String, _ arguments: String...)
    -> String
  {
    let directory = TemporaryDirectory()
    let output = directory.path + "/answer"
    let call = TestProcess(
      ["gdbus", "call", "--\(kind.rawValue)", "-d", name, "-o", object, "-m", method] + arguments,
      environment: environment, output: output)
    guard call.wait() == 0, let file = fopen(output, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Lets a mock object send a signal.
  public func emit(
    _ name: String, _ object: String, _ interface: String, _ signal: String, _ types: String,
    _ arguments: String
  ) {
    call(
      name, object, "org.freedesktop.DBus.Mock.EmitSignal", interface, signal, types, arguments)
  }
}
