import Activity
import TestSupport
import Testing

@testable import Rules

@Suite struct CompiledFilterTests {
  private func filter(seed: UInt64) -> CompiledFilter {
    var random = SplitMix64(seed: seed)
    return CompiledFilter(
      rules: random.ruleSet(count: .random(in: 0..<8, using: &random)),
      idleSeconds: .random(in: 1...86_400, using: &random),
      recordsDirectory: .random(using: &random), showsTray: .random(using: &random),
      dayStart: .random(in: 0..<86_400, using: &random),
      sources: [.init(file: "rules.d/10-zürich.yaml", digest: random.next())])
  }

  @Test(arguments: UInt64(0)..<100)
  func `what is written is read back`(seed: UInt64) throws {
    let filter = filter(seed: seed)
    #expect(try CompiledFilter(decoding: filter.encoded(), engine: .interpreter) == filter)
  }

  @Test func `recording reads only what censors`() throws {
    let filter = CompiledFilter(
      rules: ruleSet(
        rule("Set", when: app("code"), project: "acme/website"),
        rule("Hide", when: app("mail"), redact: .whole)), idleSeconds: 180, sources: [])
    let read = try CompiledFilter(
      decoding: filter.encoded(), engine: .interpreter, part: .censoring)
    #expect(read.rules.rules.map(\.name) == ["Hide"])
    #expect(read.rules.catalogue == Catalogue())
  }

  @Test func `every flipped bit and every cut is noticed`() {
    let bytes = filter(seed: 3).encoded()
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(throws: FilterError.self) {
        try CompiledFilter(decoding: damaged, engine: .interpreter)
      }
      #expect(throws: FilterError.self) {
        try CompiledFilter(decoding: Array(bytes[..<index]), engine: .interpreter)
      }
    }
  }

  /// The digest guards against accidents alone: hostile bytes with a right one must be bounded too.
  @Test(arguments: UInt64(0)..<300)
  func `hostile bytes with a right digest end in a value or a sentence`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes = Array(filter(seed: seed).encoded().dropLast(8))
    for _ in 0..<3 {
      bytes[.random(in: 12..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    var digest = Digest()
    digest.add(bytes)
    withUnsafeBytes(of: digest.value.littleEndian) { bytes.append(contentsOf: $0) }
    do throws(FilterError) {
      let read = try CompiledFilter(decoding: bytes, engine: .interpreter)
      #expect(read.idleSeconds > 0)
    } catch {
      #expect(error.description.contains("compiled rules"))
    }
  }

  @Test func `another version says what to do`() {
    var bytes = filter(seed: 1).encoded()
    bytes[8] = 5
    #expect(throws: FilterError.otherVersion(5)) {
      try CompiledFilter(decoding: bytes, engine: .interpreter)
    }
    #expect(
      FilterError.otherVersion(5).description
        == "The compiled rules have version 5, which this program does not read. "
        + "Run 'daybook rules compile' to write them again.")
  }
}
