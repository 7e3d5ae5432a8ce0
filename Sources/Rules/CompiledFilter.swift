import Activity

/// All that the agent needs to know of the files a person wrote, as one file that it can read
/// without YAML.
///
/// Layout: magic, version, body (integers little-endian, counts before lists), then the `Digest`
/// of all before it. Any damage and any other version are refused.
public struct CompiledFilter: Equatable, Sendable {
  /// A file it was made from.
  public struct Source: Hashable, Sendable {
    /// As the person knows it: `rules.d/10-acme.yaml`.
    public var file: String
    /// `Digest` of its bytes.
    public var digest: UInt64

    public init(file: String, digest: UInt64) {
      self.file = file
      self.digest = digest
    }
  }

  public var rules: RuleSet
  /// No input for so many seconds is idle.
  public var idleSeconds: Int64
  /// Whether the working directories of programs are recorded.
  public var recordsDirectory: Bool
  /// Whether the agent shows an icon in the panel.
  public var showsTray: Bool
  /// When a working day begins: seconds from midnight by the local clock.
  public var dayStart: Int64
  /// In the order in which they were read.
  public var sources: [Source]

  public init(
    rules: RuleSet, idleSeconds: Int64, recordsDirectory: Bool = true, showsTray: Bool = true,
    dayStart: Int64 = standardDayStart, sources: [Source]
  ) {
    self.rules = rules
    self.idleSeconds = idleSeconds
    self.recordsDirectory = recordsDirectory
    self.showsTray = showsTray
    self.dayStart = dayStart
    self.sources = sources
  }

  /// Which rules to read back.
  public enum Part: Sendable {
    case everything
    /// Only the rules that exclude or redact, and no catalogue: what recording needs, in less
    /// memory.
    case censoring
  }

  /// More is no filter: 40 files of 1 MiB hold less.
  public static let largest = 48 << 20
  private static let magic: [UInt8] = Array("DAYBKFLT".utf8)
  private static let version: UInt32 = 4
  public static let standardDayStart: Int64 = 4 * 3600

  public func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(CompiledFilter.magic)
    writer.write(CompiledFilter.version)
    writer.write(idleSeconds)
    writer.write(recordsDirectory)
    writer.write(showsTray)
    writer.write(dayStart)
    writer.write(sources) { writer, source in
      writer.write(source.file)
      writer.write(source.digest)
    }
    writer.write(rules.rules) { writer, rule in
      writer.write(rule.censors)
      writer.writeBlock { $0.write(rule) }
    }
    writer.writeBlock { $0.write(rules.catalogue) }
    var digest = Digest()
    digest.add(writer.bytes)
    writer.write(digest.value)
    return writer.bytes
  }

  /// - Parameter engine: for the patterns, which are compiled again.
  public init(
    decoding bytes: [UInt8], engine: PatternEngine, part: Part = .everything
  ) throws(FilterError) {
    guard bytes.count <= CompiledFilter.largest,
      bytes.starts(with: CompiledFilter.magic), bytes.count >= 20
    else { throw FilterError.damaged }
    var reader = ByteReader(bytes.dropFirst(CompiledFilter.magic.count).dropLast(8))
    let version = try reader.read(UInt32.self)
    guard version == CompiledFilter.version else { throw FilterError.otherVersion(version) }
    var digest = Digest()
    digest.add(bytes.dropLast(8))
    var end = ByteReader(bytes.suffix(8))
    guard try end.read(UInt64.self) == digest.value else { throw FilterError.damaged }

    idleSeconds = try reader.read(Int64.self)
    recordsDirectory = try reader.readBool()
    showsTray = try reader.readBool()
    dayStart = try reader.read(Int64.self)
    sources = try reader.readList { (reader) throws(FilterError) in
      Source(file: try reader.readText(), digest: try reader.read(UInt64.self))
    }
    let rules = try reader.readList { (reader) throws(FilterError) -> Rule? in
      let censors = try reader.readBool()
      var block = try reader.readBlock()
      guard censors || part == .everything else { return nil }
      let rule = try block.readRule(engine)
      guard block.isAtEnd else { throw FilterError.damaged }
      return rule
    }
    var block = try reader.readBlock()
    let catalogue = part == .everything ? try block.readCatalogue() : Catalogue()
    guard reader.isAtEnd, idleSeconds > 0, (0..<86_400).contains(dayStart) else {
      throw FilterError.damaged
    }
    self.rules = RuleSet(rules: rules.compactMap { $0 }, catalogue: catalogue)
  }
}

/// A compiled filter that can't be used.
public enum FilterError: Error, Hashable, Sendable, CustomStringConvertible {
  case damaged
  case otherVersion(UInt32)
  /// A pattern that this machine's PCRE2 refuses.
  case pattern(PatternError)

  public var description: String {
    switch self {
    case .damaged:
      "The compiled rules are damaged. Run 'daybook rules compile' to write them again."
    case .otherVersion(let version):
      "The compiled rules have version \(version), which this program does not read. "
        + "Run 'daybook rules compile' to write them again."
    case .pattern(let error):
      "The compiled rules hold a pattern that does not compile: \(error). "
        + "Run 'daybook rules check' to find it."
    }
  }
}
