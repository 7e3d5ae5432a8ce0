/// The distinct values by their sum, largest first, then first seen: an entry's notes by their counted
/// seconds, say.
public func ranked<Value: Hashable>(_ counted: [(Value, Int64)]) -> [Value] {
  var order: [Value: (first: Int, sum: Int64)] = [:]
  for (index, (value, amount)) in counted.enumerated() {
    order[value, default: (index, 0)].sum += amount
  }
  return
    order
    .sorted { ($1.value.sum, $0.value.first) < ($0.value.sum, $1.value.first) }
    .map(\.key)
}
