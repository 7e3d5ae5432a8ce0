/// Why the books can't be used, in a sentence for the person.
public enum BooksError: Error, Hashable, Sendable {
  /// Made by a newer Daybook. Exit code 2.
  case newer(path: String, version: Int, known: Int)
  /// Not a database of ours, or not readable. Exit code 1.
  case unusable(path: String, reason: String)
  /// What is in it contradicts itself. Exit code 8.
  case damaged(String)
}

extension BooksError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .newer(let path, let version, let known):
      """
      \(path) was written by a newer Daybook (its form is \(version), this one knows \(known)). \
      Update Daybook, or restore a backup made before. Nothing was changed.
      """
    case .unusable(let path, let reason):
      "\(path) can't be used: \(reason). Restore a backup, or move it aside to begin new books."
    case .damaged(let what):
      "The books contradict themselves: \(what). Restore a backup before you bill from them."
    }
  }
}
