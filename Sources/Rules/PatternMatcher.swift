import CPCRE2

/// What searching a text for a pattern gave.
enum SearchResult: Equatable {
  case found(Range<Int>)
  case absent
  /// A limit was reached: nobody knows.
  case gaveUp
}

/// The working memory of matching: one for each thread, used again for each match.
///
/// Limits bound the time of any pattern on any text: 1,000,000 steps are some 15 ms, and enough
/// for two nested runs over a title of 1,024 bytes.
final class PatternMatcher {
  private let block: OpaquePointer
  private let limits: OpaquePointer

  init() {
    guard let block = pcre2_match_data_create_8(UInt32(Pattern.mostGroups + 1), nil),
      let limits = pcre2_match_context_create_8(nil)
    else { preconditionFailure("out of memory") }
    pcre2_set_match_limit_8(limits, 1_000_000)
    pcre2_set_depth_limit_8(limits, 50_000)
    pcre2_set_heap_limit_8(limits, 16 * 1024)
    self.block = block
    self.limits = limits
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_match_data_free_8(block)
  }

  /// Searches `bytes`, valid UTF-8, from offset `start` on.
  func search(
    _ pattern: Pattern, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> SearchResult {
    var code: Int32
    if pattern.engine == .jit {
      code = runCompiled(pattern, bytes, start)
      // The JIT counts steps in its own way and has a small stack, and where it is not allowed it
      // does nothing: let the interpreter decide.
      if code < -1 { code = run(pattern, bytes, start, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT) }
    } else {
      code = run(pattern, bytes, start, PCRE2_NO_UTF_CHECK)
    }
    if code == PCRE2_ERROR_NOMATCH { return .absent }
    guard code >= 0, let ends = pcre2_get_ovector_pointer_8(block) else { return .gaveUp }
    // \K in a lookaround may put the start behind the end.
    return .found(min(ends[0], ends[1])..<ends[1])
  }

  /// The text of a group of the last match, nil where it took no part.
  func group(_ group: Int, of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard group < Int(pcre2_get_ovector_count_8(block)),
      let ends = pcre2_get_ovector_pointer_8(block)
    else { return nil }
    let (start, end) = (ends[2 * group], ends[2 * group + 1])
    // PCRE2_UNSET, the largest size_t, is -1 here.
    guard start >= 0, start <= end, end <= bytes.count else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// What `pcre2_match` does once it has looked at all that we know already.
  private func runCompiled(
    _ pattern: Pattern, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int32 {
    pcre2_jit_match_8(
      pattern.code, bytes.baseAddress, bytes.count, start, PCRE2_NO_UTF_CHECK, block, limits)
  }

  private func run(
    _ pattern: Pattern, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ options: UInt32
  ) -> Int32 {
    pcre2_match_8(pattern.code, bytes.baseAddress, bytes.count, start, options, block, limits)
  }
}
