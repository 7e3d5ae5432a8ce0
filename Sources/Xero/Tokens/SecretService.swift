import CSecret
import Foundation

/// The desktop's Secret Service (GNOME Keyring, KWallet, KeePassXC), by libsecret.
struct SecretService: SecretVault {
  /// The process's own: the session bus is found by it.
  var environment: [String: String]
  /// How long a person may take to unlock the keyring.
  var patience: Duration = .seconds(60)

  func read(_ name: VaultName) throws(VaultFailure) -> String? {
    let library = try Library.opened(environment)
    let found = try library.search(name, unlocking: false, within: patience)
    switch found {
    case .secret(let text): return text
    case .none: return nil
    case .locked: break
    }
    guard case .secret(let text) = try library.search(name, unlocking: true, within: patience)
    else { throw .locked }
    return text
  }

  func write(_ name: VaultName, _ secret: String) throws(VaultFailure) {
    try Library.opened(environment).store(name, secret, within: patience)
  }

  func erase(_ name: VaultName) throws(VaultFailure) {
    try Library.opened(environment).clear(name, within: patience)
  }
}

private enum Found {
  case secret(String)
  case locked
  case none
}

/// libsecret and the GLib below it, opened once.
private struct Library: @unchecked Sendable {
  // Function pointers alone, set once: libsecret's synchronous calls may come from any thread.
  let secret: daybook_secret
  let glib: daybook_glib

  /// Only where a bus is: libsecret would start one of its own otherwise.
  static func opened(_ environment: [String: String]) throws(VaultFailure) -> Library {
    let runtime = environment["XDG_RUNTIME_DIR"].map { $0 + "/bus" } ?? ""
    guard !(environment["DBUS_SESSION_BUS_ADDRESS"] ?? "").isEmpty || access(runtime, F_OK) == 0
    else { throw .absent("there is no session bus") }
    guard let library = shared else { throw .absent("libsecret is not installed") }
    return library
  }

  private static let shared: Library? = {
    // Never unmapped: GLib keeps a thread.
    guard let library = dlopen("libsecret-1.so.0", RTLD_NOW | RTLD_LOCAL) else { return nil }
    var secret = daybook_secret()
    var glib = daybook_glib()
    guard daybook_secret_find(library, &secret, &glib) == 1 else { return nil }
    return Library(secret: secret, glib: glib)
  }()

  func search(
    _ name: VaultName, unlocking: Bool, within patience: Duration
  ) throws(VaultFailure) -> Found {
    let flags =
      daybook_search_all | daybook_search_load_secrets | (unlocking ? daybook_search_unlock : 0)
    return try call(name, patience) { attributes, cancellable, error in
      let list = secret.service_search_sync(
        nil, daybook_token_schema(), attributes, flags, cancellable, &error)
      defer { glib.list_free(list) }
      var found = Found.none
      var node = list
      while let item = node?.pointee.data {
        if secret.item_get_locked(item) != 0 {
          if case .none = found { found = .locked }
        } else if let value = secret.item_get_secret(item) {
          if let text = secret.value_get_text(value) { found = .secret(String(cString: text)) }
          secret.value_unref(value)
        }
        glib.object_unref(item)
        node = node?.pointee.next
      }
      return found
    }
  }

  func store(_ name: VaultName, _ text: String, within patience: Duration) throws(VaultFailure) {
    _ = try call(name, patience) { attributes, cancellable, error in
      secret.password_storev_sync(
        daybook_token_schema(), attributes, "default",
        "Daybook's sign-in to Xero (\(name.environment))", text, cancellable, &error)
    }
  }

  func clear(_ name: VaultName, within patience: Duration) throws(VaultFailure) {
    _ = try call(name, patience) { attributes, cancellable, error in
      secret.password_clearv_sync(daybook_token_schema(), attributes, cancellable, &error)
    }
  }

  /// Gives the attributes and a way to end the call, and turns GLib's error into ours.
  private func call<Value>(
    _ name: VaultName, _ patience: Duration,
    _ body: (
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
      inout UnsafeMutablePointer<daybook_g_error>?
    ) -> Value
  ) throws(VaultFailure) -> Value {
    let table = glib.hash_table_new(glib.str_hash, glib.str_equal)
    let texts: [String] = [
      "application", "daybook", "xero", name.environment, "client_id", name.key.clientID,
      "user_id", name.key.userID,
    ]
    let words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    for index in stride(from: 0, to: words.count, by: 2) {
      _ = glib.hash_table_insert(table, words[index], words[index + 1])
    }
    let timer = Timer(glib: glib, after: patience)
    var error: UnsafeMutablePointer<daybook_g_error>?
    let value = body(table, timer.cancellable, &error)
    timer.end()
    glib.hash_table_unref(table)
    for word in words { free(word) }
    guard let error else { return value }
    let told = error.pointee.message.map { String(cString: $0) } ?? "it gave no reason"
    glib.error_free(error)
    throw failure(told)
  }

  /// libsecret's words for a locked collection, and for a bus without such a service.
  private func failure(_ told: String) -> VaultFailure {
    if told.contains("locked collection") || told.contains("was cancelled") { return .locked }
    if told.contains("not provided by any .service") || told.contains("Cannot autolaunch")
      || told.contains("Could not connect")
    {
      return .absent("there is no Secret Service on the session bus")
    }
    return .failed(told)
  }
}

/// Ends a call that waits for a person who does not come.
private final class Timer: @unchecked Sendable {
  // The pointer is GLib's own object, whose cancel may come from any thread; the lock keeps it alive.
  private let glib: daybook_glib
  private let lock = NSLock()
  private var held: UnsafeMutableRawPointer?
  let cancellable: UnsafeMutableRawPointer?

  init(glib: daybook_glib, after patience: Duration) {
    self.glib = glib
    cancellable = glib.cancellable_new()
    held = cancellable
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .seconds(Int(patience.components.seconds))
    ) { [self] in
      lock.withLock { if let held { self.glib.cancellable_cancel(held) } }
    }
  }

  func end() {
    lock.withLock {
      if let held { glib.object_unref(held) }
      held = nil
    }
  }
}
