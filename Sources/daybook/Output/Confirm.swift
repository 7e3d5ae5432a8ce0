import Foundation
import Workflow

/// Asks before what can't be taken back or leaves the machine; elsewhere than on a terminal it
/// needs `--yes`.
///
/// - Throws: `Refusal` (4) without a yes.
func confirm(_ question: String, yes: Bool) throws {
  if yes { return }
  guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
    throw Refusal(.confirmationNeeded, "\(question) Nothing was done. Add --yes to do it.")
  }
  writeToStandardError(neutralised(question) + " [y/N] ")
  guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
    throw Refusal(.confirmationNeeded, "Nothing was done.")
  }
}

/// Shows what is about to be asked. Beside `--json` that is for the person alone, who is asked on
/// standard error too: standard output is one document, and empty where nothing was done.
func showPlan(json: Bool, _ show: (Printer) throws -> Void) rethrows {
  if !json {
    try show(Printer())
  } else if isAttended {
    try show(Printer(to: .standardError))
  }
}

/// Whether there is a person who can be asked.
var isAttended: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

/// Lets a person choose one of several; nil where they press Enter, or say anything else.
func choose(_ question: String, _ choices: [String]) -> Int? {
  for (index, choice) in choices.enumerated() {
    writeToStandardError("  \(index + 1)  \(neutralised(choice))\n")
  }
  writeToStandardError(neutralised(question) + " [1-\(choices.count), Enter for none] ")
  guard let answer = readLine().flatMap({ Int($0) }), choices.indices.contains(answer - 1) else {
    return nil
  }
  return answer - 1
}

/// `$BROWSER ADDRESS`, else xdg-open; that neither is there is no error, for the address is shown.
func openBrowser(_ address: String) {
  let browser = ProcessInfo.processInfo.environment["BROWSER"] ?? ""
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [browser.isEmpty ? "xdg-open" : browser, address]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  do {
    try process.run()
  } catch {
    return
  }
}
