import Activity

/// A window as it was read: texts whole, for the filter must see them before they are cut.
public struct ObservedWindow: Hashable, Sendable {
  public var window: Window
  /// The title is longer than what was read.
  public var titleIsIncomplete: Bool

  public init(_ window: Window = Window(), titleIsIncomplete: Bool = false) {
    self.window = window
    self.titleIsIncomplete = titleIsIncomplete
  }
}
