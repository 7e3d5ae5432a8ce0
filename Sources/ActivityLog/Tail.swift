import Activity

/// The newest minutes of a run: what the agent has committed and the tables do not hold yet.
///
/// A commit to the tables touches pages all over the file; one to the tail adds a few hundred
/// bytes to its end. `ActivityLog` brings it into the tables whenever it is opened.
struct Tail: Hashable {
  /// Tails are numbered: the tables know which one they have, and up to where.
  var sequence: Int64
  var source: String
  /// When the run began that it belongs to.
  var start: Instant
  var commits: [Commit] = []
  /// Bytes up to the last commit that is whole.
  var size = 0

  /// What one transaction says.
  struct Commit: Hashable {
    /// Spans of this run that start here or later are replaced.
    var from: Instant
    var spans: [Span]
    var alive: Instant
    var lastInput: Instant?
    var state: Run.State
  }
}

extension Tail {
  /// What the commits come to: the spans that stand in the end, in place of those from `from` on.
  var folded: (from: Instant, spans: [Span]) {
    var (from, spans) = (commits.first?.from ?? start, [Span]())
    for commit in commits {
      from = min(from, commit.from)
      while let last = spans.last, last.start >= commit.from { spans.removeLast() }
      spans += commit.spans
    }
    return (from, spans)
  }
}

/// How a tail is written. Each part is framed: its length, a digest of what it says, what it says.
///
/// Whole numbers are variable-length (7 bits a byte, the lowest first); those that may be negative
/// are folded onto the positive ones first. Texts and zones stand once in a commit and are named by
/// their number, for a minute has few of them.
extension Tail {
  /// "DBt1": a file that begins otherwise is no tail.
  static let magic: [UInt8] = [0x44, 0x42, 0x74, 0x31]
  private static let frame = 12

  /// A tail without commits.
  init(sequence: Int64, source: String, start: Instant) {
    self.sequence = sequence
    self.source = source
    self.start = start
  }

  /// The bytes that a new tail begins with.
  var opening: [UInt8] {
    var body = TailBytes()
    body.add(sequence)
    body.add(start.milliseconds)
    body.add(source)
    return Self.magic + Self.framed(body.bytes, in: 0)
  }

  /// The bytes of a commit of the tail `sequence`.
  static func bytes(of commit: Commit, in sequence: Int64) -> [UInt8] {
    var spans = TailBytes()
    var texts = Numbering<String>()
    var zones = Numbering<Zone>()
    var windows = Numbering<Window>()
    var windowBytes = TailBytes()
    var last = commit.from.milliseconds
    for span in commit.spans {
      spans.add(span.start.milliseconds - last)
      spans.add(span.milliseconds)
      last = span.end.milliseconds
      spans.add(PresenceCode.code(of: span.observation))
      spans.add(Int64(zones.number(of: span.zone)))
      switch span.subject {
      case .nothing: spans.add(0)
      case .private: spans.add(1)
      case .window(let window):
        let known = windows.values.count
        spans.add(Int64(windows.number(of: window) + 2))
        guard windows.values.count > known else { continue }
        for text in window.texts { windowBytes.add(Int64(texts.number(of: text))) }
        windowBytes.add(window.fullscreen ? 1 : 0)
      }
    }
    var body = TailBytes()
    body.add(commit.from.milliseconds)
    body.add(commit.alive.milliseconds - commit.from.milliseconds)
    body.add(commit.lastInput == nil ? 0 : 1)
    if let input = commit.lastInput { body.add(input.milliseconds - commit.from.milliseconds) }
    body.add(commit.state.rawValue)
    body.add(Int64(texts.values.count))
    for text in texts.values { body.add(text) }
    body.add(Int64(zones.values.count))
    for zone in zones.values {
      body.add(zone.name)
      body.add(Int64(zone.offset))
    }
    body.add(Int64(windows.values.count))
    body.bytes += windowBytes.bytes
    body.add(Int64(commit.spans.count))
    body.bytes += spans.bytes
    return framed(body.bytes, in: sequence)
  }

  /// What a tail begins with, without its commits; nil for what is no tail.
  init?(opening bytes: [UInt8]) {
    guard bytes.starts(with: Self.magic) else { return nil }
    var place = Self.magic.count
    guard var body = Self.part(of: bytes, at: &place, in: 0), let sequence = body.number(),
      let start = body.number(), let source = body.text()
    else { return nil }
    self.init(sequence: sequence, source: source, start: Instant(milliseconds: start))
    size = place
  }

  /// The tail in `bytes`, up to where it is whole, without the commits that end at `merged` or
  /// before; nil for what is no tail.
  init?(reading bytes: [UInt8], after merged: Int = 0) {
    self.init(opening: bytes)
    var place = max(size, merged)
    while var body = Self.part(of: bytes, at: &place, in: sequence),
      let commit = Self.commit(in: &body, of: source)
    {
      size = place
      commits.append(commit)
    }
  }

  private static func framed(_ body: [UInt8], in sequence: Int64) -> [UInt8] {
    var framed: [UInt8] = []
    framed.reserveCapacity(frame + body.count)
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: body.count).littleEndian) { framed += $0 }
    withUnsafeBytes(of: digest(of: body, in: sequence).littleEndian) { framed += $0 }
    return framed + body
  }

  /// A part of another tail, in whose place this one lies, is no part of it.
  private static func digest(of body: some Sequence<UInt8>, in sequence: Int64) -> UInt64 {
    var digest = Digest()
    withUnsafeBytes(of: sequence.littleEndian) { digest.add($0) }
    digest.add(body)
    return digest.value
  }

  /// What the frame at `place` holds, which then lies behind it; nil where none is whole.
  private static func part(
    of bytes: [UInt8], at place: inout Int, in sequence: Int64
  ) -> TailReader? {
    guard bytes.count - place >= frame else { return nil }
    let count = bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    let written = bytes[place + 4..<place + frame].reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    let begin = place + frame
    guard count <= bytes.count - begin else { return nil }
    let body = bytes[begin..<begin + count]
    guard digest(of: body, in: sequence) == written else { return nil }
    place = begin + count
    return TailReader(body)
  }

  private static func commit(in body: inout TailReader, of source: String) -> Commit? {
    guard let from = body.number(), let alive = body.number(), let hasInput = body.number()
    else { return nil }
    var lastInput: Instant?
    if hasInput != 0 {
      guard let input = body.number() else { return nil }
      lastInput = Instant(milliseconds: from &+ input)
    }
    guard let state = body.number().flatMap(Run.State.init(rawValue:)),
      let texts = body.list({ $0.text() }),
      let zones = body.list({ Self.zone(in: &$0) }),
      let windows = body.list({ Self.window(in: &$0, texts) })
    else { return nil }
    var last = from
    let spans = body.list { Self.span(in: &$0, after: &last, source, zones, windows) }
    guard let spans else { return nil }
    return Commit(
      from: Instant(milliseconds: from), spans: spans,
      alive: Instant(milliseconds: from &+ alive), lastInput: lastInput, state: state)
  }

  private static func zone(in body: inout TailReader) -> Zone? {
    guard let name = body.text(), let offset = body.number().flatMap(Int32.init(exactly:)) else {
      return nil
    }
    return Zone(name: name, offset: offset)
  }

  private static func window(in body: inout TailReader, _ texts: [String]) -> Window? {
    var window = Window()
    for part in Window.textParts {
      guard let number = body.number(), texts.indices.contains(Int(number)) else { return nil }
      window[keyPath: part] = texts[Int(number)]
    }
    guard let fullscreen = body.number() else { return nil }
    window.fullscreen = fullscreen != 0
    return window
  }

  private static func span(
    in body: inout TailReader, after last: inout Int64, _ source: String, _ zones: [Zone],
    _ windows: [Window]
  ) -> Span? {
    guard let gap = body.number(), let length = body.number(), length > 0,
      let code = body.number().flatMap(PresenceCode.read), let zone = body.number(),
      zones.indices.contains(Int(zone)), let subject = body.number(),
      subject < 2 || windows.indices.contains(Int(subject) - 2)
    else { return nil }
    let start = last &+ gap
    last = start &+ length
    return Span(
      source: source, start: Instant(milliseconds: start), end: Instant(milliseconds: last),
      observation: Observation(
        presence: code.presence,
        subject: subject == 0
          ? .nothing : subject == 1 ? .private : .window(windows[Int(subject) - 2]),
        handsOff: code.handsOff),
      zone: zones[Int(zone)])
  }
}

extension Window {
  fileprivate static var textParts: [WritableKeyPath<Window, String>] {
    [\.app, \.instance, \.title, \.workspace, \.executable, \.directory, \.url]
  }

  fileprivate var texts: [String] {
    [app, instance, title, workspace, executable, directory, url]
  }
}

/// Values in the order in which they came first.
private struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
