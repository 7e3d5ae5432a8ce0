import Foundation
import Xero

/// Ends the process at a named moment of a push, as `kill -9` would: for trials of what a restart
/// makes of it. In release builds there is no such thing.
enum CutOff {
  /// `DAYBOOK_CUT_OFF=sending`: the state is written, and nothing was done yet.
  static func before(_ state: PushState) {
    end(at: state.name)
  }

  /// `DAYBOOK_CUT_OFF=sent`: Xero has answered, and nothing of it is written.
  static func after(_ step: PushStep) {
    if case .send = step { end(at: "sent") }
  }

  private static func end(at moment: String) {
    #if DEBUG
      if ProcessInfo.processInfo.environment["DAYBOOK_CUT_OFF"] == moment { _exit(137) }
    #endif
  }
}
