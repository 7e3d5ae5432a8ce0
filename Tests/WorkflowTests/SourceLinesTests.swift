import TestSupport
import Testing

@testable import Workflow

@Suite struct SourceLinesTests {
  private func source(_ bytes: [UInt8], pieces size: Int, count: Int? = nil) -> ByteSource {
    var rest = bytes[...]
    return ByteSource(count: count, named: "the file") {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  private func lines(_ text: String, pieces size: Int, longest: Int = 100) throws -> [String] {
    var lines = SourceLines(source(Array(text.utf8), pieces: size), longest: longest)
    var found: [String] = []
    while let line = try lines.next() {
      switch line {
      case .whole(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
      case .cut: return found + ["(cut)"]
      case .long: return found + ["(long)"]
      }
    }
    return found
  }

  @Test(arguments: 1...12) func `lines are the same, however their bytes come`(size: Int) throws {
    #expect(
      try lines("one\ntwo, longer\n\nfour\n", pieces: size) == ["one", "two, longer", "", "four"])
    #expect(try lines("one\ntwo", pieces: size) == ["one", "(cut)"])
    #expect(try lines("\n", pieces: size) == [""])
    #expect(try lines("", pieces: size) == [])
    let long = String(repeating: "x", count: 40)
    #expect(try lines("one\n\(long)", pieces: size, longest: 20) == ["one", "(long)"])
  }

  @Test func `what is longer than all that may be held is refused, known or not`() throws {
    let bytes = [UInt8](repeating: 0x0a, count: 3 << 20)
    #expect(
      try source(bytes, pieces: 1 << 20).whole(atMost: 3 << 20, instead: "Split it.") == bytes)
    for count in [nil, bytes.count] {
      #expect {
        try source(bytes, pieces: 1 << 20, count: count).whole(
          atMost: 2 << 20, instead: "Split it.")
      } throws: { error in
        (error as? Refusal)?.description
          == "the file is longer than 2 MiB, and so much at once takes too much memory. Split it. "
          + "Nothing of it was imported."
      }
    }
  }
}
