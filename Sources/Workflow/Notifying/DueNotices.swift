import Activity
import ConfigurationFiles
import Control
import Foundation
import Timesheet

/// What is to be told to a person now, and when to look again.
public struct DueNotices: Sendable {
  public var notices: [DueNotice]
  public var next: Instant
  /// The shortest absence, in seconds, after which to look at once; nil where none is asked about.
  public var away: Int64?
  /// Something still waits for review since an evening.
  public var waits = false
}

extension World {
  /// What is due now and was not told before; a broken file or database is told as well.
  ///
  /// - Parameters:
  ///   - isBack: the asker knows that somebody is there now.
  ///   - again: ids of what was told and got lost before it was answered: told once more, as long as
  ///     it holds.
  ///   - dryRun: leaves it to be told again.
  public func dueNotices(
    isBack: Bool, again: Set<String> = [], dryRun: Bool
  ) throws -> DueNotices {
    let places = try Places(environment: environment)
    var told = ToldBefore(places)
    again.forEach { told.wasLost($0) }
    let due = try dueNotices(isBack: isBack, again: again, &told)
    if !dryRun { try told.write(to: places, at: now()) }
    return due
  }

  /// Tells it again later. Does nothing where it was never told.
  public func putOffNotice(_ id: String, for length: Int64) throws {
    let places = try Places(environment: environment)
    var told = ToldBefore(places)
    guard told.holdsBack(id, at: now()) else { return }
    told.putOff(id, until: now().advanced(by: length * 1000))
    try told.write(to: places, at: now())
  }

  private func dueNotices(
    isBack: Bool, again: Set<String>, _ told: inout ToldBefore
  ) throws -> DueNotices {
    let tomorrow = now().advanced(by: 86_400_000)
    do {
      let home = try Home(self)
      var round = NoticeRound(home: home, isBack: isBack, again: again, told: told)
      let notices = try round.notices()
      told = round.told
      return DueNotices(
        notices: notices, next: round.next, away: home.askedAbsence, waits: round.waits)
    } catch SettingsError.notSetUp {
      return DueNotices(notices: [], next: tomorrow, away: nil)
    } catch {
      // Books that are busy are free again soon: that is no news.
      guard let refusal = Refusal(error), refusal.kind != .conflict else { throw error }
      let notice = trouble(
        said(ofBadFile: error) ?? refusal.description)
      guard !told.holdsBack(notice.id, at: now()) else {
        return DueNotices(notices: [], next: tomorrow, away: nil)
      }
      told.note(notice.id, at: now())
      return DueNotices(notices: [notice], next: tomorrow, away: nil)
    }
  }

  /// Where a bad file of rules is: its sentence may quote a pattern, and with it a title.
  private func said(ofBadFile error: any Error) -> String? {
    guard case SettingsError.badFile(let bad) = error, bad.file.hasPrefix("rules.d/") else {
      return nil
    }
    return "\(bad.file):\(bad.line):\(bad.column) can't be used. Run \"daybook config check\"."
  }

  private func trouble(_ sentence: String) -> DueNotice {
    var digest = Digest()
    digest.add(sentence.utf8)
    return DueNotice(
      id: "trouble-" + String(digest.value, radix: 16), title: "Daybook needs you",
      body: neutralised(sentence),
      actions: [
        DueNotice.Action(id: "status", label: "Status", way: .terminal, command: ["status"])
      ])
  }
}

extension Home {
  var askedAbsence: Int64? { settings.config.notify.away ? settings.config.away : nil }
}

/// One look at all that may be due.
struct NoticeRound {
  let home: Home
  let isBack: Bool
  /// Told before, and lost.
  let again: Set<String>
  var told: ToldBefore
  /// When to look again.
  private(set) var next: Instant
  /// Something still waits since the last evening.
  var waits = false

  init(home: Home, isBack: Bool, again: Set<String>, told: ToldBefore) {
    self.home = home
    self.isBack = isBack
    self.again = again
    self.told = told
    next = home.world.now().advanced(by: 86_400_000)
  }

  var config: Config { home.settings.config }
  var now: Instant { home.world.now() }

  mutating func notices() throws -> [DueNotice] {
    var due: [DueNotice] = []
    if config.notify.away { due += try absences() }
    if config.notify.evening { due += try evening() }
    if config.notify.monthEnd { due += try monthEnd() }
    if config.notify.cadence { due += try deadlines() }
    if config.notify.budget { due += try budgets() }
    if let later = told.next(after: now) { look(at: later) }
    return due
  }

  mutating func look(at time: Instant) {
    if time > now { next = min(next, time) }
  }

  mutating func look(at seconds: Int64) { look(at: Instant(seconds: seconds)) }

  /// Whether it is to be told; then it is told from now on.
  mutating func takes(_ id: String) -> Bool {
    guard !told.holdsBack(id, at: now) else { return false }
    told.note(id, at: now)
    return true
  }
}
