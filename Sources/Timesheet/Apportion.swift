/// Splits `whole` in proportion to `weights`, by largest remainder; the parts sum to `whole`.
/// Of equal remainders the earlier one goes first.
public func apportion(_ whole: Int64, by weights: [Int64]) -> [Int64] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var parts: [Int64] = []
  var remainders: [(index: Int, remainder: Int64)] = []
  for (index, weight) in weights.enumerated() {
    let (high, low) = whole.multipliedFullWidth(by: weight)
    let (quotient, remainder) = sum.dividingFullWidth((high, low))
    parts.append(quotient)
    remainders.append((index, remainder))
  }
  let left = Int(whole - parts.reduce(0, +))
  for (index, _) in remainders.sorted(by: { ($1.remainder, $0.index) < ($0.remainder, $1.index) })
    .prefix(left)
  {
    parts[index] += 1
  }
  return parts
}
