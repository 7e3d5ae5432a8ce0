import Activity
import Books
import ConfigurationFiles
import Control
import Foundation
import Timesheet

extension World {
  /// Erases notes that rules made of forgotten time. Approved entries keep theirs, in doubt.
  ///
  /// - Parameter stretches: all that is forgotten. Forgetting it again does no harm.
  func forgetNotes(
    of stretches: [Range<Instant>], dryRun: Bool, _ places: Places
  ) throws -> ForgottenNotes {
    guard !stretches.isEmpty, FileManager.default.fileExists(atPath: places.books) else {
      return ForgottenNotes()
    }
    let books = try Books(
      path: places.books, newID: newBooksID(self), randomBytes: randomBytes)
    let visits = stretches.map { stretch in
      Visit(
        start: stretch.lowerBound.flooredSeconds,
        end: stretch.upperBound.advanced(by: 999).flooredSeconds)
    }
    let forgotten = try books.change(
      ChangeReason(at: now(), who: user, what: "forget"), dryRun: dryRun
    ) { try $0.forgetNotes(of: visits) }.result
    if !dryRun {
      try books.scrub()
      try LearnedRules(places).forgetStaged()
    }
    return forgotten
  }
}
