import Activity
import Billing

/// Reads what rounding is: in clients.yaml, or as one line that a person types.
struct RoundingReader {
  let values: Values

  /// One policy, or a list of them with the day from which each holds.
  func schedule(_ fields: Fields) throws(BadFile) -> RoundingSchedule {
    guard let node = fields["rounding"] else { return RoundingSchedule() }
    guard case .list = node.value else {
      return RoundingSchedule(rows: [try row(node)])
    }
    var rows: [RoundingSchedule.Row] = []
    for node in try values.list(node, "rounding") {
      let row = try row(node)
      if let other = rows.first(where: { $0.from == row.from }) {
        throw values.refusal(
          node, "Two policies hold from \(row.from.map(\.description) ?? "the beginning")",
          why: "The other is in line \(other.place.line)",
          next: "Give one of them another date under 'from'")
      }
      rows.append(row)
    }
    return RoundingSchedule(rows: rows)
  }

  private func row(_ node: YAMLNode) throws(BadFile) -> RoundingSchedule.Row {
    let fields = try Fields(
      node, values.file, of: "rounding", known: ["from"] + RoundingReader.keys)
    var from: CivilDate?
    if let node = fields["from"] { from = try values.date(node, "from") }
    return RoundingSchedule.Row(
      from: from, policy: try policy(fields),
      place: Place(file: values.file, line: node.mark.line))
  }

  fileprivate static let keys = ["per", "mode", "step", "minimum", "tolerance", "tie"]

  fileprivate func policy(_ fields: Fields) throws(BadFile) -> RoundingPolicy {
    let next = "Write it like { per: day, mode: up, step: 6m }"
    let mode = try values.choice(
      try fields.required("mode", of: "rounding", next: next), "mode", RoundingPolicy.Mode.self)
    var policy = RoundingPolicy(
      per: try values.choice(
        try fields.required("per", of: "rounding", next: next), "per", RoundingPolicy.Group.self),
      mode: mode,
      step: try values.length(
        try fields.required("step", of: "rounding", next: next), "step", in: 1...86_400))
    if let node = fields["minimum"] {
      policy.minimum = try values.length(node, "minimum", in: 0...86_400)
    }
    if let node = fields["tolerance"] {
      guard mode == .up else {
        throw values.refusal(
          node, "tolerance goes with 'mode: up' alone",
          why: "It says how far past a step is not rounded up", next: "Remove it")
      }
      policy.tolerance = try values.length(node, "tolerance", in: 0...policy.step)
    }
    if let node = fields["tie"] {
      guard mode == .nearest else {
        throw values.refusal(
          node, "tie goes with 'mode: nearest' alone",
          why: "Only there can two steps be equally near", next: "Remove it")
      }
      policy.tie = try values.choice(node, "tie", RoundingPolicy.Tie.self)
    }
    return policy
  }
}

/// A rounding policy as a person types it: `per: day, mode: up, step: 6m`, with braces or without.
public enum RoundingText {
  public static func policy(_ text: String) throws(BadFile) -> RoundingPolicy {
    let name = "--rounding"
    let bare = !text.hasPrefix("{")
    do throws(BadFile) {
      guard let root = try YAMLParser.parse(bare ? "{\(text)}" : text, file: name) else {
        throw BadFile(
          file: name, what: "It is empty", next: "Write it like 'per: day, mode: up, step: 6m'")
      }
      let fields = try Fields(root, name, of: "rounding", known: RoundingReader.keys)
      return try RoundingReader(values: Values(file: name)).policy(fields)
    } catch {
      var fault = error
      // Where the person's own text has it.
      if bare, fault.column > 1 { fault.column -= 1 }
      throw fault
    }
  }
}
