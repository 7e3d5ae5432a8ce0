import Activity
import Timesheet

/// What lines of some work name in Xero beside account and tax.
public struct WorkBooking: Hashable, Sendable {
  /// An item's code there; nil as the project or client says.
  public var item: String?
  /// At most 2, each of another category, in place of all that project and client say; nil as they
  /// say.
  public var tracking: [NamedTracking]?

  public init(item: String? = nil, tracking: [NamedTracking]? = nil) {
    self.item = item
    self.tracking = tracking
  }

  public static let none = WorkBooking()
}

/// An option of a tracking category, by their names.
public struct NamedTracking: Hashable, Sendable {
  public var category: String
  public var option: String

  public init(category: String, option: String) {
    self.category = category
    self.option = option
  }
}

extension Client {
  /// The item of the task, else the project, else the client, and where it stands.
  public func item(for key: WorkKey) -> (code: String, place: Place)? {
    levels(of: key).lazy.compactMap { level in level.booking.item.map { ($0, level.place) } }.first
  }

  /// The options of the task, else the project, else the client, and where they stand.
  public func tracking(for key: WorkKey) -> (options: [NamedTracking], place: Place) {
    levels(of: key).lazy.compactMap { level in
      level.booking.tracking.map { ($0, level.place) }
    }.first ?? ([], place)
  }

  /// The most specific first.
  private func levels(of key: WorkKey) -> [(booking: WorkBooking, place: Place)] {
    let project = project(key.project.project)
    let task = key.task.flatMap { project?.task($0) }
    return [
      task.map { ($0.booking, $0.place) }, project.map { ($0.booking, $0.place) },
      (WorkBooking(item: xero.item, tracking: xero.tracking), place),
    ].compactMap { $0 }
  }
}
