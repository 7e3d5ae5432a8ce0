import Foundation
import GRDB

/// Why the books can't be used, in a sentence for the person.
public enum BooksError: Error, Hashable, Sendable {
  /// Made by a newer Daybook. Exit code 2.
  case newer(path: String, version: Int, known: Int)
  /// Not a database of ours, or not readable. Exit code 1.
  case unusable(path: String, reason: String)
  /// Another process holds them for too long. Exit code 6.
  case busy(path: String)
  /// The disk is full or failing. Nothing was changed. Exit code 1.
  case storage(path: String, reason: String)
  /// The disk failed as it was to confirm a change: it may have it or not. Exit code 1.
  case unconfirmed(path: String, reason: String)
  /// It is there and may not be written here. Nothing was changed. Exit code 1.
  case unwritable(path: String, reason: String)
  /// Another user's. Nothing was changed. Exit code 1.
  case foreign(path: String)
  /// Notes were erased, but another process's reading keeps traces in the file. Exit code 1.
  case tracesLeft(path: String)
  /// Notes were erased, but the disk did not take the file anew, without their traces. Exit code 1.
  case notRewritten(path: String, reason: String)
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
    case .busy(let path):
      "\(path) is in use by another Daybook for too long. Nothing was changed; try again."
    case .storage(let path, let reason):
      "\(path) can't be written: \(reason). Nothing was changed. See whether the disk is full."
    case .unconfirmed(let path, let reason):
      """
      \(path) can't be written: \(reason). The disk may have the last change or not: look with \
      'daybook history' before you do the same again, and see whether the disk is full.
      """
    case .unwritable(let path, let reason):
      """
      \(path) can't be written: \(reason). Nothing was changed. See who owns it and its directory, \
      and whether the disk is mounted read-only.
      """
    case .foreign(let path):
      """
      \(path) can't be used: it belongs to another user. Nothing was changed. Run Daybook as that \
      user, or make it yours with chown.
      """
    case .notRewritten(let path, let reason):
      """
      Notes were erased from \(path), but traces of them may still be in it, for it can't be \
      written anew: \(reason). See whether the disk is full, and do the same again.
      """
    case .tracesLeft(let path):
      """
      \(path) is being read by another program, so erased notes may still be in \(path)-wal. End \
      that program and do the same again.
      """
    case .damaged(let what):
      "The books contradict themselves: \(what). Restore a backup before you bill from them."
    }
  }
}

extension BooksError {
  /// What a person can do something about; nil for anything else.
  init?(_ error: DatabaseError, path: String) {
    // A backup tells its code alone.
    let message = error.message.flatMap { $0 == "not an error" ? nil : $0 }
    let reason = message ?? "SQLite code \(error.resultCode)"
    switch error.resultCode {
    // The change is in the log of changes, and whoever opens that next may take it for one that
    // was made.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_FSYNC:
      self = .unconfirmed(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL, .SQLITE_IOERR:
      self = .storage(path: path, reason: reason)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN:
      self = .unwritable(path: path, reason: reason)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .unusable(path: path, reason: reason)
    default: return nil
    }
  }
}

extension BooksError {
  /// What the system said last of a file of the books.
  static func system(_ path: String) -> BooksError {
    let (code, reason) = (errno, String(cString: strerror(errno)))
    switch code {
    case ENOSPC, EDQUOT, EIO: return .storage(path: path, reason: reason)
    case EROFS, EACCES, EPERM: return .unwritable(path: path, reason: reason)
    default: return .unusable(path: path, reason: reason)
    }
  }
}
