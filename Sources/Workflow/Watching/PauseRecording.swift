import Activity
import ConfigurationFiles
import Control
import Foundation

/// What became of a pause, and who knows of it.
public struct PauseOutcome: Hashable, Sendable {
  public enum Agent: Hashable, Sendable {
    case told
    /// It will find the pause on disk when it starts.
    case absent
    /// It runs and watches the file; why it could not be told.
    case silent(String)
  }

  public var before: Pause
  public var after: Pause
  public var agent: Agent
}

extension World {
  /// Records no window until `end`, nil being until `resume`. On disk when it returns; holds
  /// beyond the agent, the session and a restart of the machine.
  public func pause(until end: Instant?) async throws -> PauseOutcome {
    let places = try Places(environment: environment)
    let before = PauseOnDisk.read(places)
    let agent = try await tell(.pause(until: end), places) {
      try PauseOnDisk.write(Pause(until: end), places)
    }
    return PauseOutcome(before: before, after: Pause(until: end), agent: agent)
  }

  /// Records again.
  public func resume() async throws -> PauseOutcome {
    let places = try Places(environment: environment)
    let before = PauseOnDisk.read(places)
    let agent = try await tell(.resume, places) { try PauseOnDisk.remove(places) }
    return PauseOutcome(before: before, after: .none, agent: agent)
  }

  private func tell(
    _ request: Request, _ places: Places, otherwise write: () throws -> Void
  ) async throws -> PauseOutcome.Agent {
    switch await AgentLink(world: self, places: places).ask(request) {
    case .answered(.refused(let sentence)): throw Refusal(.failed, sentence)
    case .answered: return .told
    case .absent:
      try write()
      return .absent
    case .silent(let why):
      try write()
      return .silent(why)
    }
  }
}

/// The pause file, for where no agent keeps it.
enum PauseOnDisk {
  static func read(_ places: Places) -> Pause {
    var facts = stat()
    if lstat(places.pause, &facts) != 0, errno == ENOENT || errno == ENOTDIR { return .none }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= Pause.longestFile,
      let data = FileManager.default.contents(atPath: places.pause)
    else { return .unreadable }
    return Pause(file: [UInt8](data))
  }

  static func write(_ pause: Pause, _ places: Places) throws {
    guard let bytes = pause.file else { return try remove(places) }
    try places.makeStateDirectory()
    do {
      try places.write(bytes, to: places.pause)
    } catch {
      throw failure(places, code: error.code)
    }
  }

  static func remove(_ places: Places) throws {
    guard unlink(places.pause) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw failure(places, code: errno)
    }
  }

  private static func failure(_ places: Places, code: Int32) -> Refusal {
    Refusal(
      .failed,
      "\(places.pause) can't be written: \(String(cString: strerror(code))). Nothing has changed. "
        + "See who owns it, and whether the disk is full.")
  }
}
