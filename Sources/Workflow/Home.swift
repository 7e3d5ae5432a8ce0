import Activity
import ActivityLog
import Billing
import Books
import ConfigurationFiles
import Control
import Foundation
import Rules
import Timesheet

/// A person's Daybook, opened: files read, databases at hand.
public struct Home: Sendable {
  public let world: World
  public let places: Places
  public let settings: Settings
  public let days: WorkingDays
  private let openBooks = OpenBooks()
  let lastEvidence = LastEvidence()

  /// Reads the files a person writes; a bad one refuses them all.
  ///
  /// - Parameter needsRules: false lets a bad rule file pass; what needs rules all the same is refused
  ///   then.
  public init(_ world: World, needsRules: Bool = true) throws {
    self.world = world
    places = try world.settledPlaces()
    settings = try Settings.load(from: places, rules: needsRules ? .refused : .passed)
    let seen = ZonesSeen(path: places.activity, besides: world.zone)
    days = WorkingDays(
      zone: world.zone, dayStart: settings.config.dayStart,
      sightings: seen?.lookUp)
  }

  public var rules: RuleSet { settings.rules }

  public var today: CivilDate { days.date(at: world.now().flooredSeconds) }

  public func books() throws -> Books {
    try openBooks.opened {
      try places.makeDataDirectory()
      return try Books(
        path: places.books, newID: newBooksID(world), randomBytes: world.randomBytes)
    }
  }

  /// The evidence, for reading. Nil where none was ever recorded or imported.
  public func log() throws -> ActivityLog? {
    guard FileManager.default.fileExists(atPath: places.activity) else { return nil }
    return try ActivityLog.open(path: places.activity, mode: .read)
  }

  public func reason(_ what: String, why: String = "") -> ChangeReason {
    ChangeReason(at: world.now(), who: world.user, what: what, why: why)
  }
}

extension World {
  /// The places of this home, once whatever an earlier process was cut off in has come to its end.
  func settledPlaces() throws -> Places {
    let places = try Places(environment: environment)
    try HomeSwap.finish(places)
    settleRules(places)
    return places
  }
}

func newBooksID(_ world: World) -> String {
  hexadecimal(world.randomBytes(16))
}
