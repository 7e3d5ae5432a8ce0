import CSystemd

/// libsystemd's D-Bus client, mapped where a bus is to be spoken to and nowhere else.
final class BusLibrary {
  let calls: daybook_sd_bus

  /// Nil where the library is not installed, or lacks a function (before version 240).
  init?() {
    // Never unmapped: it may hold state of its own.
    guard let library = dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL) else { return nil }
    var calls = daybook_sd_bus()
    guard daybook_sd_bus_find(library, &calls) == 1 else { return nil }
    self.calls = calls
  }
}
