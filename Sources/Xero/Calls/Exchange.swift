import Foundation

/// One call and its answer, told to whoever wants to know what is asked of Xero.
struct Exchange: Sendable {
  var transport: Transport
  /// Gets a line for each call: method, address, answer, time. Never a header of the request, a
  /// body, a token, code or verifier.
  var tell: (@Sendable (String) -> Void)?

  func send(_ call: HTTPCall) async throws(TransportFailure) -> HTTPAnswer {
    let began = ContinuousClock.now
    func line(_ what: String) -> String {
      let took = (ContinuousClock.now - began) / .milliseconds(1)
      return "\(call.method.rawValue) \(call.url): \(what), \(Int(took)) ms"
    }
    do {
      let answer = try await transport.send(call)
      tell?(line("\(answer.status)") + Exchange.facts(answer))
      return answer
    } catch {
      tell?(line(error.why))
      throw error
    }
  }

  private static func facts(_ answer: HTTPAnswer) -> String {
    var text = ""
    if let id = answer.correlationID { text += ", correlation id \(id)" }
    if let left = answer.header("x-daylimit-remaining"), let calls = Int(left) {
      text += ", \(calls) calls left today"
    }
    if let problem = answer.header("x-rate-limit-problem") { text += ", limit: \(problem)" }
    return text
  }
}
