import ArgumentParser
import Timesheet

/// What to do where another entry counts the same time.
struct OverlapOptions: ParsableArguments {
  @Flag(name: .customLong("trim-other"), help: "Take the time from entries that count it.")
  var trimOther = false

  @Flag(
    name: .customLong("split-other"),
    help: "Take the time from entries that count it, and leave them in two around it.")
  var splitOther = false

  var choice: OverlapChoice {
    if trimOther { return .trimOther }
    return splitOther ? .splitOther : .refuse
  }

  func validate() throws {
    if trimOther && splitOther {
      throw ValidationError("Use --trim-other or --split-other, not both.")
    }
  }
}

/// Whether it is billed, where a person says so.
enum BillingFlag: String, EnumerableFlag {
  case bill, nobill

  static func help(for value: BillingFlag) -> ArgumentHelp? {
    switch value {
    case .bill: "It is billed, whatever clients.yaml says."
    case .nobill: "It is not billed."
    }
  }
}
