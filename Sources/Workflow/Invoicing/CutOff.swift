import Foundation
import Xero

/// Ends the process at a named moment of a push, as `kill -9` would: for trials of what a restart
/// makes of it. In release builds there is no such thing.
enum CutOff {
  /// `DAYBOOK_CUT_OFF=sending` ends it when the state is written and nothing was done yet.
  static func here(_ state: PushState, _ step: PushStep) {
    #if DEBUG
      guard let moment = ProcessInfo.processInfo.environment["DAYBOOK_CUT_OFF"] else { return }
      if moment == state.name { _exit(137) }
    #endif
  }
}
