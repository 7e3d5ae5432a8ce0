import CX11
import Glibc

/// Finds the window that has the focus.
struct FocusFinder {
  /// Who knows.
  enum Authority: Hashable {
    /// A window manager that speaks EWMH: `_NET_ACTIVE_WINDOW`, as long as its check window lives.
    case windowManager(check: UInt32)
    /// Nobody: the input focus itself.
    case inputFocus
  }

  let connection: X11Connection

  /// Whether a window manager that speaks EWMH is alive (EWMH, `_NET_SUPPORTING_WM_CHECK`): after
  /// its death its properties stay, so the window that it names must name itself.
  func authority() -> Authority {
    let check = connection.atoms.supportingCheck
    func named(by window: UInt32) -> UInt32? {
      PropertyRequest(check, of: window, length: 4, on: connection).answer().property?.numbers.first
    }
    guard let window = named(by: connection.root), window != 0, named(by: window) == window else {
      return .inputFocus
    }
    // Its end is told by DestroyNotify.
    connection.select(UInt32(StructureNotifyMask), on: window)
    guard named(by: window) == window else { return .inputFocus }
    return .windowManager(check: window)
  }

  /// The focused window; nil for none.
  ///
  /// - Parameter question: told of the request that asked for it, where events tell of changes.
  func focused(by authority: Authority, question: (UInt32) -> Void) -> UInt32? {
    switch authority {
    case .windowManager:
      let active = PropertyRequest(
        connection.atoms.activeWindow, of: connection.root, length: 4, on: connection)
      question(active.sequence)
      let window = active.awaitedAnswer(by: .looking).property?.numbers.first
      return window == 0 ? nil : window
    case .inputFocus:
      connection.hasAsked()
      let cookie = xcb_get_input_focus(connection.xcb)
      guard let reply = xcb_get_input_focus_reply(connection.xcb, cookie, nil) else { return nil }
      defer { free(reply) }
      let focus = reply.pointee.focus
      // None, or wherever the pointer is.
      guard focus > 1, focus != connection.root else { return nil }
      return client(of: focus)
    }
  }

  /// The client window that `window` belongs to: itself or what is above it and has WM_STATE
  /// (ICCCM 4.1.3.1), else a child of a frame that has it, else the topmost.
  private func client(of window: UInt32) -> UInt32? {
    var current = window
    // Trees are shallow; a hostile one must not hold us.
    for _ in 0..<64 {
      if isClient(current) { return current }
      guard let tree = tree(current) else { return nil }
      if tree.parent == connection.root || tree.parent == 0 {
        return tree.children.prefix(64).first(where: isClient) ?? current
      }
      current = tree.parent
    }
    return nil
  }

  private func isClient(_ window: UInt32) -> Bool {
    PropertyRequest(connection.atoms.wmState, of: window, length: 8, on: connection)
      .answer().property != nil
  }

  private func tree(_ window: UInt32) -> (parent: UInt32, children: [UInt32])? {
    connection.hasAsked()
    let cookie = xcb_query_tree(connection.xcb, window)
    var error: UnsafeMutablePointer<xcb_generic_error_t>?
    guard let reply = xcb_query_tree_reply(connection.xcb, cookie, &error) else {
      free(error)
      return nil
    }
    defer { free(reply) }
    let count = Int(xcb_query_tree_children_length(reply))
    let children = UnsafeBufferPointer(start: xcb_query_tree_children(reply), count: count)
    return (reply.pointee.parent, Array(children))
  }
}

extension X11Connection {
  /// Asks for these events of `window`, and no others. A window that is gone is no error.
  func select(_ events: UInt32, on window: UInt32) {
    var mask = events
    hasAsked()
    _ = xcb_change_window_attributes(xcb, window, UInt32(XCB_CW_EVENT_MASK.rawValue), &mask)
  }
}
