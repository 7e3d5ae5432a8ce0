import Activity
import CLinux
import Control
import Desktop
import Glibc
import Rules

/// Holds the compiled filter against the files that it was made from. Fails closed: as long as
/// rules exist and no filter is known to hold them, no window's title is stored.
final class FilterKeeper {
  private enum State {
    /// No rule files: nothing to hide.
    case open
    case filtering(Censor)
    /// Rules that we can't follow.
    case closed
  }

  /// inotify, for the loop to poll; -1 where it can't be had.
  let fileDescriptor: Int32
  /// From the filter, in milliseconds; nil where none says.
  private(set) var idle: Int64?
  /// Whether working directories are wanted.
  private(set) var recordsDirectory = true
  /// Whether an icon is wanted in the panel.
  private(set) var showsTray = true
  /// When a working day begins: seconds from midnight by the local clock.
  private(set) var dayStart: Int64 = CompiledFilter.standardDayStart
  /// For `status`.
  var standing: AgentStatus.Filter {
    switch state {
    case .open: .open
    case .filtering: .valid
    case .closed: .closed
    }
  }
  /// The rules can't be followed, and nothing is under way that may change that.
  var isClosedForGood: Bool {
    if case .closed = state { !compiler.isRunning } else { false }
  }
  private let places: Places
  private let journal: Journal
  private var state = State.closed
  private var compiler: Compiler
  /// What the compiler was run on last, as long as no filter came of it that agrees.
  private var tried: RuleSources?
  /// Why the last try gave no filter; nil while one runs, and where none was needed.
  private var failure: String?
  /// What was said last.
  private var reason = ""

  init(_ places: Places, _ journal: Journal) {
    self.places = places
    self.journal = journal
    compiler = Compiler()
    fileDescriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    check()
  }

  /// What may be stored of `observed`: titles seen whole by the rules, then cut.
  func subject(of observed: ObservedWindow, presence: Presence, at time: Instant, zone: Zone)
    -> Subject
  {
    var window = observed.window
    switch state {
    case .open: break
    case .filtering(let censor):
      // Rules can't judge what was not read.
      if observed.titleIsIncomplete, censor.looksAtTitles { window.title = "" }
      let subject = censor.censor(.window(window), presence: presence, at: time, zone: zone)
      guard case .window(let rest) = subject else { return subject }
      window = rest
    case .closed:
      window.title = ""
      window.url = ""
      window.directory = ""
    }
    return .window(window.cut)
  }

  /// What the rules leave of a span that was recorded under earlier ones.
  func subject(of span: Span) -> Subject {
    guard case .filtering(let censor) = state else { return span.subject }
    return censor.censor(
      span.subject, presence: span.presence, at: span.start, zone: span.zone)
  }

  /// Something changed in the watched directories. True when what may be stored has changed.
  func filesChanged() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var changed = false
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(fileDescriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { break }
      if Self.concernsUs(buffer[..<count]) { changed = true }
    }
    guard changed else { return false }
    check()
    return true
  }

  /// What the agent and `daybook notify` write beside the filter is no news (inotify(7)).
  private static func concernsUs(_ bytes: ArraySlice<UInt8>) -> Bool {
    let header = MemoryLayout<inotify_event>.size
    return bytes.withUnsafeBytes { events in
      var offset = 0
      while offset + header <= events.count {
        let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let end = min(offset + header + Int(event.len), events.count)
        let name = String(
          decoding: events[(offset + header)..<end].prefix { $0 != 0 }, as: UTF8.self)
        let isOwn = ["agent.log", "notice.", "notified"].contains(where: name.hasPrefix)
        // A person may call a file of rules so.
        guard isOwn, !name.hasSuffix(".yaml") else { return true }
        offset = end
      }
      return false
    }
  }

  /// The compiler has ended: to be called at SIGCHLD. True when it was ours.
  func childEnded() -> Bool {
    guard let succeeded = compiler.collect() else { return false }
    if !succeeded { failure = "'daybook rules compile' failed" }
    check()
    return true
  }

  // MARK: - Looking

  private func check() {
    watch()
    let files = RuleSources(places)
    let filter = Self.load(places.filter)
    if let filter {
      idle = filter.idleSeconds * 1000
      recordsDirectory = filter.recordsDirectory
      showsTray = filter.showsTray
      dayStart = filter.dayStart
    }
    guard !files.rules.isEmpty || files.isUnreadable else {
      state = .open
      reason = ""
      if files.agree(with: filter) { tried = nil } else { compileIfConfigured(files) }
      return
    }
    guard !files.isUnreadable, let filter, files.rulesAgree(with: filter) else {
      state = .closed
      compile(files)
      sayWhyClosed()
      return
    }
    state = .filtering(Censor(filter.rules))
    reason = ""
    if files.agree(with: filter) { tried = nil } else { compile(files) }
  }

  /// Once for each state of the files: a compiler that fails, or one of another version, must not
  /// be run over and over.
  private func compile(_ files: RuleSources) {
    guard tried != files, !compiler.isRunning else { return }
    tried = files
    reason = ""
    failure = compiler.start() ? nil : "'daybook rules compile' can't be started"
  }

  /// Without rules the filter carries the idle threshold alone.
  private func compileIfConfigured(_ files: RuleSources) {
    guard files.config != nil else {
      idle = nil
      recordsDirectory = true
      showsTray = true
      dayStart = CompiledFilter.standardDayStart
      return
    }
    compile(files)
  }

  /// All rules with their names, read anew: for a look at the tray's menu.
  func wholeRules() -> RuleSet? { Self.load(places.filter, .everything)?.rules }

  private static func load(
    _ path: String, _ part: CompiledFilter.Part = .censoring
  ) -> CompiledFilter? {
    guard let bytes = SmallFile.read(path, limit: CompiledFilter.largest) else { return nil }
    return try? CompiledFilter(decoding: bytes, engine: .interpreter, part: part)
  }

  private func watch() {
    guard fileDescriptor >= 0 else { return }
    let changes =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
      | IN_ATTRIB
    // A watch that exists already is only looked up again. Of directories that do not exist yet,
    // the one above tells when they come.
    for directory in [places.rules, places.config, places.state] {
      var existing = directory
      while !existing.isEmpty,
        inotify_add_watch(fileDescriptor, existing, UInt32(changes)) < 0, errno == ENOENT
      {
        existing = existing.lastIndex(of: "/").map { String(existing[..<$0]) } ?? ""
      }
    }
  }

  /// New rules are compiled in a moment, at a first start too: only what fails is a trouble.
  private func sayWhyClosed() {
    guard !compiler.isRunning else {
      return journal.note(
        "compiling the rules in \(places.rules); until that is done no title is stored.")
    }
    let what = failure ?? "the compiled filter does not agree with the rules in \(places.rules)"
    guard reason != what else { return }
    reason = what
    journal.complain(
      "\(what): until the rules are compiled no title is stored. Run 'daybook rules check' to see "
        + "why.")
  }
}

/// The files that a filter is made from, as they are now.
private struct RuleSources: Equatable {
  var rules: [CompiledFilter.Source] = []
  var config: CompiledFilter.Source?
  var clients: CompiledFilter.Source?
  /// There are rules that can't be read.
  var isUnreadable = false

  init(_ places: Places) {
    config = Self.source("config.yaml", in: places.config)
    clients = Self.source("clients.yaml", in: places.config)
    guard let directory = opendir(places.rules) else {
      isUnreadable = errno != ENOENT
      return
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(".yaml"), !name.hasPrefix(".") else { continue }
      if let source = Self.source("rules.d/" + name, in: places.config) {
        rules.append(source)
      } else {
        isUnreadable = true
      }
    }
    rules.sort { $0.file < $1.file }
  }

  func rulesAgree(with filter: CompiledFilter) -> Bool {
    rules
      == filter.sources.filter { $0.file.hasPrefix("rules.d/") }.sorted { $0.file < $1.file }
  }

  /// Nothing at all has changed since the filter was made.
  func agree(with filter: CompiledFilter?) -> Bool {
    guard let filter else { return false }
    let others = filter.sources.filter { !$0.file.hasPrefix("rules.d/") }
    return rulesAgree(with: filter)
      && others.sorted { $0.file < $1.file }
        == [clients, config].compactMap { $0 }
  }

  private static func source(_ name: String, in directory: String) -> CompiledFilter.Source? {
    guard let bytes = SmallFile.read(directory + "/" + name, limit: 4 << 20) else { return nil }
    var digest = Digest()
    digest.add(bytes)
    return CompiledFilter.Source(file: name, digest: digest.value)
  }
}

extension Window {
  /// Texts at the length in which they are stored.
  fileprivate var cut: Window {
    let limit = 1024
    return Window(
      app: app.cut(toBytes: limit), instance: instance.cut(toBytes: limit),
      title: title.cut(toBytes: limit), workspace: workspace.cut(toBytes: limit),
      executable: executable.cut(toBytes: limit), directory: directory.cut(toBytes: limit),
      url: url.cut(toBytes: limit), fullscreen: fullscreen)
  }
}
