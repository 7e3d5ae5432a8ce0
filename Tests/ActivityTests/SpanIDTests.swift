import TestSupport
import Testing

@testable import Activity

@Suite struct SpanIDTests {
  @Test(arguments: UInt64(0)..<50)
  func `an id is read as it is written`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let id = SpanID(value: random.next() >> UInt64.random(in: 0..<64, using: &random))
    #expect(SpanID(text: id.text) == id)
  }

  @Test(arguments: [
    "", "0123", "0123456789ABCDEF", "+123456789abcdef", "0123456789abcdefa", "0123456789abcde ",
    "０123456789abcde",
  ])
  func `anything but 16 lower-case digits is no id`(text: String) {
    #expect(SpanID(text: text) == nil)
  }
}
