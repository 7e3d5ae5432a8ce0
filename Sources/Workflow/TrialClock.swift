#if DEBUG
  import Activity
  import Foundation

  /// A clock that a trial's processes share with the sandbox: waiting moves it on at once, in a
  /// file. In release builds there is no such thing.
  struct TrialClock: Sendable {
    private let path: String

    /// Nil where no trial runs.
    init?(_ environment: [String: String]) {
      guard let path = environment["DAYBOOK_TRIAL_CLOCK"] else { return nil }
      self.path = path
    }

    func applied(to world: World) -> World {
      var trial = world
      trial.realNow = { world.realNow().advanced(by: offset) }
      trial.sinceBoot = { world.sinceBoot().map { $0 + offset } }
      trial.sleep = { advance(by: $0) }
      return trial
    }

    /// Milliseconds.
    private var offset: Int64 {
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    private func advance(by milliseconds: Int64) {
      let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard lock >= 0, flock(lock, LOCK_EX) == 0 else { return }
      // Whole or not at all: others read without the lock.
      try? String(offset + milliseconds).write(toFile: path, atomically: true, encoding: .utf8)
      close(lock)
    }
  }
#endif
