import Activity
import Foundation
import Workflow

/// Keys from the terminal to the model, effects from the model to the desk, until `q`.
public struct ReviewSession {
  private var model: ReviewModel
  private var desk: ReviewDesk
  private let terminal: Terminal
  private var visited: Set<CivilDate> = []

  /// How long nothing is pressed before it looks whether something changed elsewhere.
  private static let patience: Int32 = 700

  /// - Throws: `Refusal` (2) off a terminal.
  private init(_ home: Home, days: ClosedRange<CivilDate>, isDemo: Bool) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Refusal(.usage, "The review screen needs a terminal. \(Terminal.otherWay)")
    }
    desk = ReviewDesk(home)
    let isFirstTime = try home.nothingWasEverApproved()
    terminal = try Terminal(home.world.environment)
    model = ReviewModel(
      days: days, today: home.today, size: terminal.size,
      glyphs: terminal.isUTF8 ? .unicode : .ascii, hasColours: terminal.hasColours,
      isFirstTime: isFirstTime, isDemo: isDemo)
  }

  /// Shows the screen until the person quits.
  ///
  /// - Returns: what to print afterwards, line by line.
  public static func run(
    _ home: Home, days: ClosedRange<CivilDate>, isDemo: Bool = false
  ) throws -> [String] {
    var session = try ReviewSession(home, days: days, isDemo: isDemo)
    // The terminal is given back whatever is thrown.
    defer { session.terminal.close() }
    session.loop()
    return try session.desk.summary(of: session.visited)
  }

  private mutating func loop() {
    carryOut(model.start)
    while true {
      terminal.show(model.screen())
      switch terminal.read(waiting: desk.isReckoning ? 0 : ReviewSession.patience) {
      case .key(let key):
        let effects = model.handle(key)
        if effects.contains(.quit) { return }
        carryOut(effects)
      case .resized: model.resize(terminal.size)
      case .quiet:
        receive(desk.isReckoning ? desk.goOn() : desk.look(at: model.day?.date))
      case .hungUp: return
      }
    }
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .redraw: terminal.repaint()
      case .suspend: terminal.suspend()
      default: receive(desk.perform(effect, on: model.day?.date))
      }
    }
  }

  private mutating func receive(_ outcomes: [Outcome]) {
    for outcome in outcomes {
      model.receive(outcome)
      if case .day(let day, _) = outcome { visited.insert(day.date) }
    }
  }
}
