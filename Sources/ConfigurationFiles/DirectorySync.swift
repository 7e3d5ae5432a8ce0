import Foundation

/// Names live in their directory: without a sync of it a power cut may bring the old ones back, or take
/// a new one and all that is synced in it. A file system that has no such sync is no failure.
public enum DirectorySync {
  /// Waits until the disk has the names in `directory`.
  public static func settle(_ directory: String) {
    let handle = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return }
    fsync(handle)
    close(handle)
  }

  /// Waits until the disk has the name of what is, or was, at `path`.
  public static func settleName(of path: String) {
    settle((path as NSString).deletingLastPathComponent)
  }
}
