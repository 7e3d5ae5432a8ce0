/// `1 entry`, `3 entries`.
public func plural(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
  "\(number) \(number == 1 ? one : many)"
}
