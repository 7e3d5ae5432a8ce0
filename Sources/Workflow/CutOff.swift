import Foundation
import Xero

/// Ends the process at a named moment, by SIGKILL: for trials of what a restart makes of it.
/// In release builds there is no such thing.
enum CutOff {
  /// `DAYBOOK_CUT_OFF=sending`: the state is written, and nothing was done yet.
  static func before(_ state: PushState) {
    at(state.name)
  }

  /// `DAYBOOK_CUT_OFF=sent`: Xero has answered, and nothing of it is written.
  static func after(_ step: PushStep) {
    if case .send = step { at("sent") }
  }

  /// `DAYBOOK_CUT_OFF=rule-staged`: a rule's text lies beside its file, and the books do not have its
  /// step; `rule-booked`: they do, and the text still lies there. `swap-written`: a restore has said
  /// what it will do; `swap-between`: of two renames one is done; `swap-exchanged`: the data has
  /// changed places, and the rest has not.
  static func at(_ moment: String) {
    #if DEBUG
      guard ProcessInfo.processInfo.environment["DAYBOOK_CUT_OFF"] == moment else { return }
      kill(getpid(), SIGKILL)
    #endif
  }
}
