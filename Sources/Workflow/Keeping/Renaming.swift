import CLinux
import Foundation

/// Names of directories that change in one step, and what can be done where a file system knows
/// plain renames alone.
enum Renaming {
  /// Both change places.
  ///
  /// - Returns: 0, or an error number; `EINVAL` where the file system can't.
  static func exchange(_ one: String, _ other: String) -> Int32 {
    guard isKnown else { return EINVAL }
    return daybook_exchange(one, other) == 0 ? 0 : errno
  }

  /// Gives `path` a name that nothing has.
  ///
  /// - Returns: 0, or an error number.
  static func name(_ path: String, _ target: String) -> Int32 {
    if isKnown, daybook_name(path, target) == 0 { return 0 }
    // Not every file system can look and rename in one; a full directory is never replaced.
    guard !isKnown || errno == EINVAL else { return errno }
    return rename(path, target) == 0 ? 0 : errno
  }

  /// `DAYBOOK_PLAIN_RENAMES`: as a file system that knows no others, in trials.
  private static var isKnown: Bool {
    #if DEBUG
      return getenv("DAYBOOK_PLAIN_RENAMES") == nil
    #else
      return true
    #endif
  }
}
