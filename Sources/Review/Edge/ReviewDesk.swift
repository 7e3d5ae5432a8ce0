import Activity
import Timesheet
import Workflow

/// Carries out what the model wants, by the use cases that the commands call.
public struct ReviewDesk {
  public internal(set) var home: Home
  /// The rule on the screen, until it is written or another is offered.
  var offered: (entry: EntryID, rule: LearnedRule)?
  /// The rule that is being reckoned.
  var reckoning: RuleReckoning?
  private var seen: HomeStamp
  private var choices: [WorkChoice] = []
  private var choicesFor: CivilDate?

  public init(_ home: Home) {
    self.home = home
    seen = home.stamp()
  }

  /// - Parameter date: the day on the screen.
  /// - Returns: what to tell the model, in this order.
  public mutating func perform(_ effect: Effect, on date: CivilDate?) -> [Outcome] {
    switch effect {
    case .open(let date): return open(date)
    case .ask(let question): return [tell { desk in try desk.answer(question) }]
    case .apply(let deed):
      let outcome = tell { desk in .done(try desk.apply(deed)) }
      return [outcome] + (date.map { open($0) } ?? [])
    case .leaveReckoning:
      reckoning = nil
      return []
    case .redraw, .suspend, .quit: return []
    }
  }

  /// There is something to go on with while nobody presses a key.
  public var isReckoning: Bool { reckoning != nil }

  /// Takes a small step of what is being reckoned.
  public mutating func goOn() -> [Outcome] {
    do {
      return try reckon().map { [$0] } ?? []
    } catch {
      return [.refused(Refusal(error)?.description ?? "\(error)")]
    }
  }

  /// The day as it is now, if the agent, another terminal or an editor changed something.
  public mutating func look(at date: CivilDate?) -> [Outcome] {
    let now = home.stamp()
    guard let date, now != seen else { return [] }
    if now.hasOtherSettings(than: seen) {
      seen = now
      choicesFor = nil
      do {
        home = try Home(home.world)
      } catch {
        return [.refused("\(error)")]
      }
    }
    return open(date)
  }

  private mutating func open(_ date: CivilDate) -> [Outcome] {
    // Taken before: what somebody writes while the day is read is seen at the next look. The settings
    // are not read anew here.
    seen = home.stamp().withSettings(of: seen)
    let outcome = tell { desk in
      guard let day = try desk.home.reviewDay(date) else {
        throw Refusal(.noMatch, "\(date) has not begun yet.")
      }
      if desk.choicesFor != date {
        desk.choices = try desk.home.workChoices(at: date)
        desk.choicesFor = date
      }
      return .day(day, choices: desk.choices)
    }
    return [outcome]
  }

  private mutating func tell(_ body: (inout ReviewDesk) throws -> Outcome) -> Outcome {
    do {
      return try body(&self)
    } catch {
      return .refused(Refusal(error)?.description ?? "\(error)")
    }
  }
}

extension ReviewDesk {
  func summary(of dates: Set<CivilDate>) throws -> [String] {
    Summary.lines(of: try dates.sorted().compactMap { try home.reviewDay($0) })
  }
}
