import Control
import Glibc

extension Places {
  init() throws(Complaint) {
    do throws(BadPlace) {
      try self.init(Self.variable)
    } catch {
      throw Complaint(neutralised(error.description), exit: 2)
    }
  }

  /// Whether somebody has clients here.
  var isSetUp: Bool { access(config + "/clients.yaml", F_OK) == 0 }

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Why the agent can't go on, as a sentence, and its exit code.
struct Complaint: Error {
  var sentence: String
  var exit: Int32

  init(_ sentence: String, exit: Int32) {
    self.sentence = sentence
    self.exit = exit
  }
}
