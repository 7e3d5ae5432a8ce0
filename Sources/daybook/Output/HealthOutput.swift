import Workflow

/// What `doctor` and `xero doctor` looked at.
enum HealthOutput {
  static func print(_ checks: [HealthCheck], json: Bool) {
    let printer = Printer()
    if json { return printer.json(.list("checks", checks.map(value))) }
    for check in checks {
      printer.line(neutralised("\(mark(check.state))\(check.name): \(check.sentence)"))
      if let remedy = check.remedy { printer.line(neutralised("        To mend it: \(remedy)")) }
    }
  }

  private static func value(_ check: HealthCheck) -> JSON {
    .object([
      ("name", .string(check.name)), ("state", .string(check.state.rawValue)),
      ("sentence", .string(check.sentence)), ("remedy", .optional(check.remedy)),
    ])
  }

  private static func mark(_ state: HealthCheck.State) -> String {
    switch state {
    case .fine: "ok      "
    case .warning: "warning "
    case .failed: "FAILED  "
    }
  }
}
