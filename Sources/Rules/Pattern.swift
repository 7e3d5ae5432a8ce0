import CPCRE2

/// How patterns are run. Both give the same answers.
public enum PatternEngine: Sendable {
  /// Compiled to machine code: fastest over many texts, and some pages of memory each.
  case jit
  /// For the agent, which matches rarely and must stay small.
  case interpreter
}

/// A pattern that can't be compiled.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the pattern, in Unicode scalars from 0; nil where it is bad as a whole.
  public var offset: Int?
  /// What is wrong there, without a full stop.
  public var reason: String

  public var description: String {
    reason + (offset.map { " at character \($0 + 1) of the pattern" } ?? "")
  }
}

/// A compiled PCRE2 pattern: Unicode, and without regard to case unless it says `(?-i)`.
///
/// Patterns come from files and are bounded: length, groups, and steps while matching.
public final class Pattern: Sendable {
  /// As the rule wrote it, named patterns filled in.
  public let text: String
  public let engine: PatternEngine
  /// Where a file has it; nil where it is from no file.
  public let mark: Mark?
  /// What a text must hold to match at all.
  let needs: PairSet?
  /// Its named captures, in the order of their groups.
  let captures: [(name: String, group: Int)]
  /// Written once, before the object is shared; PCRE2's compiled code is not changed by matching
  /// ("pcre2api", section "Multithreading"), so that threads may share it.
  nonisolated(unsafe) let code: OpaquePointer

  /// From 1; columns count Unicode scalars.
  public struct Mark: Hashable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The longest pattern, in bytes of UTF-8.
  public static let longest = 8192
  /// The most groups, so that one match block fits all patterns.
  static let mostGroups = 255

  public init(
    _ text: String, engine: PatternEngine, at mark: Mark? = nil
  ) throws(PatternError) {
    guard !text.isEmpty else { throw PatternError(offset: nil, reason: "the pattern is empty") }
    guard text.utf8.count <= Pattern.longest else {
      throw PatternError(
        offset: nil, reason: "the pattern is longer than \(Pattern.longest) bytes")
    }
    var problem: Int32 = 0
    var place = 0
    var source = text
    let compiled = source.withUTF8 { bytes in
      pcre2_compile_8(
        bytes.baseAddress, bytes.count,
        PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C,
        &problem, &place, nil)
    }
    guard let compiled else {
      throw PatternError(
        offset: Pattern.scalars(in: text, upTo: place), reason: Pattern.reason(problem))
    }
    var groups: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    guard groups <= Pattern.mostGroups else {
      pcre2_code_free_8(compiled)
      throw PatternError(
        offset: nil, reason: "the pattern has \(groups) groups, more than \(Pattern.mostGroups)")
    }
    if engine == .jit {
      // Where the processor or the system allows no JIT, the interpreter gives the same answers.
      _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    }
    self.text = text
    self.engine = engine
    self.mark = mark
    needs = PairSet(needs: LiteralRuns(text))
    captures = Pattern.names(of: compiled)
    code = compiled
  }

  deinit { pcre2_code_free_8(code) }

  public var captureNames: [String] { captures.map(\.name) }

  /// The table that pcre2_pattern_info(3) describes: a group in two bytes, a name, a zero.
  private static func names(of code: OpaquePointer) -> [(name: String, group: Int)] {
    var count: UInt32 = 0
    var width: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &width)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table, count > 0 else { return [] }
    var names: [(name: String, group: Int)] = []
    for index in 0..<Int(count) {
      let entry = UnsafeBufferPointer(start: table + index * Int(width), count: Int(width))
      let group = Int(entry[0]) << 8 | Int(entry[1])
      names.append((String(decoding: entry.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self), group))
    }
    return names.sorted { $0.group < $1.group }
  }

  private static func reason(_ problem: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(problem, &bytes, bytes.count)
    guard length > 0 else { return "PCRE2 error \(problem)" }
    return String(decoding: bytes.prefix(Int(length)), as: UTF8.self)
  }

  private static func scalars(in text: String, upTo place: Int) -> Int {
    String(decoding: text.utf8.prefix(place), as: UTF8.self).unicodeScalars.count
  }
}

/// Equal texts are equal patterns, wherever they stand: the engine changes the speed alone.
extension Pattern: Equatable {
  public static func == (left: Pattern, right: Pattern) -> Bool { left.text == right.text }
}
