import Foundation

/// The file that a restart begins from.
struct StateFile: Sendable {
  var path: String

  /// - Returns: nil where there is no file yet.
  func read() throws -> SandboxState? {
    let address = URL(fileURLWithPath: path)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try JSONDecoder().decode(SandboxState.self, from: Data(contentsOf: address))
    } catch {
      throw BadState(path: path)
    }
  }

  /// Whole or not at all. A disk that refuses is said on standard error; serving goes on.
  func write(_ state: SandboxState) {
    do {
      try JSONEncoder().encode(state).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let text = "\(path): The sandbox's state was not saved. \(error.localizedDescription)\n"
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  struct BadState: Error, CustomStringConvertible {
    var path: String

    var description: String {
      "\(path): This is no state of this sandbox. Another version wrote it, or it is damaged. "
        + "Name another file with --state, or delete it to begin anew."
    }
  }
}
