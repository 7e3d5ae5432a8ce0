import ActivityLog
import Books
import ConfigurationFiles
import Control
import Xero

extension Refusal {
  /// Any module's error as a refusal; nil for one that is no sentence of ours.
  public init?(_ error: any Error) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let error as SettingsError: self.init(.usage, error.description)
    case let error as BadFile: self.init(.usage, error.description)
    case let error as BadPlace: self.init(.usage, error.description)
    case let error as FilterWriteError: self.init(.failed, error.description)
    case let error as LearnedRulesError: self.init(.failed, error.description)
    case let error as RuleStandsAlready: self.init(.conflict, error.description)
    case let error as LearnedRuleChanged: self.init(.conflict, error.description)
    case let error as ActivityLogError:
      self.init(error.kind == .newer ? .usage : .failed, error.description)
    case let error as BooksError: self.init(Refusal.kind(of: error), error.description)
    case let error as XeroError: self.init(Refusal.kind(of: error), error.description)
    default: return nil
    }
  }

  private static func kind(of error: BooksError) -> Kind {
    switch error {
    case .newer: .usage
    case .unusable, .storage, .unconfirmed, .unwritable, .foreign, .tracesLeft,
      .notRewritten:
      .failed
    case .busy: .conflict
    case .damaged: .verification
    }
  }

  private static func kind(of error: XeroError) -> Kind {
    switch error.kind {
    case .badSettings: .usage
    case .cancelled, .tokenStore: .failed
    default: .network
    }
  }
}
