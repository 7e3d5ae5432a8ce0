import Foundation
import Workflow

/// A person's own editor, on a file that outlives every mistake.
struct Editor {
  let path: String

  /// Writes `text` to a new file in `directory`, for the owner alone.
  init(_ text: String, in directory: String, named name: String) throws {
    path = "\(directory)/\(name)"
    try write(text)
  }

  var text: String {
    get throws {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Refusal(.failed, "\(path) can't be read any more. Nothing was changed.")
      }
      return String(decoding: data, as: UTF8.self)
    }
  }

  func write(_ text: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw Refusal(.failed, "\(path) can't be written. See whether the disk is full.")
    }
  }

  /// Opens `$VISUAL`, else `$EDITOR`, else vi, and waits for its end.
  ///
  /// - Throws: `Refusal` (1) where it fails; what was written is kept.
  func open() throws {
    setenv("DAYBOOK_EDIT", path, 1)
    // The shell splits what the variable holds, such as "code --wait"; the terminal stays shared.
    let status = system("${VISUAL:-${EDITOR:-vi}} \"$DAYBOOK_EDIT\"")
    guard status == 0 else {
      throw Refusal(
        .failed,
        "The editor failed. Set EDITOR to one that is installed. Nothing was changed; your text is "
          + "kept in \(path).")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }  // it holds nothing new

  /// On a terminal, whether to open the text again.
  static func askAgain() -> Bool {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return false }
    writeToStandardError("Open it again? [Y/n] ")
    guard let answer = readLine() else { return false }
    return !["n", "no"].contains(answer.lowercased())
  }
}
