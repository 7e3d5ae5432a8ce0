import Foundation
import Xero

extension Transport {
  /// As patient as Xero may need; `DAYBOOK_TRIAL_PATIENCE=1000` ends each call after so many
  /// milliseconds, for trials of a Xero that is silent. In release builds there is no such thing.
  static let ofThisProcess: Transport = {
    #if DEBUG
      if let text = ProcessInfo.processInfo.environment["DAYBOOK_TRIAL_PATIENCE"],
        let milliseconds = Int64(text)
      {
        return Transport(patience: milliseconds)
      }
    #endif
    return .live
  }()
}
