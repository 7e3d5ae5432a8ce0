import ConfigurationFiles
import Control
import Foundation

/// Lies beside the data while that changes places, and says with what: whoever comes after a process
/// that was cut off knows how far it came.
final class SwapWitness {
  /// Held while its process lives.
  private let lock: Int32
  private let path: String

  init(_ swap: HomeSwap, _ places: Places) throws {
    path = SwapWitness.path(places)
    let beside = "\(path).\(getpid())"
    unlink(beside)
    try PlainFile.write(try JSONEncoder().encode(swap), to: beside)
    lock = try PlainFile.opened(beside)
    guard flock(lock, LOCK_EX | LOCK_NB) == 0, rename(beside, path) == 0 else {
      let failure = Staging.failure(path)
      unlink(beside)
      throw failure
    }
    settle()
  }

  private init(path: String, lock: Int32) {
    self.path = path
    self.lock = lock
  }

  deinit { close(lock) }

  /// What another process left, after waiting for one that is still at it.
  static func left(in places: Places) throws -> (witness: SwapWitness, swap: HomeSwap)? {
    let path = path(places)
    while access(path, F_OK) == 0 {
      let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else {
        if errno == ENOENT { continue }
        throw Refusal(.failed, "\(path) can't be opened: \(String(cString: strerror(errno))).")
      }
      let witness = SwapWitness(path: path, lock: file)
      var facts = stat()
      guard flock(file, LOCK_EX) == 0, fstat(file, &facts) == 0, facts.st_nlink > 0 else {
        continue
      }
      let bytes = try FileHandle(fileDescriptor: file).readToEnd() ?? Data()
      guard let swap = try? JSONDecoder().decode(HomeSwap.self, from: bytes) else {
        throw Refusal(
          .failed, "\(path) can't be read, so an interrupted restore can't be finished. Look at it."
        )
      }
      return (witness, swap)
    }
    return nil
  }

  func end() {
    unlink(path)
    settle()
  }

  private static func path(_ places: Places) -> String { places.data + ".restoring" }

  private func settle() {
    DirectorySync.settleName(of: path)
  }
}
